"""What the world outside needs of the format: its JSON Schema, and the digest that names a version."""

from hashlib import sha256
from typing import Any

import msgspec

from lazaretto.protocol.document import Protocol

# A clock time of the facility has no offset, which JSON Schema's own format `time` would demand.
_LOCAL_TIME = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}


def digest(data: bytes) -> str:
    """SHA-256 of a document's bytes, in hexadecimal: what ``command.protocol_issued`` carries."""
    return sha256(data).hexdigest()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document.

    With it an editor completes and checks while one writes: put
    ``# yaml-language-server: $schema=protocol.schema.json`` on the first line.
    """
    (schema,), components = msgspec.json.schema_components([Protocol], ref_template="#/$defs/{name}")
    published: dict[str, Any] = _with_local_times(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Lazaretto protocol document",
            **schema,
            "$defs": components,
        }
    )
    return published


def _with_local_times(part: Any) -> Any:
    if isinstance(part, dict):
        if part.get("format") == "time":
            return {**{k: v for k, v in part.items() if k != "format"}, **_LOCAL_TIME}
        return {name: _with_local_times(value) for name, value in part.items()}
    return [_with_local_times(item) for item in part] if isinstance(part, list) else part
