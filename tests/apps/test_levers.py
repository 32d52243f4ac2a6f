from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from standoff.apps.cli import standoff
from standoff.config.levers import LEVERS
from standoff.errors import InputError

STRAIT = Path(__file__).parents[1] / "scenario" / "data" / "strait"


def test_every_lever_is_listed_with_meaning_unit_range_default_and_source():
    result = CliRunner().invoke(standoff, ["levers"])
    assert result.exit_code == 0
    for name, lever in LEVERS.items():
        (line,) = (line for line in result.output.splitlines() if line.startswith(f" {name} "))
        assert lever.unit in line
        assert f"{lever.low:g} to {lever.high:g}" in line
        assert lever.meaning.split()[0] in line
        assert "assumption: " in line or "derived: " in line


def test_every_lever_is_listed_with_who_can_set_it_policy_first():
    output = CliRunner().invoke(standoff, ["levers"]).output
    rows = [[cell.strip() for cell in line.split("│")[:2]] for line in output.splitlines()]
    listed = [(row[0], row[1]) for row in rows if row[0] in LEVERS]
    assert dict(listed) == {name: lever.setter for name, lever in LEVERS.items()}
    order = [setter for _, setter in listed]
    assert order == sorted(order, key=["policy", "belief", "model"].index)
    assert "policy: a government or a mediator can decide it" in " ".join(output.split())


def test_every_preset_is_listed_with_what_it_sets():
    shown = " ".join(CliRunner().invoke(standoff, ["levers"]).output.replace("│", " ").split())
    assert "diplomacy=closed Closed diplomacy: rare drafts" in shown
    for setting in ("diplomacy.offer_rate = 0.01", "diplomacy.trust = 0.1", "escalation.odds_bias = 1.5"):
        assert setting in shown
    assert "escalation=reported Escalation as reported" in shown


def test_defaults_are_those_of_the_scenario_that_is_named():
    result = CliRunner().invoke(standoff, ["levers", "--scenario", str(STRAIT)])
    assert result.exit_code == 0
    assert "vesper: " in result.output
    assert "tamar: " in result.output


def test_an_unknown_scenario_is_bad_input():
    result = CliRunner().invoke(standoff, ["levers", "--scenario", "nowhere"])
    assert isinstance(result.exception, InputError)
