"""``standoff report`` as its users call it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from standoff.report.album import Album
from standoff.report.section_analyses import analysis_sections
from standoff.report.subject import read_subject
from tests.commands import STRAIT, invoke
from tests.manifests import as_of_other_rules, change_manifest, edit_manifest
from tests.reports import IMAGE, SCRIPT, command


def page(folder: Path, name: str) -> str:
    return (folder / f"{name}.html").read_text(encoding="utf-8")


def words(folder: Path, name: str) -> str:
    """The text of a report, without figures and tags."""
    bare = re.sub(r"<(svg|style|script)\b.*?</\1>", "", page(folder, name), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def titles(folder: Path, name: str) -> list[str]:
    return [unescape(each) for each in re.findall(r"<h2[^>]*>(.*?)</h2>", page(folder, name))]


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_report_on_a_run_answers_first_and_ends_with_the_command_that_repeats_it(reported: Path) -> None:
    headings = titles(reported, "hostile")
    assert headings[:5] == [
        "The answer",
        "All runs over time",
        "War by private type",
        "Why talks failed",
        "Typical and worst run",
    ]
    assert headings[5] == "Turning points of the typical run"
    assert headings[-3:] == ["Assumptions and sources", "What the model leaves out", "Provenance"]
    text = words(reported, "hostile")
    assert "In the 40 runs: No package was found in" in text
    shares = {line["outcome"]: line for line in lines(reported / "hostile/outcomes.csv")}
    war = [shares[name] for name in ("limited_incursion", "full_invasion", "wider_war")]
    percent = 100 * sum(int(line["count"]) for line in war) / 40
    assert f"{percent:.1f}\u00a0% (95\u00a0%:".replace("\u00a0", " ") in text
    assert "of 40 runs end in war of any kind" in text
    assert "past crises of this kind" in text
    assert "The forecast that nothing happens" in text
    manifest = json.loads((reported / "hostile/manifest.json").read_text())
    assert manifest["command"] in text
    for fact in (manifest["scenario"]["sha256"], manifest["code"]["rules"], "rungs with nuclear arms"):
        assert fact in text


def test_each_figure_has_an_explanation_and_its_data(reported: Path) -> None:
    for name in ("hostile", "sweep"):
        figures = re.findall(r'<figure id="figure-(\w+)">.*?</figure>', page(reported, name), re.DOTALL)
        captions = re.findall(r"<figcaption>(.*?)</figcaption>", page(reported, name), re.DOTALL)
        assert len(figures) == len(captions) > 6
        for figure, caption in zip(figures, captions, strict=True):
            assert len(re.sub(r"<[^>]+>", "", caption).split()) > 8, figure
            assert f'href="{name}-figures/{figure}.csv"' in caption
            assert lines(reported / f"{name}-figures/{figure}.csv")


def test_a_report_on_a_sweep_says_where_there_is_least_and_most_war(reported: Path) -> None:
    text = words(reported, "sweep")
    war: dict[str, float] = {}
    for line in lines(reported / "sweep/outcomes.csv"):
        if line["outcome"] in ("limited_incursion", "full_invasion", "wider_war"):
            war[line["diplomacy.trust"]] = war.get(line["diplomacy.trust"], 0) + float(line["share"])
    low, high = min(war.values()), max(war.values())
    least, most = (next(value for value, share in war.items() if share == end) for end in (low, high))
    assert f"{100 * low:.1f} % (95 %:" in text
    assert f"is lowest with trust = {float(least):g}:" in text
    assert f"highest with trust = {float(most):g}:" in text
    assert "The sweep has 90 runs at 3 points." in text
    assert "Chosen from the 30 runs of point 0 of the sweep" in text


def test_the_transcripts_are_those_of_runs_of_the_result(reported: Path, tmp_path: Path) -> None:
    text = page(reported, "sweep")
    (number,) = re.findall(r"Typical: run (\d+),", text)
    again = tmp_path / "again"
    command("replay", str(reported / "sweep"), "--run", number, "figures=false", f"out={again}")
    transcript = (again / "transcript.txt").read_text(encoding="utf-8")
    assert transcript.strip() in unescape(text)


def test_markup_in_a_scenario_is_text(reported: Path) -> None:
    text = page(reported, "hostile")
    for mark in (SCRIPT, IMAGE, "<img"):
        assert mark not in text
    assert text.count("<script>") == 1
    shown = words(reported, "hostile")
    assert SCRIPT in shown
    assert IMAGE in shown


@pytest.mark.slow
def test_several_results_are_compared_and_figures_written_as_files(reported: Path, tmp_path: Path) -> None:
    points = (f"{reported / 'sweep'}:0", f"{reported / 'sweep'}:2")
    command("report", *points, f"out={tmp_path / 'both.html'}", "figure_formats=png,pdf")
    text = words(tmp_path, "both")
    assert "Differences between the results" in titles(tmp_path, "both")
    assert re.search(r"The order (is stable|is not stable)", text)
    assert "Paired run by run" in text
    for figure in ("differences", "rungs"):
        for kind in ("png", "pdf", "csv"):
            path = tmp_path / f"both-figures/{figure}.{kind}"
            assert path.stat().st_size > 200
            assert f'href="both-figures/{figure}.{kind}"' in page(tmp_path, "both")


def test_a_report_without_the_rules_of_its_result_leaves_out_what_it_cannot_play(
    reported: Path, tmp_path: Path
) -> None:
    for name in ("hostile", "sweep"):
        shutil.copytree(reported / name, tmp_path / name)
        change_manifest(tmp_path / name, as_of_other_rules)
        command("report", str(tmp_path / name), f"out={tmp_path / f'{name}.html'}")
        text = words(tmp_path, name)
        assert "Not available, nor are turning points and talks:" in text
        assert "was played with other rules" in text
        assert "end in war of any kind" in text
        assert "Transcript" not in text


def test_by_default_it_goes_to_a_folder_of_its_own(
    reported: Path, tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(reported / "hostile", tmp_path / "old")
    change_manifest(tmp_path / "old", as_of_other_rules)  # for speed: nothing is played again
    for _ in range(2):
        assert invoke("report", "old", monkeypatch=monkeypatch) == 0
        place = Path(capsys.readouterr().out.split()[-1])
        assert place.is_file()
        assert (place.parent / "report-figures/war_by_day.csv").is_file()
    assert len(list((tmp_path / "results/report").iterdir())) == 2


def damaged(folder: Path, tmp_path: Path, how: str) -> Path:
    """A copy of a result that cannot be used."""
    source = folder / ("sweep" if how == "unfinished" else "hostile")
    result = tmp_path / how
    shutil.copytree(source, result)
    if how == "newer":
        edit_manifest(result, lambda content: content.update(schema="9"))
    elif how == "unfinished":
        (result / "parts.sha256").write_text("")
    elif how == "torn":
        (result / "runs.parquet").write_bytes((result / "runs.parquet").read_bytes()[:-20])
    elif how == "comparison":
        change_manifest(result, lambda content: content.update(kind="comparison"))
    elif how == "changed":
        (result / "manifest.json").write_text(json.dumps({"schema": "2"}))
    elif how == "empty":
        shutil.rmtree(result)
        result.mkdir()
    return result


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("newer", "unknown layout 9; this version reads layouts 1 and 2"),
        ("unfinished", "is not finished"),
        ("torn", "runs.parquet: was changed since it was written"),
        ("comparison", "is the result of a comparison; give the folder of a run or a sweep"),
        ("changed", "manifest.json: is damaged"),
        ("empty", "is not a result"),
    ],
)
def test_a_result_that_cannot_be_used_ends_with_status_2_and_a_message(
    reported: Path, tmp_path: Path, monkeypatch, capsys, how: str, expected: str
) -> None:
    result = damaged(reported, tmp_path, how)
    assert invoke("report", str(result), f"out={tmp_path / 'out.html'}", monkeypatch=monkeypatch) == 2
    output = capsys.readouterr().err
    assert expected in output
    assert "Traceback" not in output
    assert [path.name for path in tmp_path.iterdir()] == [how]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("nowhere",), "nowhere: there is no such folder"),
        (("hostile", "out=page.txt"), "ends with .html"),
        (("hostile", "out=hostile.html"), "the file exists and is not overwritten"),
        (("hostile", "figure_formats=png,gif"), "unknown format 'gif'; allowed: png, svg, pdf"),
        (("hostile", "sweep:0"), "have different versions of strait"),
        (("sweep:0",), "no such folder"),
        ((), "Missing argument"),
    ],
)
def test_bad_arguments_end_with_status_2_and_a_message(
    reported: Path, monkeypatch, capsys, arguments: tuple[str, ...], expected: str
) -> None:
    monkeypatch.chdir(reported)
    before = sorted(path.name for path in reported.iterdir())
    assert invoke("report", *arguments, monkeypatch=monkeypatch) == 2
    output = capsys.readouterr().err
    assert expected in output
    assert "Traceback" not in output
    assert sorted(path.name for path in reported.iterdir()) == before


def test_a_report_on_saltellis_design_has_sensitivity_and_boxes(
    tmp_path: Path,
) -> None:
    swept = ("diplomacy.trust=interval(0,1)", "escalation.attack_cost=interval(0.2,0.9)")
    design = ("design=saltelli", "design.points=32", "replications=4", "reference=null", "figures=false")
    command("sweep", f"scenario.name={STRAIT}", *swept, *design, f"out={tmp_path / 'shares'}")
    command("report", str(tmp_path / "shares"), f"out={tmp_path / 'shares.html'}")
    headings = titles(tmp_path, "shares")
    assert headings[:4] == ["The answer", "Outcomes over the sweep", "Sensitivity", "Conditions of war"]
    text = words(tmp_path, "shares")
    assert "Sobol indices of any war" in text
    assert "settlement is 0 at all 64 points" in text  # nothing moves it there, and it is said so
    assert "held out" in text
    assert (tmp_path / "shares-figures/sensitivity_indices.csv").is_file()


def test_a_report_on_a_crossed_design_names_the_robust_package(tmp_path: Path) -> None:
    swept = ("diplomacy.trust=0.1,0.9", "rules.discount=interval(0.9,0.98)")
    design = ("design=crossed", "design.points=4", "replications=4", "reference=null", "figures=false")
    command("sweep", f"scenario.name={STRAIT}", *swept, *design, f"out={tmp_path / 'packages'}")
    subject = read_subject(str(tmp_path / "packages"))
    assert subject.surface is not None
    section, rest = analysis_sections(subject, subject.surface, Album(tmp_path / "figures"))
    assert rest.title == "Questions that this sweep cannot answer"
    assert section.title == "Robust choice"
    assert any("Robust package by" in sentence for sentence in section.prose)
    assert [picture.name for picture in section.pictures] == [
        "robust_robustness",
        "robust_pareto",
        "robust_states",
    ]


def test_a_report_on_a_small_grid_says_which_analyses_are_missing_and_why(
    reported: Path, tmp_path: Path
) -> None:
    subject = read_subject(str(reported / "sweep"))
    assert subject.surface is not None
    (section,) = analysis_sections(subject, subject.surface, Album(tmp_path))
    assert section.title == "Questions that this sweep cannot answer"
    moves, war, package = section.prose
    assert moves.startswith("Sensitivity: design=grid: cannot separate the effects of factors")
    assert "points are too few to find a box" in war
    assert "sweep packages and uncertainties with design=crossed" in package
