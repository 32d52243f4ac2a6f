"""A decision is explained from its trace and from the rules, which must agree; bad input is told as such."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from standoff.analysis.explain.answer import explain_answer
from standoff.config.setup import make_stage
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.scenario.load import load_scenario
from standoff.sweep.chosen_run import ChosenRun
from standoff.vocabulary import Term
from tests.commands import STRAIT, invoke
from tests.manifests import change_manifest, reseal
from tests.results import Results

ATTACK = ("--actor", "vesper", "--turn", "17")
"""What the traced run of `tests.results` has an attack in."""


@pytest.fixture
def run(stored: Results, tmp_path: Path) -> Path:
    """A copy of a run, to be written to and harmed."""
    return Path(shutil.copytree(stored["run"], tmp_path / "run"))


@pytest.fixture
def sweep(stored: Results, tmp_path: Path) -> Path:
    """A copy of a sweep that stores no trace, to be written to and harmed."""
    return Path(shutil.copytree(stored["sweep"], tmp_path / "sweep"))


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the figures empty, for speed."""

    def save(figures: dict[str, object], folder: Path, formats: Sequence[str]) -> list[Path]:
        written = [folder / f"{name}.{ending}" for name in figures for ending in formats]
        for path in written:
            path.touch()
        return written

    monkeypatch.setattr("standoff.analysis.explain.figures.figure_of_explanation", lambda *_: None)
    monkeypatch.setattr("standoff.plots.page.save_sheets", save)


def test_without_a_turn_the_attack_that_ended_the_peace_is_explained(run: Path, monkeypatch, capsys):
    assert invoke("explain", str(run), *ATTACK, monkeypatch=monkeypatch) == 0
    named = capsys.readouterr().out.splitlines()
    assert invoke("explain", str(run), monkeypatch=monkeypatch) == 0
    first, lead, *rest = capsys.readouterr().out.splitlines()
    assert lead.startswith("The peace ended on ")
    assert lead.endswith(", turn 17: Vesper opens a full attack.")
    assert [first, *rest] == named


@pytest.mark.parametrize(
    ("kind", "lead"),
    [("signature", "A package was signed on "), ("refusal", "The last package was refused on ")],
)
def test_without_an_attack_the_last_package_is_explained(kind: str, lead: str):
    run, tables = traced(lambda events: events[-1:] == [kind] and "attack" not in events)
    answer = explain_answer(run, tables)
    event = [row for row in tables["events"] if row["kind"] == kind][-1]
    assert answer.sentences[0].startswith(lead)
    assert event["text"] in answer.sentences[0]
    assert answer.record == {"actor": "vesper", "turn": event["turn"]}


def test_without_attack_and_package_the_changes_of_course_are_listed():
    run, tables = traced(lambda events: not events)
    answer = explain_answer(run, tables)
    rows = answer.rows["decisions"]
    assert answer.record == {}
    assert len(rows) > 3
    for actor in run.stage.names.actors:
        own = [row["option"] for row in rows if row["actor"] == actor]
        assert all(one != other for one, other in pairwise(own))
        (alone,) = explain_answer(run, tables, actor).rows.values()
        assert [row["option"] for row in alone] == own


def traced(is_wanted: Callable[[list[str]], bool]) -> tuple[ChosenRun, Mapping[str, list[dict[str, Any]]]]:
    """A run of the strait and its trace, by the kinds of its decisive events in their order."""
    levers = {"diplomacy.offer_rate": 0.05, "escalation.attack_cost": 1.0, "escalation.incident_rate": 0.0}
    scenario, stage = make_stage(STRAIT, levers)
    for replication in range(100):
        trace = Trace()
        run_one(stage, 1, replication, trace=trace)
        kinds = [row["kind"] for row in trace.tables["events"]]
        if is_wanted([kind for kind in kinds if kind in ("attack", "signature", "refusal")]):
            return ChosenRun(scenario, stage, 1, replication, None, ""), trace.tables
    raise LookupError("no such run")


