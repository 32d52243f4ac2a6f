"""Ending: whatever happens to a command or to its screen, it ends with a status and loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import warnings
from pathlib import Path
from typing import NoReturn

import click
import pytest

from standoff.errors import ConfigError, Notice
from standoff.terminal.ending import run_to_end
from standoff.terminal.lines import say
from tests.commands import environment
from tests.signals import HEAR_CTRL_C


def status_of(command) -> int:
    """Run a command to its end in this process."""
    try:
        run_to_end(command)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def fail(error: BaseException):
    def command() -> NoReturn:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (ConfigError("x = 2: allowed range is 0 to 1"), 2, "x = 2: allowed range is 0 to 1\n"),
        (PermissionError(13, "Permission denied", "/a"), 2, "/a: permission denied; check the path"),
        (OSError(36, "File name too long"), 2, "file name too long; check the path"),
        (OSError(28, "No space left on device", "b"), 2, "b: no space left on device; check the path"),
        (MemoryError(), 2, "there is not enough memory"),
        (click.UsageError("no such thing"), 2, "Error: no such thing\n"),
        (KeyboardInterrupt(), 130, "Stopped\n"),
        (SystemExit(3), 3, ""),
    ],
)
def test_a_failure_ends_with_its_status_and_a_message(error, status: int, message: str, capsys):
    assert status_of(fail(error)) == status
    assert message in capsys.readouterr().err


def test_ctrl_c_that_click_has_caught_ends_with_the_advice_of_the_command(capsys):
    @click.command()
    def command() -> None:
        stop = KeyboardInterrupt()
        stop.add_note("completed runs are kept")
        raise stop

    assert status_of(lambda: command.main([], standalone_mode=False)) == 130
    assert capsys.readouterr().err.strip() == "Stopped; completed runs are kept"


class HalfMade:
    """An object that a signal kept from being made, so that its end fails."""

    def __del__(self) -> None:
        raise AttributeError("half made")


@pytest.mark.parametrize(("kind", "is_shown"), [(KeyboardInterrupt, False), (ConfigError, True)])
def test_faults_in_the_end_of_objects_are_no_news_once_a_command_has_stopped(
    kind: type[BaseException], is_shown: bool, monkeypatch
):
    shown = []
    monkeypatch.setattr(sys, "unraisablehook", lambda fault: shown.append(str(fault.exc_value)))

    def command() -> None:
        kept = HalfMade()  # ends with the traceback of the error
        raise kind(f"with {kept}")

    assert status_of(command) > 0
    assert shown == (["half made"] if is_shown else [])


def test_no_text_controls_the_terminal(capsys):
    def command() -> NoReturn:
        say("\x1b]0;title\x07 two\nlines\x9b2J")
        raise ConfigError("no scenario \x1b[31mred")

    assert status_of(command) == 2
    assert capsys.readouterr() == ("\\x1b]0;title\\x07 two\nlines\\x9b2J\n", "no scenario \\x1b[31mred\n")


def test_notices_are_lines_and_each_is_shown_once(capsys):
    def command() -> None:
        for _ in range(2):
            warnings.warn("out: has no checksums", Notice, stacklevel=1)

    assert status_of(command) == 0
    assert capsys.readouterr().err == "out: has no checksums\n"


def start(program: str, folder: Path, **streams) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program], cwd=folder, env=environment(), text=True, preexec_fn=HEAR_CTRL_C,
        **streams,
    )  # fmt: skip


TELLS = """
from pathlib import Path
from standoff.terminal.ending import run_to_end
from standoff.terminal.lines import say
def command():
    for _ in range(2):
        say("x" * 100_000)
    Path("result").write_text("kept")
run_to_end(command)
"""


@pytest.mark.parametrize("screen", ["gone", "full", "closed"])
def test_a_result_is_written_even_if_the_screen_fails(screen: str, tmp_path: Path):
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    program = TELLS
    if screen == "closed":
        program = f"import os\nos.close(1)\n{TELLS}"
    if screen == "full":
        if not os.path.exists("/dev/full"):
            pytest.skip("needs /dev/full")
        streams["stdout"] = open("/dev/full", "w")  # noqa: SIM115 – closed below
    process = start(program, tmp_path, **streams)
    if screen == "gone":
        assert process.stdout is not None
        process.stdout.read(1)
        process.stdout.close()
        process.stdout = None
    _, errors = process.communicate(timeout=60)
    if screen == "full":
        streams["stdout"].close()
    assert (tmp_path / "result").read_text() == "kept"
    lost = (
        "standard output cannot be written (no space left on device); what was written to files is complete"
    )
    assert (process.returncode, errors.strip()) == ((2, lost) if screen == "full" else (0, ""))


def test_a_file_never_takes_the_number_of_a_closed_stream(tmp_path: Path):
    """Whatever prints to it, such as a library in C, would write into the file."""
    program = """
import os
for number in range(3):
    os.close(number)
from standoff.terminal.ending import run_to_end
def command():
    with open("result", "w") as file:
        os.write(1, b"from a library")
        file.write(str(file.fileno()))
run_to_end(command)
"""
    assert start(program, tmp_path).wait(60) == 0
    assert int((tmp_path / "result").read_text()) > 2


WRITES = """
import time
from pathlib import Path
from standoff.store.drafts import result_folder
from standoff.terminal.ending import run_to_end
def command():
    with result_folder(Path("results/out")) as draft:
        (draft.folder / "file").write_text("half")
        print("begun", flush=True)
        time.sleep(60)
run_to_end(command)
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_command_prints_a_message_and_leaves_nothing(sent: signal.Signals, tmp_path: Path):
    process = start(WRITES, tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(sent)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (128 + sent, "Stopped\n")
    assert list(tmp_path.iterdir()) == []


CALLED_BACK = """
import ctypes, os, signal, time
from standoff.terminal.ending import run_to_end
@ctypes.CFUNCTYPE(None)
def called_back():
    os.kill(os.getpid(), {number})
class Deleted:
    def __del__(self):
        os.kill(os.getpid(), {number})
def command():
    {call}
    time.sleep(60)
run_to_end(command)
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("call", ["called_back()", "Deleted()"])
def test_a_signal_in_a_callback_from_c_is_not_lost(sent: signal.Signals, call: str, tmp_path: Path):
    """Python prints and forgets what is raised there."""
    program = CALLED_BACK.format(number=int(sent), call=call)
    process = start(program, tmp_path, stderr=subprocess.PIPE)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (128 + sent, "Stopped\n")


def test_a_signal_that_the_shell_ignores_remains_ignored(tmp_path: Path):
    """As for a command behind nohup."""
    program = f"import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n{WRITES.replace('60', '0.2')}"
    process = start(program, tmp_path, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert (tmp_path / "results/out/file").exists()


EARLY = """
import os, signal, sys
class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == "{module}":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Impatient())
from standoff.apps.program import main
sys.argv = ["standoff", "levers"]
main()
"""


@pytest.mark.parametrize("module", ["click", "standoff.apps.levers", "pydantic"])
def test_ctrl_c_while_a_command_is_loaded_ends_like_any_other(module: str, tmp_path: Path):
    program = EARLY.format(module=module)
    process = start(program, tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.strip()) == (130, "Stopped")
