"""Checks of the mechanisms of a scenario from Python."""

from __future__ import annotations

from collections.abc import Collection

from standoff.checks.options import FEWEST, MOST
from standoff.errors import ConfigError
from standoff.interface.arguments import whole_number
from standoff.interface.findings import Findings
from standoff.scenario.content import Scenario

__all__ = ["check"]


def check(scenario: Scenario, settings: Collection[str], replications: int) -> Findings:
    """Check the mechanisms of a scenario; see `Crisis.check`.

    Parameters
    ----------
    scenario : Scenario
        With the quantities that are set.
    settings : collection of str
        What else is set; checks set all of that themselves, so nothing may be.
    replications : int
        Runs of each setting.

    Raises
    ------
    ConfigError
        If the number is out of range, or something else is set.
    """
    n = whole_number("replications", replications, FEWEST, MOST)
    if settings:
        raise ConfigError(
            f"{', '.join(settings)}: checks set levers, rules, seed and times themselves; check the crisis "
            "without, or with quantities of the scenario alone"
        )
    from standoff.checks.answer import check_answer

    return Findings(check_answer(scenario, n))
