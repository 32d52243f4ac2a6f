"""Hydra's search path for configurations: the program's folder, then the user's own."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from hydra import initialize_config_dir
from hydra.core.config_search_path import ConfigSearchPath
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.types import Override
from hydra.core.plugins import Plugins
from hydra.plugins.search_path_plugin import SearchPathPlugin

from standoff.config.files import existing_folders, shipped
from standoff.config.settings import Settings, records
from standoff.config.source import LAST_READ, SEARCH, CheckedSource, Search, address
from standoff.errors import ArgumentError, ConfigError
from standoff.scenario.locate import user_path

__all__ = ["SEARCH_PATH", "VERSION", "search_in", "search_of", "searched"]

SEARCH_PATH = "hydra.searchpath"
"""Hydra's key for further folders."""

VERSION = "1.3"
"""Version of Hydra's behaviour that the program relies on."""

TURN = RLock()
"""Held while Hydra is set up, since its state is shared by all threads of the process."""


def search_of(flags: Namespace, overrides: Iterable[Override], schema: type[Settings]) -> Search:
    """Give the folders in which a command line lets Hydra look.

    Raises
    ------
    ConfigError
        If one of them does not exist.
    """
    own, place = [], shipped()
    if flags.config_dir is not None:
        own.append(_folder("config_dir", flags.config_dir))
    if flags.config_path is not None:
        place = _folder("config_path", flags.config_path)
    for override in overrides:
        if override.key_or_group == SEARCH_PATH:
            own += existing_folders(override.value(), "the command line")
    return Search(place, tuple(own), frozenset(records(schema)))


def _folder(flag: str, given: str) -> Path:
    """Give the folder that a flag names, absolute."""
    path = user_path(given).absolute()
    if not path.is_dir():
        raise ArgumentError(
            f"{{{flag}}}={given}: there is no such folder; give an existing one", **{flag: None}
        )
    return path


class CheckedFolders(SearchPathPlugin):
    """Lets the folders be read through a check, and adds the user's own behind the program's."""

    def manipulate_search_path(self, search_path: ConfigSearchPath) -> None:
        """Change the addresses of the folders; the user's come after the program's."""
        search = SEARCH.get()
        if search is None:  # another program's Hydra
            return
        for element in search_path.get_path():
            if element.provider == "main":
                element.path = address(search.place)
        for folder in search.own:
            search_path.append("command-line", address(folder))


@contextmanager
def searched(search: Search) -> Iterator[None]:
    """Let Hydra look in these folders during the body."""
    with TURN:
        for plugin in (CheckedSource, CheckedFolders):
            Plugins.instance().register(plugin)
        token = SEARCH.set(search)
        try:
            yield
        except RecursionError as error:
            raise ConfigError(
                f"{LAST_READ.get()}: includes itself, directly or through others; change its defaults"
            ) from error
        finally:
            SEARCH.reset(token)


@contextmanager
def search_in(search: Search) -> Iterator[None]:
    """Set Hydra up for the body, to look in these folders; of two files with a name, the first is used."""
    with searched(search):
        before = GlobalHydra.instance().hydra  # the caller may use Hydra as well
        GlobalHydra.instance().clear()
        try:
            with initialize_config_dir(str(search.place), job_name="standoff", version_base=VERSION):
                yield
        finally:
            GlobalHydra.instance().hydra = before
