"""A folder received from somebody is data: a command that is called in it runs none of its code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from standoff.config.compose import compose
from tests.commands import STRAIT, content, environment, invoke
from tests.received import plant_modules
from tests.results import Results


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The command as it is installed: a script, whose own folder is the first to import from."""
    script = tmp_path / "bin" / "standoff"
    script.parent.mkdir()
    script.write_text("from standoff.apps.cli import main\nif __name__ == '__main__':\n    main()\n")
    return script


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A folder in which nothing lies."""
    folder = tmp_path / "clean"
    folder.mkdir()
    return folder


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    return folder


def call(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, program, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.parametrize("executor", ["processes", pytest.param("dask", marks=pytest.mark.slow)])
def test_workers_play_the_same_bytes_and_run_no_module_of_the_current_folder(
    program: Path, received: Path, clean: Path, monkeypatch: pytest.MonkeyPatch, executor: str
):
    record = plant_modules(received)
    sweep = ("sweep", f"scenario.name={STRAIT}", "diplomacy.trust=0,0.5,1", "replications=40", "record=runs",
             "figures=false", "out=out")  # fmt: skip
    done = call(program, received, *sweep, f"executor={executor}", "executor.workers=2")
    assert done.returncode == 0, done.stderr
    assert not record.exists()
    monkeypatch.chdir(clean)
    assert invoke(*sweep, monkeypatch=monkeypatch) == 0
    assert content(received / "out") == content(clean / "out")


SETTINGS = """
axes.facecolor: yellow
axes.prop_cycle: cycler("color", ["ff0000"])
figure.facecolor: red
font.family: serif
lines.linewidth: 9
savefig.bbox: tight
savefig.dpi: 20
timezone: Asia/Tokyo
animation.ffmpeg_path: {ffmpeg}
"""
ALL_IN_TURN = """
import json, sys
from standoff.apps.cli import standoff
if __name__ == "__main__":
    for words in json.loads(sys.argv[1]):
        standoff(words, standalone_mode=False)
"""
"""A program that is called once for some commands."""
FFMPEG = "#!/bin/sh\ntouch {record}\n"


@pytest.fixture
def record(received: Path) -> Path:
    """What is written if a program runs that settings of matplotlib in the received folder name."""
    ffmpeg, record = received / "ffmpeg", received / "ran.txt"
    ffmpeg.write_text(FFMPEG.format(record=record))
    ffmpeg.chmod(0o755)
    (received / "matplotlibrc").write_text(SETTINGS.format(ffmpeg=ffmpeg))
    return record


@pytest.mark.parametrize("map_of", ["--turn=3", pytest.param("--animate", marks=pytest.mark.slow)])
def test_settings_of_matplotlib_in_the_current_folder_change_no_figure(
    program: Path, received: Path, clean: Path, record: Path, monkeypatch, map_of: str
):
    run = ("run", f"scenario.name={STRAIT}", "replications=5", "figure_formats=[png]", "out=out")
    commands = (run, ("map", "out", map_of))
    monkeypatch.chdir(clean)
    for words in commands:
        assert invoke(*words, monkeypatch=monkeypatch) == 0
    program.write_text(ALL_IN_TURN)
    done = call(program, received, json.dumps(commands))
    assert done.returncode == 0, done.stderr
    assert content(received / "out") == content(clean / "out")
    assert not record.exists()


def test_settings_of_matplotlib_in_the_current_folder_start_no_program(
    program: Path, received: Path, record: Path, stored: Results
):
    shutil.copytree(stored["run"], received / "out")
    call(program, received, "map", "out", "--animate", "figure_formats=mp4")
    assert not record.exists()


LOGGING = """# @package _global_
hydra:
  verbose: true
  hydra_logging:
    version: 1
    handlers:
      file: {{class: logging.FileHandler, filename: {file}, mode: w}}
    root: {{level: DEBUG, handlers: [file]}}
"""


@pytest.mark.parametrize(
    "arguments", [("--help", "experiment=theirs"), ("--hydra-help", "+experiment=theirs")]
)
def test_presets_of_others_name_no_code_for_logging(
    received: Path, tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    """Handlers of logging are any function by its name, or write to any file."""
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    (received / "experiment").mkdir()
    (received / "experiment" / "theirs.yaml").write_text(LOGGING.format(file=file))
    with pytest.raises(SystemExit) as end:
        compose([f"--config-dir={received}", *arguments])
    assert end.value.code == 0
    assert "--config-dir" in capsys.readouterr().out
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", [".lock", "parts.sha256", "parts", "figures", "explain", "outcomes.csv"])
def test_a_result_with_links_writes_nothing_outside(
    stored: Results, received: Path, tmp_path: Path, monkeypatch, capsys, name: str
):
    result, mine = received / "out", tmp_path / "mine"
    shutil.copytree(stored["sweep"], result)
    is_folder = "." not in name
    if is_folder:
        shutil.copytree(result / name, mine) if (result / name).exists() else mine.mkdir()
        shutil.rmtree(result / name, ignore_errors=True)
    else:
        mine.write_text("mine")
        (result / name).unlink(missing_ok=True)
    (result / name).symlink_to(mine)
    before = content(mine) if is_folder else mine.read_text()
    explain = ("explain", str(result), "--run", "1", "--actor", "vesper", "--turn", "1")
    resume = ("resume", str(result), "--figures" if name == "figures" else "--no-figures")
    status = invoke(*(explain if name == "explain" else resume), monkeypatch=monkeypatch)
    error = capsys.readouterr().err
    assert (status, "links in a result are not followed" in error) == (
        (0, False) if "csv" in name else (2, True)
    )
    assert (content(mine) if is_folder else mine.read_text()) == before
