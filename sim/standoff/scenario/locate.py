"""Where scenarios and configuration are, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

from standoff.errors import InputError
from standoff.scenario.names import nearest, split_variant, variant_name

__all__ = ["data_root", "located", "scenario_names", "scenario_path", "variant_names", "variant_path"]

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
    folder = _folder(str(name_or_path))
    if folder is not None:
        return folder, ""
    name, date = split_variant(str(name_or_path))
    folder = _folder(name) if date else None
    if folder is not None:
        if variant_path(folder, date).is_file():
            return folder, date
        raise InputError(f"{name} has no variant '{date}'; {nearest(date, _dates(folder))}")
    if Path(name_or_path).expanduser().is_dir():
        raise InputError(f"{name_or_path}: this folder has no scenario.yaml; give the folder of one scenario")
    raise InputError(f"scenario '{name_or_path}' is unknown; {nearest(str(name_or_path), scenario_names())}")


def _folder(name_or_path: str) -> Path | None:
    """Give the folder of a scenario, or nothing if there is none."""
    if name_or_path in scenario_names():
        return data_root() / "scenarios" / name_or_path
    folder = Path(name_or_path).expanduser()
    return folder.resolve() if (folder / "scenario.yaml").is_file() else None


def _dates(folder: Path) -> list[str]:
    return sorted(path.stem for path in variant_path(folder, "*").parent.glob("*.yaml"))
