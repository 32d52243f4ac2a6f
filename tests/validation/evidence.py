"""Evidence – everything that the page on validation tells, played from one seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from standoff.scenario.locate import data_root
from standoff.vocabulary import Outcome
from tests.documents import read_yaml
from tests.validation.checks import Response, entry, response
from tests.validation.forces import Compared, driven
from tests.validation.forecasts import Forecasts, forecasts, largest_gap
from tests.validation.observed import force_series, outcomes
from tests.validation.playing import CRISES, MAIN, Played, Table
from tests.validation.reached import Figure, reached
from tests.validation.scoring import Card, Interval, cards, ordering
from tests.validation.targets import HELD_OUT_FILE, Target, load_targets

__all__ = ["VARIANTS", "Evidence", "HeldOut", "Under", "gather"]

VARIANTS = ("no_audience", "no_learning", "no_incidents", "true_odds", "prospect")
"""Files of ``conf/rules``. Four take a mechanism out; the last puts another theory of choice in."""
INCIDENT_RATES = (0.0, 0.02, 0.1)

Tell = Callable[[str], object]


@dataclass(frozen=True)
class Under:
    """What came under one variant of the rules."""

    figures: list[Figure]
    cards: list[Card]
    forecasts: Forecasts

    @cached_property
    def ordering(self) -> Interval:
        """Share of pairs of crises that the model has in the right order."""
        return ordering(
            self.cards[0].war.tolist(), [one >= Outcome.LIMITED_INCURSION for one in outcomes().values()]
        )

    def figure(self, target: Target) -> Figure:
        """Give the figure for a range."""
        return next(figure for figure in self.figures if figure.target == target)


@dataclass(frozen=True)
class HeldOut:
    """What came of the crises that nobody tuned on; the regression is fitted to the others."""

    figures: list[Figure]
    cards: list[Card]


@dataclass(frozen=True)
class Evidence:
    """All of it.

    Parameters
    ----------
    n_runs, n_swept : int
        Runs of each crisis; at each multiple of the attackers' forces.
    targets : tuple of Target
        The ranges.
    base : Under
        Under the rules as they are.
    played : Mapping
        Those runs.
    variants : Mapping
        Under each variant.
    responses : Mapping
        Response to force, by crisis.
    entry : Mapping
        Share of wider wars in the main crisis by the rate of incidents.
    forces : list of Compared
        The build-up as counted and as the rule has it.
    held_out : HeldOut
        Crises that nobody tuned on.
    """

    n_runs: int
    n_swept: int
    targets: tuple[Target, ...]
    base: Under
    played: Mapping[str, Played]
    variants: Mapping[str, Under]
    responses: Mapping[str, Response]
    entry: Mapping[float, float]
    forces: list[Compared]
    held_out: HeldOut


def gather(n_runs: int, n_traced: int, tell: Tell) -> Evidence:
    """Play everything.

    Parameters
    ----------
    n_runs, n_traced : int
        Runs of each crisis; runs whose forecasts are read.
    tell : callable
        Told what is being played.
    """
    targets, table, swept = load_targets(), Table(n_runs), Table(max(1, n_runs // 2))
    tell("the rules as they are")
    base, played = _under(table, {}, targets, n_traced)
    variants = {}
    for name in VARIANTS:
        tell(name)
        variants[name], _ = _under(table, _variant(name), targets, n_traced)
    responses = {}
    for name in CRISES:
        tell(f"{name}, more and fewer troops")
        responses[name] = response(swept, played[name].stage)
    main = played[MAIN]
    return Evidence(
        n_runs,
        swept.n_runs,
        targets,
        base,
        played,
        variants,
        responses,
        entry(table, MAIN, INCIDENT_RATES),
        driven(main.stage, main.attacker, force_series()),
        _held_out(table, played),
    )


def _held_out(table: Table, played: Mapping[str, Played]) -> HeldOut:
    held_out = table.held_out()
    everything = {**played, **held_out}
    scored = cards(everything, outcomes("held_out"), outcomes())
    return HeldOut(reached(load_targets(HELD_OUT_FILE), held_out), scored)


def _variant(name: str) -> dict[str, float]:
    text = (data_root() / "conf/rules" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(read_yaml(text))


def _under(
    table: Table, rules: Mapping[str, float], targets: tuple[Target, ...], n_traced: int
) -> tuple[Under, dict[str, Played]]:
    played = table.played(rules)
    result = forecasts(played[MAIN].stage, n_traced)
    figures = reached(targets, {**played, **table.compared(rules)}, largest_gap(result))
    return Under(figures, cards(played, outcomes()), result), played
