"""Files of numbers that all scenarios share, beside the sources that these numbers name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from standoff.errors import Fault, ScenarioError
from standoff.scenario.documents import read_document
from standoff.scenario.faults import faults_of
from standoff.scenario.locate import data_root
from standoff.scenario.names import ASSUMPTION, Context

__all__ = ["read_shared"]

T = TypeVar("T")


def read_shared(name: str, shape: type[T], check: Callable[[T], Iterable[tuple[str, str]]]) -> T:
    """Read a file of the folder ``scenarios`` and check it.

    Parameters
    ----------
    name : str
        Name of the file.
    shape : type
        Type of its content, for instance ``dict[str, Parameter]``.
    check : callable
        Gives the faults that the type does not exclude: the key, and what is wrong with it.

    Returns
    -------
    object
        The content as that type.

    Raises
    ------
    ScenarioError
        With all faults of the file.
    """
    folder = data_root() / "scenarios"
    shown = f"scenarios/{name}"
    content, faults = read_document(folder / name, shown)
    sources, unreadable = read_document(folder / "sources.yaml", "scenarios/sources.yaml")
    if faults or unreadable:
        raise ScenarioError(name, faults + unreadable)
    known = [*sources, ASSUMPTION] if isinstance(sources, dict) else [ASSUMPTION]
    try:
        typed = TypeAdapter(shape).validate_python(content, context=Context(None, {"source": known}))
    except ValidationError as error:
        raise ScenarioError(name, faults_of(error, shown, shape, content)) from error
    if faults := [Fault(shown, key, "", text) for key, text in check(typed)]:
        raise ScenarioError(name, faults)
    return typed
