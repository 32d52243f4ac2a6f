"""The options of a group: files in ``conf/`` and in folders of the user."""

from __future__ import annotations

from pathlib import Path

from standoff.scenario.locate import data_root

__all__ = ["options_of"]


def options_of(group: str, *folders: Path) -> list[str]:
    """List the options of a group: those that come with the program, and those in other folders.

    Examples
    --------
    >>> options_of("diplomacy")
    ['closed', 'open', 'reported']
    """
    searched = (data_root() / "conf", *folders)
    return sorted({path.stem for folder in searched for path in (folder / group).glob("*.yaml")})
