"""Groups of factors that rest on the same source and are varied together.

Rule       a value belongs to the first source that it cites; an assumption that cites a source is grouped
           separately from the values reported by that source; an assumption without a source belongs to its
           actor and section, to its section of the scenario, or to the rules; a lever or a choice is a group
           of its own
Assumes    the source that an author names first is the one on which a value mainly rests. Grouping by every
           combination of sources would split one source into many groups, none of which would show its
           influence
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
    """Group factors by the source of their values.

    Parameters
    ----------
    factors : sequence of Factor
        Levers, uncertainties and choices of a sweep.
    scenario : Scenario
        The scenario to which they belong.

    Returns
    -------
    Mapping of str to list of str
        Names of the factors by the title of their group, in the order of the factors.
    """
    known: dict[str, Parameter | Quantity] = dict(quantities(scenario))
    known |= {f"{RULES}.{name}": parameter for name, parameter in load_parameters().items()}
    groups: dict[str, list[str]] = {}
    for factor in factors:
        has_source = factor.role == FactorKind.UNCERTAINTY
        title = _title(factor.name, known[factor.name], scenario) if has_source else factor.name
        groups.setdefault(title, []).append(factor.name)
    return groups


def _title(path: str, number: Parameter | Quantity, scenario: Scenario) -> str:
    """Give the title of the group of a value."""
    cited = [key for key in number.source if key != ASSUMPTION]
    if not cited:
        return f"assumed: {_section(path, scenario)}"
    source = scenario.sources[cited[0]]
    title = f"{source.title} ({', '.join(filter(None, (source.publisher, source.date)))})"
    return f"assumed, based on: {title}" if number.kind == ASSUMPTION else title


def _section(path: str, scenario: Scenario) -> str:
    """Name the part of the scenario that holds a value."""
    first, *rest = path.split(".")
    if first == RULES:
        return "parameters of the rules"
    if first != "actors":
        return first.replace("_", " ")
    return f"{scenario.actors[rest[0]].title}, {rest[1].replace('_', ' ')}"
