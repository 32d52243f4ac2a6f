"""``python -m tests.validation``: play everything, write ``docs/validation.md`` and its figures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from standoff.plots.page import save_sheets
from tests.reference.markdown import fill
from tests.validation.evidence import gather
from tests.validation.figures import figures
from tests.validation.forecasts import N_TRACED
from tests.validation.page import blocks

PAGE = Path("docs/validation.md")
N_RUNS = 2000


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(
        prog="make validate", description="Hold the model against what is known."
    )
    parser.add_argument("--runs", type=int, default=N_RUNS, help="runs of each crisis")
    parser.add_argument("--traced", type=int, default=N_TRACED, help="runs whose forecasts are read")
    parser.add_argument("--page", type=Path, default=PAGE, help="page whose blocks are made anew")
    arguments = parser.parse_args()
    evidence = gather(arguments.runs, arguments.traced, lambda what: print(f"{what} ...", file=sys.stderr))
    page: Path = arguments.page
    page.write_text(fill(page.read_text(encoding="utf-8"), blocks(evidence)), encoding="utf-8")
    drawn = {f"validation_{name}": figure for name, figure in figures(evidence).items()}
    for path in (page, *save_sheets(drawn, page.parent / "figures", ("png",))):
        print(f"Written: {path}")


if __name__ == "__main__":
    main()
