"""``python -m tests.benchmarks``: measure speed, print tables, keep the numbers, write the page if asked."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from tests.benchmarks.measure import FULL, QUICK, measure
from tests.benchmarks.page import page, table


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure speed side by side.")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the page, too: docs/benchmarks.md")
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes, to try it out")
    parser.add_argument("--out", type=Path, default=Path("results/bench"), help="where numbers are kept")
    arguments = parser.parse_args()
    report = measure(QUICK if arguments.quick else FULL, lambda what: print(f"{what} ...", file=sys.stderr))
    print(table(report))
    folder = arguments.out / f"{dt.datetime.now():%Y-%m-%d_%H-%M-%S}"
    folder.mkdir(parents=True)
    (folder / "bench.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten to {folder}")
    if arguments.write:
        arguments.write.write_text(page(report), encoding="utf-8")


if __name__ == "__main__":
    main()
