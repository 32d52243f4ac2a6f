"""Where scenarios and configuration are, in a checkout and in an installed package."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

from standoff.errors import InputError, Notice, printable, shortened
from standoff.scenario.names import nearest, split_variant, variant_name

__all__ = [
    "data_root",
    "located",
    "scenario_names",
    "scenario_path",
    "user_path",
    "variant_names",
    "variant_path",
    "visible",
    "yaml_files",
]

PACKAGE = Path(__file__).resolve().parents[1]


def data_root() -> Path:
    """Give the folder that holds ``scenarios`` and ``conf``.

    Returns
    -------
    pathlib.Path
        ``standoff/data`` in an installed package, else the top of the checkout.
    """
    for root in (PACKAGE / "data", PACKAGE.parents[1]):
        if (root / "scenarios").is_dir():
            return root
    raise InputError(
        f"{PACKAGE}: neither data/scenarios nor ../../scenarios is there; install the package again"
    )


def scenario_names() -> list[str]:
    """List the scenarios that come with the package."""
    return sorted(path.parent.name for path in (data_root() / "scenarios").glob("*/scenario.yaml"))


def variant_names() -> list[str]:
    """List the dated variants of these scenarios, each as ``scenario@date``."""
    root = data_root() / "scenarios"
    return [variant_name(name, date) for name in scenario_names() for date in _dates(root / name)]


def visible(folder: Path) -> Iterator[Path]:
    """List what is in a folder, without the hidden files that editors and file systems leave there."""
    return (path for path in folder.glob("*") if not path.name.startswith("."))


def yaml_files(folder: Path) -> list[Path]:
    """List the YAML files of a folder in the order of their names."""
    return sorted(path for path in visible(folder) if path.name.endswith(".yaml"))


def variant_path(folder: Path, date: str) -> Path:
    """Give the file of a variant in the folder of its scenario."""
    return folder / "variants" / f"{date}.yaml"


def scenario_path(name_or_path: str | Path) -> Path:
    """Find the folder of a scenario, as `located` does."""
    return located(name_or_path)[0]


def located(name_or_path: str | Path) -> tuple[Path, str]:
    """Find a scenario or a variant of one.

    Parameters
    ----------
    name_or_path : str or pathlib.Path
        Name of a scenario that comes with the package, or path of a folder with a ``scenario.yaml``; behind
        an @, the date of one of its variants.

    Returns
    -------
    tuple
        The folder, absolute, and the date; it is empty for the scenario itself.

    Raises
    ------
    InputError
        If there is no such scenario or variant.
    """
    if os.path.isfile(name_or_path):  # unlike that of Path, it bears names that no file can have
        parent = Path(name_or_path).parent
        raise InputError(
            printable(f"{name_or_path}: this is a file; give the folder of the scenario, such as {parent}")
        )
    folder = _folder(str(name_or_path))
    if folder is not None:
        _tell_of_namesake(str(name_or_path), folder)
        return folder, ""
    name, date = split_variant(str(name_or_path))
    folder = _folder(name) if date else None
    if folder is not None:
        _tell_of_namesake(name, folder)
        if date in _dates(folder):
            return folder, date
        shown = shortened(date)
        raise InputError(f"{shortened(name, 200)} has no variant '{shown}'; {nearest(shown, _dates(folder))}")
    folder = _expanded(name_or_path)
    if folder is not None and os.path.isdir(folder):
        other = next((path.name for path in visible(folder) if path.stem.lower() == "scenario"), "")
        there = f", but {other}: rename it" if other else "; give the folder of one scenario"
        raise InputError(printable(f"{name_or_path}: this folder has no scenario.yaml{there}"))
    shown = shortened(str(name_or_path), 200)
    raise InputError(f"scenario '{shown}' is unknown; {nearest(shown, scenario_names())}")


def _tell_of_namesake(name: str, folder: Path) -> None:
    """Tell the user of a folder in the current one that has the name of a scenario of the package."""
    own = Path(name, "scenario.yaml")
    if name in scenario_names() and os.path.isfile(own) and not own.parent.samefile(folder):
        message = f"scenario '{name}' is the one that comes with the package, not the folder ./{name}; "
        warnings.warn(f"{message}write ./{name} to take the folder", Notice, stacklevel=3)


def _folder(name_or_path: str) -> Path | None:
    """Give the folder of a scenario, or nothing if there is none."""
    if name_or_path in scenario_names():
        return data_root() / "scenarios" / name_or_path
    folder = _expanded(name_or_path)
    if folder is None or not os.path.isfile(folder / "scenario.yaml"):
        return None
    return folder.resolve()


def user_path(path: str | Path) -> Path:
    """Give a path as the user wrote it, with the home folder in place of its tilde.

    Raises
    ------
    InputError
        If nobody has such a home, or no file can have such a name.
    """
    expanded = None if "\0" in str(path) else _expanded(path)
    if expanded is None:
        raise InputError(f"{shortened(str(path), 200)}: there can be no such path; write it out in full")
    return expanded


def _expanded(path: str | Path) -> Path | None:
    """Give a path with the home folder in place of its tilde; nothing if nobody has such a home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return None


def _dates(folder: Path) -> list[str]:
    return [path.stem for path in yaml_files(folder / "variants")]
