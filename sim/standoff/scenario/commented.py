"""Scenario files as text, each field below what it means, its unit and its range.

The words are those of the JSON Schema: both come from the classes that check the files.
"""

from __future__ import annotations

import textwrap
from typing import Any, get_args

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from standoff.scenario.faults import kind_of, plain
from standoff.scenario.paths import is_quantity
from standoff.scenario.units import span_of

__all__ = ["commented"]

WIDTH = 110
STEP = "  "


def commented(content: dict[str, Any], shape: Any) -> str:
    """Write the content of a file, and explain each field where it stands first.

    Parameters
    ----------
    content : dict
        What the file shall hold.
    shape : type
        What such a file is checked against: a model, or a mapping of names to models.

    Returns
    -------
    str
        YAML that reads back as the content.
    """
    if not content:
        return "{}\n"
    writer = _Writer()
    writer.below(content, shape, "")
    return "\n".join(writer.lines) + "\n"


class _Writer:
    """Lines written so far, and the fields that they have explained."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.explained: set[tuple[type[BaseModel], str]] = set()

    def below(self, content: dict[str, Any], shape: Any, indent: str) -> None:
        """Write a mapping: the fields of a model in its order, or named entries in theirs."""
        model = _model(shape, content)
        if model is None:
            for key, value in content.items():
                self._entry(key, value, get_args(plain(shape))[1], indent)
            return
        for name, info in model.model_fields.items():
            if (model, name) not in self.explained:
                self.explained.add((model, name))
                self._explain(name, info, content, indent)
            if name in content:
                self._entry(name, content[name], info.annotation, indent)

    def _explain(self, name: str, info: FieldInfo, content: dict[str, Any], indent: str) -> None:
        text = info.description or ""
        if name not in content:
            text = f"{name}, may be left out: {text}"
        elif is_quantity(content[name]):
            text = f"{text}; {span_of(content[name]['unit'], plain(info.annotation).ranges)}"
        start = f"{indent}# "
        self.lines += textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=start)

    def _entry(self, key: str, value: Any, shape: Any, indent: str) -> None:
        if is_quantity(value):
            number, origin = dict(list(value.items())[:4]), dict(list(value.items())[4:])
            self.lines.append(f"{indent}{key}: {_flow(number)[:-1]},")
            self.lines.append(f"{indent}{STEP}{_flow(origin)[1:]}")
        elif isinstance(value, dict) and (_model(shape, value) or any(map(_is_mapping, value.values()))):
            self.lines.append(f"{indent}{key}:")
            self.below(value, shape, indent + STEP)
        else:
            self.lines.append(f"{indent}{key}: {_flow(value)}")


def _model(shape: Any, content: dict[str, Any]) -> type[BaseModel] | None:
    """Give the model that a mapping is checked against, or None if it holds entries by name."""
    model = plain(kind_of(shape, str(content.get("kind"))))
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _flow(value: Any) -> str:
    text: str = yaml.safe_dump(
        value, default_flow_style=True, sort_keys=False, width=10**6, allow_unicode=True
    )
    return text.removesuffix("\n...\n").removesuffix("\n")
