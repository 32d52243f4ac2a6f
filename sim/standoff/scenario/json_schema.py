"""JSON Schemas of the files that an author writes, made from the same classes that check them.

An editor that reads them completes field names, shows what each field means, and marks misspelt fields, wrong
units and numbers outside the range of their unit. What concerns several files at once, only the check sees.
"""

from __future__ import annotations

import json
from enum import IntEnum
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from standoff.scenario.neutral import may_be_left_out
from standoff.scenario.validate import SHAPES

__all__ = ["json_schemas"]


class _AsWritten(GenerateJsonSchema):
    """Members of enumerations stand in the files by name; a field's name is its title.

    A field with a neutral value may be left out of a file, though the class that checks it has it always.
    """

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        fields = schema["cls"].model_fields
        required = [name for name in made.pop("required", []) if not may_be_left_out(fields[name])]
        return {**made, "required": required} if required else made

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        return {"enum": [member.name.lower() for member in schema["members"]]}

    def encode_default(self, dft: Any) -> Any:
        return dft.name.lower() if isinstance(dft, IntEnum) else super().encode_default(dft)

    def field_title_should_be_set(self, schema: CoreSchema | core_schema.ModelField) -> bool:
        return False


def json_schemas() -> dict[str, str]:
    """Give the schema of each kind of file, as JSON by file name, such as ``actor.json``."""
    return {f"{kind}.json": _text(shape) for kind, shape in SHAPES.items()}


def _text(shape: Any) -> str:
    schema = TypeAdapter(shape).json_schema(schema_generator=_AsWritten)
    dialect = {"$schema": _AsWritten.schema_dialect}
    return json.dumps(dialect | schema, indent=1, ensure_ascii=False) + "\n"
