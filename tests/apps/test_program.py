"""How the process ends: at once after a signal, in the usual way otherwise."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.commands import environment

PROGRAM = """
import atexit, sys
from standoff.apps import cli, program

def end():
    print("written")
    raise {how}

cli.main = end
atexit.register(print, "cleaned up")
program.main()
"""


@pytest.mark.parametrize(
    ("how", "status", "printed"),
    [
        ("SystemExit(143)", 143, "written\n"),
        ("SystemExit(129)", 129, "written\n"),
        ("SystemExit(130)", 130, "written\n"),
        ("KeyboardInterrupt", 130, "written\n"),
        ("SystemExit(2)", 2, "written\ncleaned up\n"),
        ("SystemExit", 0, "written\ncleaned up\n"),
    ],
)
def test_after_a_signal_nothing_is_torn_down(how: str, status: int, printed: str):
    command = [sys.executable, "-c", PROGRAM.format(how=how)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, printed)
    assert done.stderr == ("\nStopped\n" if how == "KeyboardInterrupt" else "")
