"""``python -m tests.calibration``: search the shared parameters and write ``docs/calibration.md``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.calibration.choice import best
from tests.calibration.page import Calibration, blocks
from tests.calibration.points import current, evaluate_all, evaluated, points
from tests.reference.markdown import fill
from tests.validation.playing import SEED, Table

PAGE = Path("docs/calibration.md")


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="make calibrate", description="Search the shared parameters.")
    parser.add_argument("--points", type=int, default=256, help="points of the design, a power of two")
    parser.add_argument("--runs", type=int, default=300, help="runs of each crisis at each point")
    parser.add_argument("--again", type=int, default=2000, help="runs of each crisis played again")
    parser.add_argument("--page", type=Path, default=PAGE, help="page whose blocks are made anew")
    arguments = parser.parse_args()
    calibration = calibrate(arguments.points, arguments.runs, arguments.again)
    page: Path = arguments.page
    page.write_text(fill(page.read_text(encoding="utf-8"), blocks(calibration)), encoding="utf-8")
    for name, value in best(calibration.points).rules.items():
        print(f"{name}: {value:.4g}")
    print(f"Nothing is adopted: scenarios/rules.yaml is as it was. Written: {page}")


def calibrate(n_points: int, n_runs: int, n_again: int) -> Calibration:
    """Play the design, and the current and the best point again with other chance."""
    table, again = Table(n_runs), Table(n_again, SEED + 1)
    designed = points(n_points)
    result = evaluate_all(
        table, designed, lambda row: print(f"\rpoint {row + 1} of {n_points}", end="", file=sys.stderr)
    )
    print(file=sys.stderr)
    return Calibration(
        n_runs,
        n_again,
        result,
        evaluated(table, current()),
        evaluated(again, current()),
        evaluated(again, best(result).rules),
    )


if __name__ == "__main__":
    main()
