"""The program ``standoff``: it takes Ctrl-C from its first moment, before the command line is loaded."""

from __future__ import annotations

import gc
import sys

__all__ = ["main"]

RARELY = 50_000, 20, 20
"""Objects after which garbage is looked for: loading makes many, hardly one of them garbage."""


def main() -> None:
    """Load the command line and run it."""
    gc.set_threshold(*RARELY)
    try:
        from standoff.apps.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped\n")
        sys.exit(130)
    finally:
        gc.freeze()  # what is left ends with the process: nothing is gained by looking for garbage in it


if __name__ == "__main__":
    main()
