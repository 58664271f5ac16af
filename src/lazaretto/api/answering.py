"""Values as JSON. Pages are frozen dataclasses and documents are structs: both are encoded as they are."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse

_encoder = msgspec.json.Encoder()


def answer(value: Any, *, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """A JSON answer; never stored by a cache on the way."""
    response = HttpResponse(_encoder.encode(value), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response
