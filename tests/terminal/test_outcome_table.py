from __future__ import annotations

from standoff.config.setup import make_stage
from standoff.statistics.summary import TypeShare, share_of
from standoff.terminal.outcome_table import caveats
from tests.stages import FOLDERS


def test_the_caveat_on_types_goes_from_the_type_with_least_war_to_that_with_most() -> None:
    shares = [TypeShare(kind, share_of(wars, n)) for kind, (wars, n) in enumerate([(9, 10), (0, 0), (1, 10)])]
    of_types, *_ = caveats(*make_stage(FOLDERS["strait"]), shares)
    assert "10.0 to 90.0 % of runs end in war" in of_types
