"""Rows of the tables of a sensitivity analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from standoff.analysis.sensitivity.findings import Input, ResponseSensitivity, Sensitivity, Swing
from standoff.analysis.sensitivity.sobol import SobolIndices
from standoff.statistics.paired import NOTHING
from standoff.statistics.rows import Line, with_gaps

__all__ = ["rows"]


def rows(result: Sensitivity) -> dict[str, list[Line]]:
    """Give the rows of all tables.

    Parameters
    ----------
    result : Sensitivity
        The analysis.

    Returns
    -------
    dict of str to list of dict
        Rows by table: one for each figure, ``spread`` of each response, and ``factors``. None where there
        is no number.
    """
    made: dict[str, list[Line]] = {
        "spread": [_spread_line(finding) for finding in result.findings],
        "factors": [_input_line(factor, result.is_grouped) for factor in result.inputs],
    }
    roles = {name: _role(members) for name, members in result.groups.items()}
    for finding in result.findings:
        for name, line in _lines(finding, roles, "source" if result.is_grouped else "factor"):
            if "factor" in line and name != "convergence":
                line["set_by"] = str(result.setter(line["factor"]))
            made.setdefault(name, []).append({"response": finding.response.name} | line)
    return {name: [with_gaps(line) for line in lines] for name, lines in made.items()}


def _role(members: list[Input]) -> str:
    return ", ".join(dict.fromkeys(factor.role for factor in members))


def _input_line(factor: Input, is_grouped: bool) -> Line:
    line = {
        "factor": factor.name,
        "role": factor.role,
        "set_by": str(factor.setter),
        "unit": factor.unit,
        "values": factor.values,
    }
    return line | ({"source": factor.group} if is_grouped else {})


def _spread_line(finding: ResponseSensitivity) -> Line:
    spread = finding.spread
    return {
        "response": finding.response.name, "unit": finding.response.unit, "n_points": spread.n_points,
        "n_left_out": spread.n_left_out, "mean": spread.mean, "sd": spread.sd, "noise_share": spread.noise,
    }  # fmt: skip


def _lines(finding: ResponseSensitivity, roles: Mapping[str, str], what: str) -> Iterator[tuple[str, Line]]:
    """Give the lines of a response, each with the name of its table."""
    for step in finding.sobol:
        for index in step.order:
            line = {"n": step.n, what: step.names[index], **_index_cells(step, index)}
            yield "convergence", line
            if step is finding.sobol[-1]:
                yield "indices", line | {"role": roles[step.names[index]]}
    if effects := finding.morris:
        for index in effects.order:
            mean, reach = float(effects.mu_star[index]), float(effects.reach[index])
            yield "effects", {
                "n": effects.n, "factor": effects.names[index], "mu_star": mean, "low": mean - reach,
                "high": mean + reach, "mu": float(effects.mu[index]), "sigma": float(effects.sigma[index]),
            }  # fmt: skip
    if pawn := finding.pawn:
        for index in pawn.order:
            value, reach = float(pawn.value[index]), float(pawn.reach[index])
            yield "pawn", {
                "n": pawn.n, "factor": pawn.names[index], "median": value, "low": value - reach,
                "high": value + reach, "threshold": pawn.threshold, "is_noise": value <= pawn.threshold,
            }  # fmt: skip
    for swing in finding.swings:
        yield "tornado", _swing_line(swing)


def _index_cells(step: SobolIndices, index: int) -> Line:
    cells: Line = {}
    for name, values, reaches in (
        ("first", step.first, step.first_reach),
        ("total", step.total, step.total_reach),
    ):
        value, reach = float(values[index]), float(reaches[index])
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
    return line | {
        "is_paired": all(contrast.is_paired for contrast in contrasts),
        "has_failed": swing.has_failed,
    }
