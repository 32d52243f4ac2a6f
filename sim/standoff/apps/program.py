"""The program ``standoff``: it takes Ctrl-C from its first moment, before the command line is loaded."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import Final, NoReturn

__all__ = ["main"]

RARELY: Final = 50_000, 20, 20
"""Objects after which garbage is looked for: loading makes many, hardly one of them garbage."""
INTERRUPTED: Final = 128 + signal.SIGINT
STOPPED: Final = (INTERRUPTED, 128 + signal.SIGTERM, 128 + signal.SIGHUP)
"""Exit statuses of a command that a signal has stopped."""


def main() -> None:
    """Load the command line and run it."""
    gc.set_threshold(*RARELY)
    try:
        from standoff.apps.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped\n")
        _leave(INTERRUPTED)
    except SystemExit as end:
        if end.code in STOPPED:
            _leave(int(end.code))
        raise
    finally:
        gc.freeze()  # what is left ends with the process: nothing is gained by looking for garbage in it


def _leave(status: int) -> NoReturn:
    """End the process at once; the command has removed what it had half written.

    A library in C that the signal interrupted, such as the compiler, may not survive its own clean-up.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or none
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
