"""Neutral values: what is assumed of a quantity that a file may leave out.

A field that is new to the form of a scenario is marked with the value at which a run goes as if there were no
such field. A file that leaves it out is completed before it is checked: the quantity then stands there as an
assumption whose note says so, and everything that reads, varies or lists quantities finds it like any other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from standoff.scenario.actor_schema import Actor
from standoff.scenario.content import Documents
from standoff.scenario.faults import kind_of, plain
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.quantity import Neutral, OfUnit
from standoff.scenario.schema import Crisis

__all__ = ["completed", "may_be_left_out"]


def completed(documents: Documents, frozen_at: dt.date | None) -> Documents:
    """Put neutral values where the files of a scenario leave out what they may.

    Parameters
    ----------
    documents : Documents
        What the files hold.
    frozen_at : datetime.date or None
        Day on which the assumptions count as known; None while the date itself is at fault.

    Returns
    -------
    Documents
        With the paths of all quantities that were put there in ``neutral``.
    """
    filler = _Filler(frozen_at or dt.date.min)
    actors = {
        name: filler.filled(content, Actor, f"actors.{name}") for name, content in documents.actors.items()
    }
    crisis = filler.filled(documents.crisis, Crisis, "")
    if not filler.paths:
        return documents
    return replace(documents, crisis=crisis, actors=actors, neutral=(*documents.neutral, *filler.paths))


class _Filler:
    """Fills in what may be left out, and keeps the paths of what it put there."""

    def __init__(self, known: dt.date) -> None:
        self.known = known
        self.paths: list[str] = []

    def filled(self, content: Any, shape: Any, path: str) -> Any:
        """Give the content of a shape with neutral values where it leaves something out."""
        if not isinstance(content, dict) or not _holds_neutral(shape):
            return content
        if get_origin(plain(shape)) is dict:
            below = {key: get_args(plain(shape))[1] for key in content}
        else:
            below = {
                name: field.annotation
                for name, field in _fields(kind_of(shape, str(content.get("kind")))).items()
                if name in content or may_be_left_out(field)
            }
            content = self._with_missing(content, shape, path)
        changed = {
            key: self.filled(content[key], element, _joined(path, key)) for key, element in below.items()
        }
        return {**content, **changed}

    def _with_missing(self, content: dict[str, Any], shape: Any, path: str) -> dict[str, Any]:
        missing: dict[str, Any] = {}
        for name, field in _fields(kind_of(shape, str(content.get("kind")))).items():
            if name in content or not may_be_left_out(field):
                continue
            neutral = _neutral(field)
            missing[name] = {} if neutral is None else self._quantity(field, neutral)
            if neutral is not None:
                self.paths.append(_joined(path, name))
        return {**content, **missing}

    def _quantity(self, field: FieldInfo, neutral: Neutral) -> dict[str, Any]:
        unit = next(mark.unit for mark in field.metadata if isinstance(mark, OfUnit))
        note = f"left out of the file, so the neutral value is assumed: {neutral.reason}"
        numbers = {"value": neutral.value, "low": neutral.low, "high": neutral.high, "unit": unit}
        return {**numbers, "kind": ASSUMPTION, "source": ASSUMPTION, "known": self.known, "note": note}


def may_be_left_out(field: FieldInfo) -> bool:
    """Say whether a field has a neutral value, or holds nothing but fields that have one."""
    if _neutral(field) is not None:
        return True
    below = _fields(field.annotation)
    return bool(below) and all(may_be_left_out(inner) for inner in below.values())


def _neutral(field: FieldInfo) -> Neutral | None:
    return next((mark for mark in field.metadata if isinstance(mark, Neutral)), None)


def _fields(shape: Any) -> dict[str, FieldInfo]:
    bare = plain(shape)
    return bare.model_fields if isinstance(bare, type) and issubclass(bare, BaseModel) else {}


@cache
def _holds_neutral(shape: Any) -> bool:
    """Say whether a neutral value stands anywhere below a shape."""
    bare = plain(shape)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        annotations: list[Any] = [field.annotation for field in bare.model_fields.values()]
        return any(map(_neutral, bare.model_fields.values())) or any(map(_holds_neutral, annotations))
    return any(_holds_neutral(part) for part in get_args(bare))


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
