from __future__ import annotations

import pytest

import standoff
from standoff.errors import ConfigError, InputError
from standoff.interface import Crisis, Ensemble
from tests.commands import STRAIT, invoke
from tests.figures import texts_of


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return standoff.load(STRAIT)


@pytest.fixture(scope="module")
def ensemble(crisis: Crisis) -> Ensemble:
    return crisis.run_many(60)


def test_a_difference_is_that_of_the_shares_and_has_an_interval(crisis: Crisis, ensemble: Ensemble):
    other = crisis.with_values(diplomacy="open").run_many(60)
    change = other.against(ensemble).to_dict("records")
    for row, here, there in zip(change, other.shares, ensemble.shares, strict=True):
        assert row["outcome"] == here.outcome.name.lower()
        assert row["n"] == 60
        assert row["difference"] == pytest.approx(here.share - there.share, abs=1e-12)
        assert row["low"] <= row["difference"] <= row["high"]
    assert any(row["difference"] for row in change)


def test_equal_runs_have_no_difference_and_a_narrow_interval(ensemble: Ensemble):
    for row in ensemble.against(ensemble).to_dict("records"):
        assert row["difference"] == 0.0
        assert row["high"] - row["low"] < 0.1  # unpaired, that of a share of one half would be 0.36


def test_other_runs_are_not_compared(crisis: Crisis, ensemble: Ensemble):
    for other in (crisis.run_many(61), crisis.with_values(seed=9).run_many(60)):
        with pytest.raises(ConfigError, match="same replications and seed"):
            other.against(ensemble)


def test_the_sentence_is_that_of_the_command_line(
    crisis: Crisis, ensemble: Ensemble, tmp_path, monkeypatch: pytest.MonkeyPatch, capsys
):
    other = crisis.with_values(diplomacy="open").run_many(60)
    given = (f"scenario.name={STRAIT}", "diplomacy=open", "replications=60", "figures=false")
    assert invoke("run", *given, f"out={tmp_path / 'out'}", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[2] == other.headline(ensemble)
    assert other.headline(ensemble).startswith(other.headline().removesuffix("."))
    with pytest.raises(ConfigError, match=r"seed 9 against seed 1: .* play both with the same seed"):
        crisis.with_values(seed=9).run_many(10).headline(ensemble)


def test_war_is_split_by_the_types_of_an_actor(ensemble: Ensemble):
    split = ensemble.war_by_type("vesper").to_dict("records")
    rows = ensemble.table().to_dict("records")
    for row in split:
        mine = [run["outcome"] for run in rows if run["type_vesper"] == row["type"]]
        war = [end for end in mine if end in ("limited_incursion", "full_invasion", "wider_war")]
        assert (row["n"], row["count"]) == (len(mine), len(war))
    with pytest.raises(ConfigError, match="actor 'vespr' is unknown; did you mean 'vesper'"):
        ensemble.war_by_type("vespr")


def test_an_unknown_table_names_the_nearest(crisis: Crisis):
    with pytest.raises(InputError, match="table 'decision' is unknown; did you mean 'decisions'"):
        crisis.run_one(0).table("decision")


def test_columns_have_their_units(crisis: Crisis, ensemble: Ensemble):
    units = ensemble.table().attrs["units"]
    assert units["days"] == "days"
    assert units["crossed"] == "thousand troops"
    assert units.keys() == set(ensemble.table())
    assert ensemble.outcomes().attrs["units"]["low"] == "share of runs"
    run = crisis.run_one(3)
    assert run.table("decisions").attrs["units"]["fear"] == "utility"
    assert run.table("actors").attrs["units"]["fear"] == "probability"
    assert run.table("forces").attrs["units"] == {
        "day": "days", "troops": "thousand troops", "crossed": "thousand troops", "ground": "share"
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["actors", "forces", "forecasts", "decisions", "beliefs", "positions", "dyads"]
)
def test_every_fraction_in_a_trace_has_a_unit(crisis: Crisis, name: str):
    frame = crisis.run_one(3).table(name)
    assert {column for column in frame if frame[column].dtype == float} <= frame.attrs["units"].keys() | {
        "weight"
    }


def test_every_result_can_draw_its_figures(crisis: Crisis, ensemble: Ensemble):
    assert ensemble.figure().get_suptitle() == ensemble.headline().removesuffix(".")
    assert list(ensemble.figures()) == ["outcomes", "war_by_day", "ends_by_day", "sample_of_runs"]
    figures = crisis.run_one(3).figures()
    assert {"rungs", "forces", "positions", "decisions"} <= figures.keys()
    assert "run 3" in texts_of(figures["rungs"])
    sweep = crisis.sweep({"diplomacy.trust": [0, 0.5, 1]}, replications=4)
    assert list(sweep.figures()) == ["curves"]


def test_a_point_that_cannot_be_played_is_reported_and_left_out(crisis: Crisis):
    sweep = crisis.sweep({"actors.vesper.costs.war": [0.3, 50.0]}, replications=3)
    assert list(sweep.failures()) == [1]
    assert "allowed range is -2 to 2" in sweep.failures()[1]
    assert sweep.outcomes().groupby("point")["n"].max().to_dict() == {0: 3, 1: 0}
