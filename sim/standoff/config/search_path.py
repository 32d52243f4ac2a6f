"""Search path – where Hydra looks for configurations: in the program's folder, then in the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import RLock

from hydra import initialize_config_dir
from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.global_hydra import GlobalHydra
from hydra.core.plugins import Plugins
from hydra.plugins.search_path_plugin import SearchPathPlugin

__all__ = ["VERSION", "search_in"]

VERSION = "1.3"
"""The behaviour of Hydra that is relied on."""

OWN: ContextVar[Path | None] = ContextVar("OWN", default=None)
"""The user's folder, while Hydra is set up."""

TURN = RLock()
"""Hydra is set up once for the whole process: threads take turns."""


class OwnFolder(SearchPathPlugin):
    """Puts the user's folder on the search path, as Hydra does itself for ``--config-dir``."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Add the folder behind that of the program."""
        if folder := OWN.get():
            search_path.append("command-line", f"file://{folder}")


@contextmanager
def search_in(place: Path, own: Path | None) -> Iterator[None]:
    """Set Hydra up for the body.

    Parameters
    ----------
    place : Path
        Folder of the configurations, absolute.
    own : Path or None
        Another one, absolute; where both have a file of one name, the first folder's counts.
    """
    with TURN:
        token, before = OWN.set(own), GlobalHydra.instance().hydra  # of a program that uses Hydra, too
        GlobalHydra.instance().clear()
        Plugins.instance().register(OwnFolder)
        try:
            with initialize_config_dir(str(place), job_name="standoff", version_base=VERSION):
                yield
        finally:
            GlobalHydra.instance().hydra = before
            OWN.reset(token)
