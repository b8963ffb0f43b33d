"""A learning path as JSON, by the contract that other tools rely on."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from papergraph.model import LearningPath


def render(path: LearningPath) -> bytes:
    """Return the path as UTF-8 JSON with a newline at its end; `schema_version` stands first."""
    data: dict[str, Any] = TypeAdapter(LearningPath).dump_python(path, mode="json", by_alias=True)
    ordered = {"schema_version": data.pop("schema_version"), **data}
    return (json.dumps(ordered, indent=2, ensure_ascii=False) + "\n").encode("utf-8", errors="replace")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `render` writes."""
    schema = TypeAdapter(LearningPath).json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A learning path of papergraph"
    return schema
