"""What commands share whose settings Hydra composes."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from standoff.config.compose import composer_of
from standoff.config.composer import UNNAMED, Composer
from standoff.config.settings import Settings
from standoff.store.drafts import require_free
from standoff.terminal.output_folder import output_folder
from standoff.terminal.settings_form import settings_words

if TYPE_CHECKING:
    from standoff.store.manifest import Provenance

__all__ = ["FOR_HYDRA", "ComposedCommand", "composed_command"]

FOR_HYDRA = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Context settings of a click command whose options and overrides Hydra parses."""

S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)
class ComposedCommand(Generic[S]):
    """A command line with its settings and the folder to write.

    Parameters
    ----------
    composer : Composer
        Composes further points of the command line.
    settings : Settings
        The checked settings, before anything is varied.
    experiment : str
        Name of the study: the experiment, or the command.
    line : str
        The command line, for the manifest.
    place : pathlib.Path
        Result folder.
    """

    composer: Composer[S]
    settings: S
    experiment: str
    line: str
    place: Path

    @property
    def may_rename(self) -> bool:
        """Whether the folder may get another name if it already exists."""
        return self.settings.out is None

    @property
    def provenance(self) -> Provenance:
        """Origin of the result, for the manifest."""
        from standoff.config.apply import rule_values  # loads the tables of the rules, not needed for help
        from standoff.store.manifest import Provenance

        composer = self.composer
        overrides = tuple(text for text in composer.given.values() if isinstance(text, str))
        return Provenance(self.line, self.experiment, composer.config({}), overrides, rule_values({}, {}))


def composed_command(arguments: Sequence[str], name: str, schema: type[S]) -> ComposedCommand[S] | None:
    """Compose a command line, and refuse a folder that already exists.

    Parameters
    ----------
    arguments : sequence of str
        Hydra's flags and overrides.
    name : str
        Name of the command, and of its root file in ``conf/``.
    schema : type of Settings
        Types and ranges of its keys.

    Returns
    -------
    ComposedCommand or None
        None if the command line only shows something.

    Raises
    ------
    InputError
        If an override is unknown, of the wrong type or out of range, or the folder exists.
    """
    words = settings_words(arguments, schema)
    composer = composer_of(words, f"standoff {name}", name, schema)
    if composer is None:
        return None
    settings, chosen = composer.base, composer.at({}).experiment
    experiment = name if chosen == UNNAMED else chosen
    command = ComposedCommand(
        composer, settings, experiment, shlex.join(["standoff", name, *words]),
        output_folder(settings.out, experiment, words),
    )  # fmt: skip
    if not command.may_rename:
        require_free(command.place)
    return command