def test_the_screen_says_what_the_trace_holds(run: Path, monkeypatch, capsys):
    assert invoke("explain", str(run), *ATTACK, monkeypatch=monkeypatch) == 0
    screen = capsys.readouterr().out
    rows = pq.read_table(run / "trace/decisions.parquet").to_pylist()
    options = [row for row in rows if (row["turn"], row["actor"]) == (17, "vesper")]
    (chosen,) = (row for row in options if row["is_chosen"])
    titles = {name: action.title for name, action in load_scenario(STRAIT).actions.items()}
    assert len(options) > 3
    for row in options:
        (line,) = (line for line in screen.splitlines() if line.startswith(titles[row["option"]])
                   and line.count("│") > 5)  # fmt: skip
        assert f" {row['expected_utility']:.3f} │" in line
        assert f" {100 * row['probability']:.1f} │" in line
        for term in Term:
            value = row[term.name.lower()]
            assert value == 0.0 or f" {value:z.3f} │" in line
    assert f"draw {chosen['u_opportunity']:.3f}, probability" in screen
    assert f"Choice: draw {chosen['u_choice']:.3f}. It decides to cross the strait" in screen
    assert "Turn 17: Vesper opens a full attack." in screen
    assert "because this beats the status quo" in screen


def test_the_sentence_on_the_alternatives_agrees_with_the_table(run: Path, monkeypatch, capsys):
    """The best option without an attack is one of the table, with all that it is worth there."""
    assert invoke("explain", str(run), *ATTACK, monkeypatch=monkeypatch) == 0
    screen = capsys.readouterr().out
    rows = pq.read_table(run / "trace/decisions.parquet").to_pylist()
    options = [row for row in rows if (row["turn"], row["actor"]) == (17, "vesper")]
    titles = {name: action.title for name, action in load_scenario(STRAIT).actions.items()}
    for name, is_attack in (("Best attack", True), ("Best option without an attack", False)):
        of_kind = [row for row in options if row["option_class"].endswith("attack") == is_attack]
        best = max(of_kind, key=lambda row: row["expected_utility"])
        assert f"{name}: {titles[best['option']]}, worth {best['expected_utility']:.3f}." in screen
    (chosen,) = (row for row in options if row["is_chosen"])
    alternative = max((row for row in options if row is not chosen), key=lambda row: row["expected_utility"])
    assert f"next best: to {titles[alternative['option']]}" in screen
    assert "peaceful" not in screen


def test_an_actor_without_an_opportunity_is_explained(stored: Results, tmp_path: Path, monkeypatch, capsys):
    arguments = (str(stored["run"]), "--actor", "vesper", "--turn", "0", f"out={tmp_path / 'figures'}")
    assert invoke("explain", *arguments, monkeypatch=monkeypatch) == 0
    assert "none this turn. The table shows what it would have weighed." in capsys.readouterr().out
    assert (tmp_path / "figures/vesper-turn-0.png").is_file()


def explained(folder: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch, capsys) -> list[str]:
    """What is told of the attack, without the first line, which names the result, and the last."""
    assert invoke("explain", str(folder), *ATTACK, *arguments, monkeypatch=monkeypatch) == 0
    return capsys.readouterr().out.splitlines()[1:-1]


def test_a_stored_run_a_replay_and_a_run_played_again_are_explained_alike(
    run: Path, tmp_path: Path, monkeypatch, capsys
):
    tell = {"monkeypatch": monkeypatch, "capsys": capsys}
    stored = explained(run, **tell)
    replay = ("replay", str(run), "--run", "15", "figures=false")
    assert invoke(*replay, monkeypatch=monkeypatch) == 0
    assert invoke(*replay, f"out={tmp_path / 'elsewhere'}", monkeypatch=monkeypatch) == 0
    capsys.readouterr()
    assert explained(run / "replays/run-15", **tell) == stored
    assert explained(tmp_path / "elsewhere", **tell) == stored
    shutil.rmtree(run / "trace")
    assert explained(run, **tell) == stored
    shutil.rmtree(run / "replays")
    assert explained(run, "--run", "15", **tell) == stored


def test_points_of_a_sweep_are_distinguished(sweep: Path, monkeypatch, capsys):
    tell = {"monkeypatch": monkeypatch, "capsys": capsys}
    explanations = [explained(sweep, "--run", "15", "--point", point, **tell) for point in ("0", "1")]
    assert explanations[0] != explanations[1]
    names = {path.name for path in (sweep / "explain").glob("*.png")}
    assert names == {f"point-{point}-run-15-vesper-turn-17.png" for point in (0, 1)}


def test_the_stored_trace_of_a_run_of_a_sweep_is_checked(sweep: Path, monkeypatch, capsys):
    replay = ("replay", str(sweep), "--run", "3", "--point", "1", "figures=false")
    assert invoke(*replay, monkeypatch=monkeypatch) == 0
    path = sweep / "replays/point-1-run-3/trace/beliefs.parquet"
    change(path, "after", 0, 0.5)
    options = ("--run", "3", "--point", "1", "--actor", "vesper", "--turn", "0")
    assert invoke("explain", str(sweep), *options, monkeypatch=monkeypatch) == 2
    assert "differs from a replay of the run (beliefs: turn 0, after is 0.5" in capsys.readouterr().err


