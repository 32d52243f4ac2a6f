"""What the documents show is run."""

from __future__ import annotations

import re
import shlex
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from standoff.apps.cli import standoff
from standoff.config.compose import compose
from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.sweep_settings import SweepSettings
from standoff.scenario.load import load_scenario
from standoff.sweep.layout import study_of
from standoff.vocabulary import InjectEffect
from tests.commands import STRAIT, invoke
from tests.results import MILD

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("scenarios/**/*.md")])

LONG = {"from-zero-to-a-finding.md"}
"""Pages whose code plays for more than a few seconds."""


def shown(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize(
    "page", [pytest.param(page, marks=[pytest.mark.slow] * (page.name in LONG)) for page in PAGES], ids=shown
)
def test_code_in_a_document_prints_what_the_document_shows(
    page: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block, expected in CODE.findall(page.read_text()):
        exec(compile(block, shown(page), "exec"), names)
        printed = capsys.readouterr().out
        assert printed.strip()
        if expected:  # columns may be set apart differently by another version of pandas
            assert printed.split() == expected.split(), printed


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_in_a_document_lead_somewhere(page: Path) -> None:
    for place in LINK.findall(page.read_text()):
        assert (page.parent / place).exists(), place


def commands(page: Path, name: str) -> list[list[str]]:
    """The arguments of the commands of a name that a document shows.

    Those on a scenario that the document itself makes are left to `test_how_to`, which follows such pages.
    """
    text = page.read_text().replace("\\\n", " ")
    matches = re.findall(rf"^    \.venv/bin/standoff {name} (.*)$", text, re.MULTILINE)
    return [shlex.split(line, comments=True) for line in matches if "my_crisis" not in line]


def on_pages(name: str) -> list[tuple[str, ...]]:
    """The commands of a name that the documents show, each once, wherever its result goes."""
    shown = (commands(page, name) for page in PAGES)
    listed = (tuple(word for word in each if not word.startswith("out=")) for page in shown for each in page)
    return list(dict.fromkeys(listed))


scenario_of = cache(load_scenario)


@pytest.mark.parametrize("arguments", on_pages("sweep"), ids=" ".join)
def test_a_sweep_in_a_document_can_be_laid_out(arguments: tuple[str, ...]) -> None:
    composer = Composer(read_flags(arguments, "standoff sweep"), "sweep", SweepSettings)
    settings = composer.settings({})
    assert study_of(composer, scenario_of(settings.scenario.name)).design.n_points > 1


@pytest.mark.parametrize("arguments", on_pages("run"), ids=" ".join)
def test_a_run_in_a_document_can_be_composed(arguments: tuple[str, ...]) -> None:
    assert compose(list(arguments))


def test_the_page_on_turning_points_leads_from_a_run_to_its_table(tmp_path: Path, monkeypatch) -> None:
    """As it stands there, but for a smaller crisis."""
    page = ROOT / "docs/how-to/turning-points.md"
    ((run,), (search,)) = (commands(page, name) for name in ("run", "turning-points"))
    monkeypatch.chdir(tmp_path)
    small = (f"scenario.name={STRAIT}", *MILD, "replications=5", "figures=false")
    assert invoke("run", *run, *small, monkeypatch=monkeypatch) == 0
    assert invoke("turning-points", *search, "--continuations", "60", monkeypatch=monkeypatch) == 0
    (place,) = re.findall(r"^Into `(\S+)/`", page.read_text(), re.MULTILINE)
    assert (tmp_path / place / "turning_points.csv").is_file()
    assert (tmp_path / place / "figures/turning_points.png").is_file()


def test_the_page_on_comparing_leads_from_runs_to_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it stands there, but for a smaller crisis."""
    page = ROOT / "docs/how-to/compare-results.md"
    monkeypatch.chdir(tmp_path)
    small = (f"scenario.name={STRAIT}", "replications=20", "figures=false")
    for arguments in commands(page, "run"):
        assert invoke("run", *arguments, *small, monkeypatch=monkeypatch) == 0
    ((arguments),) = commands(page, "compare")
    assert invoke("compare", *arguments, monkeypatch=monkeypatch) == 0
    text = page.read_text()
    named = re.findall(r"`(\w+)`", text[text.index("| figure | shows |") : text.index("![How many")])
    drawn = {path.stem for path in (tmp_path / "results/compared").glob("*.png")}
    assert drawn <= set(named)
    assert {"outcomes", "differences", "measures", "war_by_day"} <= drawn
    (code,) = re.findall(r"```py\n(.*?)```", text, re.DOTALL)
    exec(compile(code, shown(page), "exec"), {})
    assert (tmp_path / "war_by_day.png").is_file()


WITHOUT_FIGURES = {"run": ["figures=false"], "sweep": ["figures=false"], "replay": ["figures=false"]}
"""For speed; other tests draw them."""


def test_the_page_on_explaining_leads_from_a_run_to_its_explanation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs/how-to/explain-a-run.md").read_text()
    monkeypatch.chdir(tmp_path)
    for line in re.findall(r"^    \.venv/bin/standoff (.*)$", text, re.MULTILINE):
        name, *arguments = shlex.split(line)
        arguments += WITHOUT_FIGURES.get(name, [])
        assert invoke(name, *arguments, monkeypatch=monkeypatch) == 0, line
    story = tmp_path / "results/story"
    shown = re.findall(r"^    (?=\d| )(.*)$", text, re.MULTILINE)
    lines = (story / "transcript.txt").read_text().splitlines()
    assert shown
    assert set(shown) <= set(lines)
    assert (story / "explain/russia-turn-3.png").stat().st_size > 10_000
    assert (story / "explain/run-18-ukraine-turn-2.svg").is_file()
    assert (story / "replays/run-18/transcript.txt").is_file()
    assert (tmp_path / "results/trust/explain/point-1-run-18-russia-turn-2.png").is_file()


def test_the_commands_of_the_page_on_maps_draw_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a smaller crisis, and without the moving pictures, which have a test of their own."""
    monkeypatch.chdir(tmp_path)
    page = ROOT / "docs/how-to/draw-the-map.md"
    (play,) = commands(page, "run")
    assert invoke("run", *play, f"scenario.name={STRAIT}", monkeypatch=monkeypatch) == 0
    stills = [arguments for arguments in commands(page, "map") if "--animate" not in arguments]
    assert len(stills) == 3
    for arguments in stills:
        assert invoke("map", *arguments, monkeypatch=monkeypatch) == 0
    folder = tmp_path / "results/february/map"
    assert (folder / "turn-000.svg").is_file()
    assert (folder / "turn-012.png").is_file()
    assert (folder / "run-17/turn-000.png").is_file()


def test_the_inject_that_a_document_writes_into_a_scenario_loads_and_shows(tmp_path: Path) -> None:
    text = (ROOT / "docs/how-to/inject-events.md").read_text()
    (block,) = re.findall(r"```yaml\ntimeline:\n(.*?)```", text, re.DOTALL)
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    file = tmp_path / "scenarios/ukraine_2022/scenario.yaml"
    file.write_text(file.read_text().replace("timeline:\n", f"timeline:\n{block}"))
    shown = CliRunner().invoke(standoff, ["scenario", "show", str(file.parent)])
    assert shown.exit_code == 0, shown.exception
    assert "(Ukraine: arms +0.02)" in " ".join(shown.output.split())


def test_the_table_of_effects_names_all_of_them() -> None:
    text = (ROOT / "docs/how-to/inject-events.md").read_text()
    named = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert named == [effect.name.lower() for effect in InjectEffect]
