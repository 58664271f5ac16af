"""Read the protocol documents: the list, one version as a page, and its file as it lies in the folder."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lazaretto.access.clock import now
from lazaretto.actions.open_protocol import (
    compare_protocols,
    list_protocols,
    open_protocol,
    protocol_bytes,
)
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["protocols"])


@router.get("/protocols", summary="Protocol documents", openapi_extra=response_of("DocumentList", 200))
@permits("read_protocol")
def protocols(request: HttpRequest) -> HttpResponse:
    """Every document with its versions and the stretches in which they decided."""
    return answer({"protocols": list_protocols(actor=actor_of(request), now=now())})


@router.get(
    "/protocols/{document}/{version}", summary="One version", openapi_extra=response_of("ProtocolPage", 200)
)
@permits("read_protocol")
def protocol(request: HttpRequest, document: str, version: str) -> HttpResponse:
    """Clauses by family, in words, with numbers, dates and sources."""
    return answer(open_protocol(document, version, actor=actor_of(request), now=now()))


@router.get(
    "/protocols/{document}/{version}/file", summary="The document's bytes", operation_id="protocol_file"
)
@permits("read_protocol")
def file(request: HttpRequest, document: str, version: str) -> HttpResponse:
    """The YAML as it lies in the folder: its SHA-256 is the digest of its issue."""
    data = protocol_bytes(document, version, actor=actor_of(request))
    return HttpResponse(data, content_type="application/yaml")


@router.get(
    "/protocols/{document}/{old}/changes/{new}",
    summary="What changed",
    openapi_extra=response_of("ChangeList", 200),
)
@permits("read_protocol")
def changes(request: HttpRequest, document: str, old: str, new: str) -> HttpResponse:
    """The difference of two versions in words that a leader can sign."""
    return answer({"changes": compare_protocols(document, old, new, actor=actor_of(request))})
