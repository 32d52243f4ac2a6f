"""Folders of configurations, read by Hydra through a check of every file.

A file is data: it is checked as those of scenarios are (size, nesting, aliases, keys that stand twice) before
Hydra reads it. Experiments change the whole configuration without having to say so in their first line, and a
group with nothing below it sets nothing.
"""

from __future__ import annotations

import filecmp
import io
import os.path
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from hydra.core.object_type import ObjectType
from hydra.plugins.config_source import ConfigLoadError, ConfigResult, ConfigSource
from omegaconf import DictConfig, OmegaConf

from standoff.config.files import checked_content, existing_folders, shipped
from standoff.errors import ConfigError

__all__ = ["SCHEME", "SEARCH", "CheckedSource", "Search", "address"]

SCHEME = "standoff"
"""Scheme of the addresses of these folders in Hydra's search path."""

GLOBAL = "_global_"
EXPERIMENTS = "experiment"


@dataclass(frozen=True)
class Search:
    """Where Hydra looks for configurations.

    Parameters
    ----------
    place : pathlib.Path
        Folder of the command's configuration, absolute.
    own : tuple of pathlib.Path
        Further folders, absolute, in the order in which they are searched.
    groups : frozenset of str
        Names of the groups of the command.
    """

    place: Path
    own: tuple[Path, ...] = ()
    groups: frozenset[str] = frozenset()


SEARCH: ContextVar[Search | None] = ContextVar("SEARCH", default=None)
"""The folders, while Hydra is set up."""


def address(folder: Path) -> str:
    """Give the address of a folder in Hydra's search path."""
    return f"{SCHEME}://{folder}"


class CheckedSource(ConfigSource):
    """A folder of YAML files."""

    @staticmethod
    def scheme() -> str:
        """Give the scheme of its address."""
        return SCHEME

    def load_config(self, config_path: str) -> ConfigResult:
        """Read a file.

        Raises
        ------
        ConfigError
            If it cannot be used.
        """
        file = self._file(config_path)
        if not file.is_file():
            raise ConfigLoadError(f"{file}: there is no such file")
        content = None if Path(self.path) == shipped() else checked_content(file)
        _refuse_twin(Path(self.path), file)
        text = file.read_text(encoding="utf-8-sig")
        try:
            header = self._get_header_dict(text)
        except ValueError as error:
            raise ConfigError(f"{file}: a line of its head cannot be read ({error})") from error
        if config_path.startswith(f"{EXPERIMENTS}/"):
            header["package"] = header["package"] or GLOBAL
        config = OmegaConf.load(io.StringIO(text))
        assert isinstance(config, DictConfig)
        search = SEARCH.get()
        for group in search.groups if search else ():
            if (content or {}).get(group, "") is None:
                del config[group]
        _address_searchpath(file, config)
        return ConfigResult(self.provider, self.full_path(), config, header)

    def available(self) -> bool:
        """Whether the folder exists."""
        return self.is_group("")

    def is_group(self, config_path: str) -> bool:
        """Whether a path is a folder."""
        return os.path.isdir(Path(self.path) / config_path)

    def is_config(self, config_path: str) -> bool:
        """Whether a path is a file of configuration; a name longer than the file system takes is none."""
        return os.path.isfile(self._file(config_path))

    def list(self, config_path: str, results_filter: ObjectType | None) -> list[str]:
        """List what lies in a folder, by name."""
        names: list[str] = []
        for path in (Path(self.path) / config_path).iterdir():
            self._list_add_result(names, f"{config_path}/{path.name}", path.name, results_filter)
        return sorted(set(names))

    def _file(self, config_path: str) -> Path:
        return Path(self.path) / self._normalize_file_name(config_path)


def _refuse_twin(place: Path, file: Path) -> None:
    """Refuse a file if the user's own of the same name would be passed over."""
    name = file.relative_to(place)
    search = SEARCH.get()
    folders = (search.place, *search.own) if search else ()
    for folder in folders[folders.index(place) + 1 :] if place in folders else ():
        twin = folder / name
        if twin.is_file() and not filecmp.cmp(twin, file, shallow=False):
            raise ConfigError(
                f"{name.with_suffix('')}: {twin} has the name of a file that comes with the program, which "
                "would be used in its place; give yours another name"
            )


def _address_searchpath(file: Path, config: DictConfig) -> None:
    """Let the folders that a configuration adds to the search path be checked as well."""
    added = OmegaConf.select(config, "hydra.searchpath")
    if added is not None:
        folders = existing_folders(OmegaConf.to_container(added) if added else [], str(file))
        OmegaConf.update(config, "hydra.searchpath", [address(folder) for folder in folders])
