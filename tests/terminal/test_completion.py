from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from standoff.apps.cli import standoff as program
from standoff.config.flags import read_flags
from standoff.config.levers import LEVERS
from standoff.terminal.completion import FLAGS, Completion
from tests.commands import ROOT

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="needs bash")


def offered(*words: str) -> list[str]:
    """What is offered for the last word, as bash takes words apart."""
    completion = Completion(program, {}, "standoff", "_STANDOFF_COMPLETE")
    return [item.value for item in completion.get_completions(list(words[:-1]), words[-1])]


def kinds(*words: str) -> list[str]:
    completion = Completion(program, {}, "standoff", "_STANDOFF_COMPLETE")
    return [item.type for item in completion.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["s"], ["scenario", "search", "sensitivity", "sweep"]),
        (["search", "statistic", "=", "w"], ["worst_decile"]),
        (["run", "dip"], ["diplomacy.", "diplomacy="]),
        (["run", "diplomacy.tr"], ["diplomacy.transparency=", "diplomacy.trust="]),
        (["run", "diplomacy", "="], ["closed", "open", "reported"]),
        (["run", "diplomacy", "=", "o"], ["open"]),
        (["run", "seed", "=", "3", "rules", "=", "no_l"], ["no_learning"]),
        (["run", "figures", "="], ["true", "false"]),
        (["run", "rules.learn"], ["rules.learning="]),
        (["run", "design"], []),
        (["sweep", "design", "=", "s"], ["saltelli", "sobol"]),
        (["sweep", "diplomacy", "=", "open,re"], ["open,reported"]),
        (["sweep", "record", "=", "r"], ["runs"]),
        (["run", "--m"], ["--multirun"]),
        (["run", "--cfg", "j"], ["job"]),
        (["scenario", "sh"], ["show"]),
        (["scenario", "show", "ukr"], ["ukraine_2022"]),
        (["levers", "--scenario", "ukr"], ["ukraine_2022"]),
        (["scenario", "show", "ukraine_2022", "@", "2021"], ["2021-12-01"]),
        (["run", "scenario.name", "=", "ukraine_2022", "@", "2022-02-1"], ["2022-02-19"]),
        (["resume", "--executor", "th"], ["threads"]),
    ],
)
def test_tab_offers_the_possible_words(words: list[str], expected: list[str]):
    assert offered(*words) == expected


def test_after_the_name_of_a_scenario_the_dates_of_its_variants_are_offered():
    folder = ROOT / "scenarios" / "ukraine_2022" / "variants"
    dates = sorted(path.stem for path in folder.glob("*.yaml"))
    assert offered("scenario", "check", "ukraine_2022", "@") == dates != []
    assert offered("scenario", "check", "sarn_2031", "@") == []


def test_every_lever_is_offered():
    words = offered("run", "diplomacy.") + offered("run", "escalation.")
    assert sorted(words) == sorted(f"{name}=" for name in LEVERS)


@pytest.mark.parametrize(
    "words", [("run", "scenario.name", "="), ("run", "out", "=", "res"), ("run", "--config-dir", "=")]
)
def test_folders_are_left_to_the_shell(words: tuple[str, ...]):
    assert kinds(*words) == ["dir"]


def test_options_in_a_folder_of_the_user_are_offered(tmp_path: Path):
    (tmp_path / "experiment").mkdir()
    (tmp_path / "experiment" / "mine.yaml").touch()
    assert offered("run", "experiment", "=", "mi") == []
    for flag in (["--config-dir", "=", str(tmp_path)], ["--config-dir", str(tmp_path)]):
        assert offered("run", *flag, "experiment", "=", "mi") == ["mine"]


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if flag != "--help"])
def test_every_offered_flag_exists(flag: str):
    value = {"--cfg": ["job"], "--config-dir": ["."]}.get(flag, [])
    assert vars(read_flags([flag, *value], "standoff run")) != vars(read_flags([], "standoff run"))


def test_completion_loads_nothing_heavy(tmp_path: Path):
    code = (
        "import os, sys\nfrom standoff.apps.cli import main\nsys.argv = ['standoff']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'hydra', 'matplotlib', 'mesa', 'numba', 'pandas', 'scipy'} & sys.modules.keys()))"
    )
    for words, at in (("standoff r", 1), ("standoff run diplomacy.tr", 2), ("standoff sweep design = s", 4)):
        variables = {"COMP_WORDS": words, "COMP_CWORD": str(at), "_STANDOFF_COMPLETE": "bash_complete"}
        environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT)}
        result = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
        )
        assert result.stdout.startswith("plain,")
        assert result.stdout.splitlines()[-1] == "[]"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which bash finds `standoff`, and a file that completes it."""
    command = tmp_path / "standoff"
    command.write_text(f"#!{sys.executable}\nfrom standoff.apps.cli import main\nmain()\n")
    command.chmod(0o755)
    variables = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    variables = {**variables, "_STANDOFF_COMPLETE": "bash_source"}
    script = subprocess.run([command], capture_output=True, text=True, env=variables, check=True).stdout
    (tmp_path / "complete.bash").write_text(script)
    return {**variables, "PS1": "> ", "TERM": "dumb"}


@needs_bash
def test_tab_in_bash_completes_a_whole_command(tmp_path: Path, environment: dict[str, str]):
    """Keys are typed into a bash at a terminal: a lever goes on behind its =, a preset ends with a space."""
    terminal, screen = pty.openpty()
    bash = subprocess.Popen(
        [str(BASH), "--norc", "--noprofile", "-i"],
        stdin=screen, stdout=screen, stderr=screen, cwd=tmp_path, env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        _typed(terminal, "source complete.bash; echo rea''dy\n", "ready")
        _typed(terminal, "standoff sw\t", "sweep ")
        _typed(terminal, "diplomacy.tru\t", "diplomacy.trust=")
        _typed(terminal, "0.5 diplomacy=op\t", "diplomacy=open ")
        _typed(terminal, "rules=no_l\t", "no_learning ")
        to_begin, to_end = "\x01", "\x05"
        command = "standoff sweep diplomacy.trust=0.5 diplomacy=open rules=no_learning \n"
        _typed(terminal, f"{to_begin}echo '{to_end}'\n", command)
    finally:
        bash.kill()
        bash.wait()
        os.close(terminal)
        os.close(screen)


def _typed(terminal: int, keys: str, expected: str, seconds: float = 60.0) -> None:
    """Type keys and read until something is shown."""
    os.write(terminal, keys.encode())
    shown, end = "", time.monotonic() + seconds
    while expected not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        assert ready, f"{expected!r} is not in {shown!r}"
        shown += re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]|[\r\x07\x08]", "", os.read(terminal, 4096).decode())
