"""Rows of an analysis of sensitivity: spread, factors, and what each method found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from standoff.analysis.sensitivity.findings import Input, ResponseSensitivity, Sensitivity, Swing
from standoff.analysis.sensitivity.sobol import SobolIndices
from standoff.statistics.paired import NOTHING
from standoff.statistics.rows import Line, with_gaps

__all__ = ["rows"]


def rows(found: Sensitivity) -> dict[str, list[Line]]:
    """Give all that was found as plain data.

    Parameters
    ----------
    found : Sensitivity
        What was found.

    Returns
    -------
    dict of str to list of dict
        A table under the name of each figure, of lines with equal keys; ``spread`` of each response and
        ``factors`` as well. None where there is no number.
    """
    made: dict[str, list[Line]] = {
        "spread": [_spread_line(finding) for finding in found.findings],
        "factors": [_input_line(one, found.is_grouped) for one in found.inputs],
    }
    roles = {name: _role(members) for name, members in found.groups.items()}
    for finding in found.findings:
        for name, line in _lines(finding, roles, "source" if found.is_grouped else "factor"):
            made.setdefault(name, []).append({"response": finding.of.name} | line)
    return {name: [with_gaps(line) for line in lines] for name, lines in made.items()}


def _role(members: list[Input]) -> str:
    return ", ".join(dict.fromkeys(one.role for one in members))


def _input_line(one: Input, is_grouped: bool) -> Line:
    line = {"factor": one.name, "role": one.role, "unit": one.unit, "values": one.values}
    return line | ({"source": one.group} if is_grouped else {})


def _spread_line(finding: ResponseSensitivity) -> Line:
    spread = finding.spread
    return {
        "response": finding.of.name, "unit": finding.of.unit, "n_points": spread.n_points,
        "n_left_out": spread.n_left_out, "mean": spread.mean, "sd": spread.sd, "noise_share": spread.noise,
    }  # fmt: skip


def _lines(finding: ResponseSensitivity, roles: Mapping[str, str], what: str) -> Iterator[tuple[str, Line]]:
    """Give the lines of a response, each with the name of its table."""
    for step in finding.sobol:
        for place in step.order:
            line = {"n": step.n, what: step.names[place], **_index_cells(step, place)}
            yield "convergence", line
            if step is finding.sobol[-1]:
                yield "indices", line | {"role": roles[step.names[place]]}
    if effects := finding.morris:
        for place in effects.order:
            mean, reach = float(effects.mu_star[place]), float(effects.reach[place])
            yield "effects", {
                "n": effects.n, "factor": effects.names[place], "mu_star": mean, "low": mean - reach,
                "high": mean + reach, "mu": float(effects.mu[place]), "sigma": float(effects.sigma[place]),
            }  # fmt: skip
    if pawn := finding.pawn:
        for place in pawn.order:
            value, reach = float(pawn.value[place]), float(pawn.reach[place])
            yield "pawn", {
                "n": pawn.n, "factor": pawn.names[place], "median": value, "low": value - reach,
                "high": value + reach, "threshold": pawn.threshold, "is_noise": value <= pawn.threshold,
            }  # fmt: skip
    for swing in finding.swings:
        yield "tornado", _swing_line(swing)


def _index_cells(step: SobolIndices, place: int) -> Line:
    cells: Line = {}
    for name, values, reaches in (
        ("first", step.first, step.first_reach),
        ("total", step.total, step.total_reach),
    ):
        value, reach = float(values[place]), float(reaches[place])
        cells |= {name: value, f"{name}_low": value - reach, f"{name}_high": value + reach}
    return cells


def _swing_line(swing: Swing) -> Line:
    line: Line = {"factor": swing.factor, "unit": swing.unit}
    for name, end in (("low", swing.low), ("high", swing.high)):
        change = end.contrast.difference if end.contrast else NOTHING
        line |= {f"{name}_value": end.value, f"{name}_n": change.n}
        keys = ("difference", "difference_low", "difference_high")
        line |= {f"{name}_{key}": value for key, value in zip(keys, change.ends, strict=True)}
    contrasts = [end.contrast for end in (swing.low, swing.high) if end.contrast]
    return line | {"is_paired": all(one.is_paired for one in contrasts), "has_failed": swing.has_failed}
