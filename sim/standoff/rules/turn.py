"""Turn – the order of the phases, declared once, with reasons.

| phase | what happens | why here |
|---|---|---|
| 1 timeline | exercises begin and end, the ground changes, injects happen | the calendar asks nobody |
| 2 perceive | beliefs move on what the others did last turn | before anyone uses a belief |
| 3 decide | all weigh their options on one snapshot, then all acts take effect | simultaneous moves |
| 4 negotiate | a draft may come, parties sign or not | on the acts just taken, before forces move |
| 5 move | forces follow orders, targets react, arms arrive | orders need time |
| 6 incident | violence nobody ordered, all pairs on one snapshot | on rungs and forces as they are |
| 7 combat | fighting, then offers of terms | only once somebody attacked |
| 8 record | the tally, quiet days, promises run out, the run may end | sees the whole turn |

Within a phase all actors read the same snapshot, so their order cannot matter. Both drivers run the
phases in this order; ``PHASES`` is what they check themselves against.
"""

from __future__ import annotations

from standoff.vocabulary import Phase

PHASES: tuple[Phase, ...] = tuple(Phase)