def change(path: Path, column: str, row: int, value: float) -> None:
    table = pq.read_table(path)
    values = table.column(column).to_pylist()
    values[row] = value
    place = table.schema.get_field_index(column)
    pq.write_table(table.set_column(place, column, pa.array(values)), path)
    reseal(path.parents[1])


def test_a_trace_that_differs_in_the_last_bit_is_refused(run: Path, monkeypatch, capsys):
    path = run / "trace/decisions.parquet"
    utility = pq.read_table(path).column("expected_utility").to_pylist()
    change(path, "expected_utility", 3, utility[3] * (1 + 2**-52))
    assert invoke("explain", str(run), *ATTACK, monkeypatch=monkeypatch) == 2
    assert (
        "differs from a replay of the run (decisions: turn 0, expected_utility is" in capsys.readouterr().err
    )
    assert not (run / "explain").exists()


def test_later_turns_do_not_matter(run: Path, monkeypatch):
    path = run / "trace/decisions.parquet"
    n_rows = pq.read_metadata(path).num_rows
    change(path, "expected_utility", n_rows - 1, 0.0)
    assert invoke("explain", str(run), *ATTACK, monkeypatch=monkeypatch) == 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--actor", "vespr", "--turn", "3"], "--actor vespr: unknown actor, did you mean 'vesper'?"),
        (
            ["--actor", "x", "--turn", "3"],
            "unknown actor, allowed: Orlen, Tamar, Vesper, orlen, tamar, vesper",
        ),
        (
            ["--actor", "vesper", "--turn", "30"],
            "run 15 has 30 turns, 0 to 29; it ends after 30 days",
        ),
        (["--actor", "vesper", "--turn", "3", "--run", "40"], "has no run 40; allowed range is 0 to 39"),
        (["--actor", "vesper", "--turn", "3", "--point", "1"], "has no point 1; allowed range is 0 to 0"),
        (["--actor", "vesper", "--turn", "-1"], "-1 is not in the range"),
    ],
)
def test_bad_input_is_refused(stored: Results, monkeypatch, capsys, arguments: list[str], expected: str):
    assert invoke("explain", str(stored["run"]), *arguments, monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (
            lambda run: shutil.rmtree(run / "trace"),
            "the folder trace/ of its traced run 15 is missing; replay",
        ),
        (lambda run: cut(run / "trace/actors.parquet"), "actors.parquet: was changed since"),
        (
            lambda run: (run / "trace/events.parquet").unlink(),
            "events.parquet: cannot be read (it is missing)",
        ),
        (lambda run: change_manifest(run, lambda content: content.pop("traced")), "traced is missing"),
    ],
)
def test_a_damaged_result_is_reported(run: Path, monkeypatch, capsys, harm, expected: str):
    harm(run)
    assert invoke("explain", str(run), *ATTACK, monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert expected in output.err
    assert "Traceback" not in output.err


def test_a_sweep_needs_the_number_of_a_run(stored: Results, monkeypatch, capsys):
    assert invoke("explain", str(stored["sweep"]), *ATTACK, monkeypatch=monkeypatch) == 2
    assert "choose a run with --run N" in capsys.readouterr().err


def test_a_replay_is_not_taken_for_another_run_or_a_result(
    stored: Results, tmp_path: Path, monkeypatch, capsys
):
    out = f"out={tmp_path / 'told'}"
    assert (
        invoke("replay", str(stored["run"]), "--run", "2", "figures=false", out, monkeypatch=monkeypatch) == 0
    )
    assert invoke("explain", str(tmp_path / "told"), *ATTACK, "--run", "3", monkeypatch=monkeypatch) == 2
    assert "is a replay of run 2, not of run 3" in capsys.readouterr().err
    assert invoke("replay", str(tmp_path / "told"), "--run", "2", monkeypatch=monkeypatch) == 2
    assert "is a replay; give the result that it replays" in capsys.readouterr().err


def test_an_unwritable_folder_is_reported_after_the_tables(
    stored: Results, tmp_path: Path, monkeypatch, capsys
):
    (tmp_path / "file").write_text("content")
    out = f"out={tmp_path / 'file'}"
    assert invoke("explain", str(stored["run"]), *ATTACK, out, monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert "cannot be written" in output.err
    assert "It decides to cross the strait" in output.out
