"""By source – factors that rest on the same source, to be moved together.

Rule       a value belongs to the first source that it cites; what is assumed, but leans on a source, stands
           apart from what that source says; an assumption without one belongs to its actor and section, or
           to its section of the scenario, or to the rules; a lever or a choice stands by itself
Assumes    the source that an author names first is the one that a value mainly rests on. Grouping under every
           combination would cut one source into many, and none of them would show what it carries
"""

from __future__ import annotations

from collections.abc import Sequence

from standoff.config.levers import RULES
from standoff.design.factors import Factor, FactorKind
from standoff.design.variance import Groups
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.parameters import Parameter, load_parameters
from standoff.scenario.quantity import Quantity

__all__ = ["groups_by_source"]


def groups_by_source(factors: Sequence[Factor], scenario: Scenario) -> Groups:
    """Group factors by what their values rest on.

    Parameters
    ----------
    factors : sequence of Factor
        Levers, uncertainties and choices of a sweep.
    scenario : Scenario
        Whose values they are.

    Returns
    -------
    Mapping of str to list of str
        Names of the factors by a title for readers, in the order of the factors.
    """
    known: dict[str, Parameter | Quantity] = dict(quantities(scenario))
    known |= {f"{RULES}.{name}": parameter for name, parameter in load_parameters().items()}
    groups: dict[str, list[str]] = {}
    for factor in factors:
        rests = factor.role == FactorKind.UNCERTAINTY
        title = _title(factor.name, known[factor.name], scenario) if rests else factor.name
        groups.setdefault(title, []).append(factor.name)
    return groups


def _title(path: str, number: Parameter | Quantity, scenario: Scenario) -> str:
    """Say what a value rests on."""
    cited = [key for key in number.source if key != ASSUMPTION]
    if not cited:
        return f"assumed: {_section(path, scenario)}"
    source = scenario.sources[cited[0]]
    told = f"{source.title} ({', '.join(filter(None, (source.publisher, source.date)))})"
    return f"assumed, leaning on: {told}" if number.kind == ASSUMPTION else told


def _section(path: str, scenario: Scenario) -> str:
    """Name the part of the files that a value stands in."""
    first, *rest = path.split(".")
    if first == RULES:
        return "parameters of the rules"
    if first != "actors":
        return first.replace("_", " ")
    return f"{scenario.actors[rest[0]].title}, {rest[1].replace('_', ' ')}"
