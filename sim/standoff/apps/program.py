"""The program ``standoff``: it takes Ctrl-C from its first moment, before the command line is loaded."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Load the command line and run it."""
    try:
        from standoff.apps.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
