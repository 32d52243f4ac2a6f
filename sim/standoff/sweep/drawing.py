"""The sums of a sweep in the form that its figures need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from standoff.design.design import Design
from standoff.scenario.content import Scenario
from standoff.statistics.surface import Surface
from standoff.sweep.reported import reported_values
from standoff.sweep.study import Study
from standoff.sweep.summing import PointSums
from standoff.sweep.surface import surface_of

__all__ = ["drawn_sweep", "reported_by_name"]


def drawn_sweep(study: Study, points: Iterable[PointSums]) -> Surface:
    """Give the results of all points, with the reported values of the factors."""
    measures = tuple(measure.name for measure in study.measures)
    surface = surface_of(study.design, list(points), measures, study.reference, study.reference_name)
    return replace(surface, reported=reported_by_name(study.design, study.scenario))


def reported_by_name(design: Design, scenario: Scenario) -> dict[str, float]:
    """Give the reported values of the factors of a design, where a factor has exactly one, by name."""
    known = {factor.name: reported_values(factor, scenario) for factor in design.factors}
    return {name: values.pop() for name, values in known.items() if len(values) == 1}
