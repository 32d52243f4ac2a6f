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
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.commands import STRAIT, compile_once, content, environment
from tests.signals import HEAR_CTRL_C

FEW = (f"scenario.name={STRAIT}", "figures=false", "out=results/out")
FACTORS = ("diplomacy.trust=range(0,1,0.05)", "diplomacy.assurance=range(0,1,0.1)")
COMMANDS = {
    "sweep": ("sweep", *FEW, *FACTORS, "replications=4", "record=runs"),
    "run": ("run", *FEW, "replications=500"),
}
AGAIN = {"sweep": ("resume", "results/out"), "run": COMMANDS["run"]}
"""What is called after a kill, if the command has made its folder."""
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
LOADED = ("standoff.apps.cli", "standoff.apps.run.work", "standoff.apps.sweep.work")
PROGRAM = "print('begun', flush=True)\nfrom standoff.apps.program import main\nmain()"
"""It says when it answers signals itself and no longer the interpreter, which has not begun before."""
FORKED = 0.9
"""Share of the processes that start with everything loaded, for speed."""


@dataclass(frozen=True)
class Started:
    """A command in a process of its own: its number, and a function that waits for its status and errors."""

    pid: int
    end: Callable[[], tuple[int, str]]


def started(chance: random.Random, folder: Path, *words: str) -> Started:
    """Start a command: the whole program, or with everything loaded."""
    if chance.random() < FORKED:
        errors = folder.with_name(f"{folder.name}.errors")
        begun, tell = _nursery().Pipe(duplex=False)
        process: Any = _nursery().Process(target=_called, args=(str(folder), str(errors), tell, words))
        process.start()
        begun.recv_bytes()  # until then a signal would meet not the program but what starts it
        return Started(process.pid, lambda: _joined(process, errors))
    program = subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM, *words], cwd=folder, text=True, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=HEAR_CTRL_C,
    )  # fmt: skip
    assert program.stdout is not None
    program.stdout.readline()
    return Started(program.pid, lambda: (program.wait(300), program.communicate()[1]))


@functools.cache
def _nursery() -> Any:
    """Give what starts processes as copies of one that has loaded the program and done nothing else."""
    nursery = get_context("forkserver")
    nursery.set_forkserver_preload(list(LOADED))
    return nursery


def _called(folder: str, errors: str, begun: Connection, words: tuple[str, ...]) -> None:
    """Be the program in a folder, with its errors in a file and its output nowhere."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    for number, path in ((1, os.devnull), (2, errors)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    from standoff.apps.program import main

    sys.argv = ["standoff", *words]
    begun.send_bytes(b"1")
    main()


def _joined(process: Any, errors: Path) -> tuple[int, str]:
    process.join(300)
    text = errors.read_text() if errors.exists() else ""
    errors.unlink(missing_ok=True)
    return process.exitcode, text


@functools.cache
def undisturbed(name: str) -> tuple[dict[str, bytes], float]:
    """Give the files of a command to which nothing happens, and the seconds that it takes."""
    compile_once()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    began = time.monotonic()
    status, errors = started(random.Random(name), folder, *COMMANDS[name]).end()
    assert status == 0, errors
    return content(folder / "results/out"), time.monotonic() - began


def hidden(folder: Path) -> list[str]:
    """Name the hidden files and folders; what goes away meanwhile is not there."""
    return [
        os.path.relpath(os.path.join(place, name), folder)
        for place, folders, files in os.walk(folder)
        for name in (*folders, *files)
        if name.startswith(".")
    ]


def attempt(chance: random.Random, folder: Path) -> str:
    """Kill a command once or twice, finish it, and compare its files with those of an undisturbed one."""
    name = chance.choice(sorted(COMMANDS))
    expected, seconds = undisturbed(name)
    folder.mkdir()
    ends = []
    for _ in range(chance.choice((1, 1, 2))):
        if not _is_whole(name, folder):
            ends.append(_killed(chance, folder, name, seconds))
    if not _is_whole(name, folder):
        status, errors = started(chance, folder, *_words(name, folder)).end()
        assert status == 0, errors
    assert content(folder / "results/out") == expected
    assert not hidden(folder), hidden(folder)
    assert os.listdir(folder) == ["results"]
    shutil.rmtree(folder)
    return f"{name}: {', '.join(ends)}"


def _is_whole(name: str, folder: Path) -> bool:
    """Tell whether a result is finished: that of a run appears at once."""
    return name == "run" and (folder / "results/out").exists()


def _words(name: str, folder: Path) -> tuple[str, ...]:
    return AGAIN[name] if (folder / "results/out/manifest.json").exists() else COMMANDS[name]


def _killed(chance: random.Random, folder: Path, name: str, seconds: float) -> str:
    """Start a command, send it a signal at a random moment, and name how it ended."""
    sent, left = chance.choice(SIGNALS), set(hidden(folder))
    process = started(chance, folder, *_words(name, folder))
    if chance.random() < 0.5:  # while it writes, else in all the time that it takes
        limit = time.monotonic() + seconds
        while set(hidden(folder)) <= left and time.monotonic() < limit:
            time.sleep(0.002)
        seconds /= 2
    time.sleep(chance.uniform(0.0, seconds))
    with suppress(ProcessLookupError):  # it has ended
        os.kill(process.pid, sent)
    status, errors = process.end()
    assert "Traceback" not in errors, errors
    assert sent == signal.SIGKILL or set(hidden(folder)) <= left, hidden(folder)
    if status == 0:
        return f"ended before {sent.name}"
    if sent == signal.SIGKILL:
        assert status == -sent, (status, errors)
    elif status == -sent:
        assert sent != signal.SIGINT, "Ctrl-C has its message from the first moment"
        return f"{sent.name} while it was loaded"
    else:
        assert status == 128 + sent, (status, errors)
        assert errors.strip().splitlines()[-1].startswith("Stopped"), errors
    return sent.name
