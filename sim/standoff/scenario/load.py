"""Loading a scenario: read all files, check all of them, raise once with every fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from standoff.errors import Fault
from standoff.scenario.content import Documents, Scenario
from standoff.scenario.documents import read_document
from standoff.scenario.locate import data_root, located, variant_path, visible, yaml_files
from standoff.scenario.names import ID
from standoff.scenario.validate import validated
from standoff.scenario.variants import dated

__all__ = ["load_scenario"]

MOST_FILES = 100
"""Files of actors that are read: enough to say that there are too many."""


def load_scenario(name_or_path: str | Path, actions: str | Path | None = None) -> Scenario:
    """Load a scenario and check it.

    Parameters
    ----------
    name_or_path : str or pathlib.Path
        Name of a scenario that comes with the package, or path of its folder; behind an @, the date of one
        of its variants.
    actions : str or pathlib.Path, optional
        File of the actions; else ``actions.yaml`` in the folder of the scenario or beside it, or the
        package's own.

    Returns
    -------
    Scenario
        The checked scenario.

    Raises
    ------
    ScenarioError
        With all faults of all files.
    """
    folder, date = located(name_or_path)
    documents, faults = _read(folder, _nearest(folder, "actions.yaml") if actions is None else Path(actions))
    if not date:
        return validated(documents, faults)
    path = variant_path(folder, date)
    return dated(documents, faults, path, _shown(path, folder.parent.parent))


def _nearest(folder: Path, name: str) -> Path:
    """Find a file in the folder of the scenario, else beside it, else in the package."""
    places = (folder / name, folder.parent / name)
    return next((path for path in places if path.is_file()), data_root() / "scenarios" / name)


def _read(folder: Path, actions: Path) -> tuple[Documents, list[Fault]]:
    base = folder.parent.parent
    files = {
        "crisis": folder / "scenario.yaml",
        "actions": actions,
        "sources": _nearest(folder, "sources.yaml"),
        "facts": folder / "facts.yaml",
        "actors": folder / "actors",
    }
    shown = {part: _shown(path, base) for part, path in files.items()}
    faults: list[Fault] = []
    content: dict[str, Any] = {}
    for part in ("crisis", "actions", "sources", "facts"):
        if part == "facts" and not files[part].exists():  # not every crisis starts from an article
            content[part] = {}
            continue
        content[part], unreadable = read_document(files[part], shown[part])
        faults += unreadable
    content["sources"] = _with_shared(content["sources"])
    faults += [
        fault
        for place in (folder, files["actors"], folder / "variants")
        for fault in _misnamed(place, _shown(place, base))
    ]
    actors: dict[str, Any] = {}
    for path in yaml_files(files["actors"])[:MOST_FILES]:
        actors[path.stem], unreadable = read_document(path, f"{shown['actors']}/{path.name}")
        faults += unreadable or _named(path, shown["actors"])
    if not actors:
        remedy = "no actor is there; write one file <actor>.yaml for each"
        faults.append(Fault(shown["actors"], "", "", remedy))
    crisis = content.pop("crisis")
    if not isinstance(crisis, dict):
        if not any(fault.path == shown["crisis"] for fault in faults):
            faults.append(Fault(shown["crisis"], "", "", "a mapping is expected"))
        crisis = {}
    if "actors" in crisis:
        remedy = "unknown field, an actor is a file in the folder actors"
        faults.append(Fault(shown["crisis"], "actors", "", remedy))
    return Documents(folder, crisis, actors, **content, shown=shown), faults


def _misnamed(folder: Path, shown: str) -> list[Fault]:
    """Name the files that look like YAML and would be passed over for their ending."""
    endings = (".yml", ".yaml")
    names = sorted(path.name for path in visible(folder) if path.suffix.lower() in endings)
    return [
        Fault(f"{shown}/{name}", "", "", f"is not read; rename it to {Path(name).stem}.yaml")
        for name in names
        if not name.endswith(".yaml")
    ]


def _with_shared(sources: Any) -> Any:
    """Add the package's sources, which its actions name, to a scenario's own; of one key, its own counts."""
    shared, _ = read_document(data_root() / "scenarios" / "sources.yaml", "scenarios/sources.yaml")
    return {**shared, **sources} if isinstance(shared, dict) and isinstance(sources, dict) else sources


def _shown(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)


def _named(path: Path, shown: str) -> list[Fault]:
    if ID.fullmatch(path.stem):
        return []
    return [
        Fault(
            f"{shown}/{path.name}",
            "",
            path.stem,
            "an actor's name begins with a letter and has at most 64 letters, digits, _ and -",
        )
    ]
