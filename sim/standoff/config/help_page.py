"""The help of a command whose configuration Hydra composes, with what each preset sets."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template

from omegaconf import DictConfig, OmegaConf

from standoff.config.flags import FLAGS
from standoff.config.options import COMMANDS, EXPERIMENT, Option, described, experiments_for
from standoff.config.settings import Settings, records

__all__ = ["help_page"]

WIDTH = 110


def help_page(config: DictConfig, schema: type[Settings], folders: Sequence[Path]) -> str:
    """Write the help of a command.

    Parameters
    ----------
    config : DictConfig
        The configuration of the command, including Hydra's own settings, which hold the frame of the text.
    schema : type of Settings
        The settings of the command.
    folders : sequence of pathlib.Path
        The user's folders of configurations.

    Returns
    -------
    str
        The text: examples, groups with their options, keys, flags.
    """
    frame = str(OmegaConf.select(config, "hydra.help.template"))
    command = next((name for name, known in COMMANDS.items() if known is schema), "")
    groups = {group: described(group, *folders) for group in records(schema)}
    groups[EXPERIMENT] = experiments_for(command, *folders) if command else described(EXPERIMENT, *folders)
    shown = "\n".join(line for group, options in groups.items() for line in _group(group, options))
    return Template(frame).safe_substitute(APP_CONFIG_GROUPS=f"{shown}\n", FLAGS_HELP="\n".join(_flags()))


def _group(group: str, options: Mapping[str, Option]) -> Iterator[str]:
    """Write a group: each option with what it is and what it sets."""
    if not options:
        return
    yield f"  {group}"
    width = max(map(len, options))
    for name, option in options.items():
        sets = ", ".join(f"{key}={value}" for key, value in option.sets().items())
        text = [option.about, *([f"sets {sets}"] if sets else [])]
        yield from _entry(f"    {name:<{width}}  ", text)


def _flags() -> Iterator[str]:
    listed = {", ".join(names): meaning for names, (_, meaning) in FLAGS.items() if meaning != "==SUPPRESS=="}
    width = max(map(len, listed))
    for names, meaning in listed.items():
        yield from _entry(f"  {names:<{width}}  ", [meaning])


def _entry(start: str, texts: Sequence[str]) -> Iterator[str]:
    """Write texts below one another, beside a name."""
    before = start
    for text in texts:
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=before, subsequent_indent=" " * len(start), break_long_words=False
        )
        before = " " * len(start)
