"""A folder as somebody may send it: modules in it have the names of those that the program imports."""

from __future__ import annotations

from pathlib import Path

NAMES = (
    "asyncio",
    "distributed",
    "json",
    "matplotlib",
    "multiprocessing",
    "numba",
    "numpy",
    "random",
    "signal",
    "sitecustomize",
    "standoff",
    "standoff/terminal",
    "standoff/terminal/first_start",
)
CODE = """from pathlib import Path
with Path({record!r}).open("a") as record:
    record.write({name!r} + "\\n")
"""


def plant_modules(folder: Path) -> Path:
    """Put modules into a folder that write down that they ran, and give the file they write to."""
    record = folder / "ran.txt"
    for name in NAMES:
        package = folder / name
        package.mkdir()
        (package / "__init__.py").write_text(CODE.format(record=str(record), name=name))
    # Lines of such a file are run in a folder of installed packages, and must be nowhere else.
    (folder / "planted.pth").write_text(f"import pathlib; pathlib.Path({str(record)!r}).touch()\n")
    main = folder / "standoff" / "terminal" / "first_start" / "__main__.py"
    main.write_text(CODE.format(record=str(record), name="standoff.terminal.first_start as a program"))
    return record
