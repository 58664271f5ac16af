"""What the world outside needs of the format: its JSON Schema, and the digest that names a version."""

from hashlib import sha256
from typing import Any

import msgspec

from lazaretto.protocol.document import Protocol


def digest(data: bytes) -> str:
    """SHA-256 of a document's bytes, in hexadecimal: what ``command.protocol_issued`` carries."""
    return sha256(data).hexdigest()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document.

    With it an editor completes and checks while one writes: put
    ``# yaml-language-server: $schema=protocol.schema.json`` on the first line.
    """
    (schema,), components = msgspec.json.schema_components([Protocol], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lazaretto protocol document",
        **schema,
        "$defs": components,
    }
