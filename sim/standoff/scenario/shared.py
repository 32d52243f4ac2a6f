"""Files of numbers that all scenarios share, beside the sources that these numbers name."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from standoff.errors import Fault, ScenarioError
from standoff.scenario.documents import read_document
from standoff.scenario.faults import faults_of
from standoff.scenario.locate import data_root
from standoff.scenario.names import ASSUMPTION, Context

__all__ = ["read_shared"]


def read_shared(name: str, shape: Any) -> Any:
    """Read a file of the folder ``scenarios`` and check it.

    Parameters
    ----------
    name : str
        Name of the file.
    shape : type
        What its content has to be, for instance ``dict[str, Parameter]``.

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
        return TypeAdapter(shape).validate_python(content, context=Context(None, {"source": known}))
    except ValidationError as error:
        found: list[Fault] = faults_of(error, shown, shape, content)
        raise ScenarioError(name, found) from error
