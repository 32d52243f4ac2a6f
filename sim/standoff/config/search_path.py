"""Hydra's search path for configurations: the program's folder, then the user's own."""

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
"""Version of Hydra's behaviour that the program relies on."""

OWN: ContextVar[Path | None] = ContextVar("OWN", default=None)
"""The user's folder, while Hydra is set up."""

TURN = RLock()
"""Held while Hydra is set up, since its state is shared by all threads of the process."""


class OwnFolder(SearchPathPlugin):
    """Adds the user's folder to the search path, as Hydra itself does for ``--config-dir``."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Add the folder after the program's."""
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
        The user's folder, absolute; if both have a file of the same name, the first folder's is used.
    """
    with TURN:
        token, before = OWN.set(own), GlobalHydra.instance().hydra  # the caller may use Hydra as well
        GlobalHydra.instance().clear()
        Plugins.instance().register(OwnFolder)
        try:
            with initialize_config_dir(str(place), job_name="standoff", version_base=VERSION):
                yield
        finally:
            GlobalHydra.instance().hydra = before
            OWN.reset(token)
