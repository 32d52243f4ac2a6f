"""Commands that are killed at a random moment, and then go on or are called again, to the same bytes."""

from __future__ import annotations

import atexit
import functools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.commands import STRAIT, compile_once, content, environment
from tests.signals import HEAR_CTRL_C

FEW = (f"scenario.name={STRAIT}", "replications=8", "figures=false", "out=results/out")
COMMANDS = {
    "sweep": (
        "sweep", *FEW, "diplomacy.trust=range(0,1,0.025)", "diplomacy.assurance=range(0,1,0.1)",
        "record=runs",
    ),
    "run": ("run", *FEW[:1], "replications=2000", *FEW[2:]),
}  # fmt: skip
AGAIN = {"sweep": ("resume", "results/out"), "run": COMMANDS["run"]}
"""What is called after a kill, if the command has made its folder."""
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
PROGRAM = "print('begun', flush=True)\nfrom standoff.apps.program import main\nmain()"
"""It says when it answers signals itself and no longer the interpreter, which has not begun before."""


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM, *arguments], cwd=folder, text=True, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=HEAR_CTRL_C,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    return process


@functools.cache
def undisturbed(name: str) -> tuple[dict[str, bytes], float]:
    """Give the files of a command to which nothing happens, and the seconds that it takes."""
    compile_once()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    began = time.monotonic()
    process = started(folder, *COMMANDS[name])
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    return content(folder / "results/out"), time.monotonic() - began


def hidden(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob(".*")]


def attempt(chance: random.Random, folder: Path) -> str:
    """Kill a command once or twice, finish it, and compare its files with those of an undisturbed one."""
    name = chance.choice(sorted(COMMANDS))
    expected, seconds = undisturbed(name)
    folder.mkdir()
    words, ends = COMMANDS[name], []
    for _ in range(chance.choice((1, 1, 2))):
        sent = chance.choice(SIGNALS)
        process = started(folder, *words)
        _wait(process, folder, chance, seconds)
        process.send_signal(sent)
        _, errors = process.communicate(timeout=300)
        ends.append(_end(process.returncode, sent, errors))
        if ends[-1] != "SIGKILL":
            assert not hidden(folder), hidden(folder)
        if (folder / "results/out/manifest.json").exists():
            words = AGAIN[name]
            if name == "run":
                break  # it has all its files
    is_whole = name == "run" and (folder / "results/out").exists()
    if not is_whole:
        process = started(folder, *words)
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
    assert content(folder / "results/out") == expected
    assert not hidden(folder), hidden(folder)
    assert os.listdir(folder) == ["results"]
    shutil.rmtree(folder)
    return f"{name}: {', '.join(ends)}"


def _wait(process: subprocess.Popen[str], folder: Path, chance: random.Random, seconds: float) -> None:
    """Wait for a random moment: of the whole command, or of the time in which it writes."""
    if chance.random() < 0.5:
        limit = time.monotonic() + 300
        while not hidden(folder) and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, seconds / 2))
    else:
        time.sleep(chance.uniform(0.0, seconds))


def _end(status: int, sent: signal.Signals, errors: str) -> str:
    """Name how a process ended, and refuse an end without the message that belongs to it."""
    assert "Traceback" not in errors, errors
    if status == 0:
        return f"ended before {sent.name}"
    if sent == signal.SIGKILL:
        assert status == -sent
    elif status == -sent:
        assert sent != signal.SIGINT, "Ctrl-C has its message from the first moment"
        return f"{sent.name} while it was loaded"
    else:
        assert status == 128 + sent, (status, errors)
        assert errors.strip().splitlines()[-1].startswith("Stopped"), errors
    return sent.name
