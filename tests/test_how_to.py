"""The pages that lead through something are followed, step by step, as a reader would."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.config.setup import make_stage
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.scenario.load import load_scenario
from tests.commands import invoke
from tests.smaller import smaller

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "how-to"
COMMAND = r"^    (?:\.venv/bin/)?((?:standoff|cp) [^\n]*)$"
FILE = r"^```yaml\n# (\S+)\n(.*?)^```"
RESULTS = {"first", "second", "open", "war_costs", "christmas"}
STEP = re.compile(f"{COMMAND}|{FILE}", re.MULTILINE | re.DOTALL)


def steps(page: str) -> Iterator[tuple[str, str, str]]:
    """Each command, or else each file with the text for it, in the order of the page."""
    text = (PAGES / page).read_text(encoding="utf-8").replace("\\\n", " ")
    yield from STEP.findall(text)


def put(text: str, file: Path) -> None:
    """Replace the parts of a file that bear the names of those in a text; add the others at its end."""
    file.parent.mkdir(exist_ok=True)
    there = file.read_text(encoding="utf-8").replace("\n{}\n", "\n") if file.exists() else ""
    for part in re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]:
        name = part.split(":")[0]
        pattern = re.compile(rf"^{name}:.*?(?=^[^\s]|\Z)", re.MULTILINE | re.DOTALL)
        there = pattern.sub(lambda _, new=part: new, there) if pattern.search(there) else there + part
    file.write_text(there, encoding="utf-8")


def follow(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what a page says, with few runs and no pictures."""
    for command, file, text in steps(page):
        if file:
            put(text, Path(file))
            assert invoke("scenario", "check", Path(file).parts[0], monkeypatch=monkeypatch) == 0, text
            continue
        name, *arguments = shlex.split(command)
        if name == "cp":
            shutil.copy(ROOT / arguments[0], arguments[1])
            continue
        action, *rest = arguments
        plain = ["figures=false"] if action in ("run", "sweep", "search") else []
        fewest = ["replications=100"] if action == "check" else []
        status = invoke(action, *smaller(action, rest), *plain, *fewest, monkeypatch=monkeypatch)
        # 1: a mechanism is not in order, and is told.
        assert status in ((0, 1) if action == "check" else (0,)), command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_a_crisis_can_be_written_by_following_the_page(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follow("write-a-scenario.md", monkeypatch)
    loaded = load_scenario(here / "my_crisis")
    assert loaded.crisis.title == "The lighthouse at Cape Arrow"
    assert loaded.crisis.issues["first_issue"].status_quo.source == ("gazette_2029_12_28",)
    assert "gazette_2029_12_28" in loaded.used_sources
    assert {path.name for path in (here / "results").iterdir()} == RESULTS
    earlier = load_scenario(here / "my_crisis@2029-12-25")
    assert earlier.actors["challenger"].forces.groups["first_army"].troops.value == 35
    assert "angry_speech" not in earlier.crisis.timeline


@pytest.mark.slow
def test_an_action_added_by_following_the_page_is_chosen_and_changes_runs(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow("add-an-action.md", monkeypatch)
    with_it, stage = make_stage(here / "my_crisis")
    (here / "my_crisis" / "actions.yaml").unlink()
    without, old_stage = make_stage(here / "my_crisis")
    assert set(with_it.actions) - set(without.actions) == {"inspect_together"}
    chosen, changed = set(), 0
    for replication in range(8):
        trace = Trace()
        record = run_one(stage, 1, replication, trace=trace)
        rows = trace.tables["decisions"]
        chosen |= {row["actor"] for row in rows if row["is_chosen"] and row["option"] == "inspect_together"}
        changed += record != run_one(old_stage, 1, replication)
    assert chosen == set(with_it.actor_names)
    assert changed > 4


@pytest.mark.slow(seconds=30)
def test_what_matters_is_found_by_following_the_page(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follow("find-what-matters.md", monkeypatch)
    written = {
        path.stem for name in ("screened", "shared", "sources") for path in here.glob(f"results/{name}/*.png")
    }
    assert written == {"effects", "indices", "convergence", "pawn"}


def test_why_talks_failed_is_found_by_following_the_page(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follow("why-talks-failed.md", monkeypatch)
    assert (here / "results/reported/talks/runs/attempts.csv").is_file()


@pytest.mark.slow
def test_boxes_are_found_by_following_the_page(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follow("find-boxes.md", monkeypatch)
    assert len(list((here / "results" / "discovery").iterdir())) == 4


@pytest.mark.slow(seconds=30)
def test_reports_are_written_by_following_the_page(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follow("write-a-report.md", monkeypatch)
    results = here / "results"
    assert {path.name for path in results.glob("*.html")} == {"reported.html", "odds.html", "apart.html"}
    assert (results / "reported-figures/war_by_day.csv").is_file()
    assert (results / "apart-figures/differences.pdf").is_file()


@pytest.mark.slow(seconds=30)
def test_a_robust_package_is_chosen_and_a_better_one_searched_by_following_the_page(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow("choose-robustly.md", monkeypatch)
    names = {"packages", "packages_by_hand", "robust", "robust_settlement", "searched", "front", "worst"}
    assert {path.name for path in (here / "results").iterdir()} == names
    assert (here / "results/robust/costs.csv").exists()
    assert (here / "results/worst/verified.csv").exists()


@pytest.mark.slow(seconds=55)
def test_mechanisms_are_checked_by_following_the_page(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    follow("check-mechanisms.md", monkeypatch)
    for name in ("main", "mine"):
        with (here / "results" / name / "checks.csv").open() as file:
            words_of = {row["check"]: row["words"] for row in csv.DictReader(file)}
        page = (PAGES / "check-mechanisms.md").read_text()
        assert list(words_of) == re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
        assert all(words_of.values())


def test_a_page_with_a_step_that_fails_is_noticed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PAGES", here)
    (here / "bad.md").write_text("    .venv/bin/standoff scenario check nowhere\n")
    with pytest.raises(AssertionError, match="check nowhere"):
        follow("bad.md", monkeypatch)
