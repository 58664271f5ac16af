"""Read the log's entries with their words: for other nodes of ours, which hold them against the log."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.access.node_tokens import Reading, node_reading
from lazaretto.actions.feed_node import feed_node
from lazaretto.actions.give_seen_log import give_seen_log
from lazaretto.api.answering import answer
from lazaretto.api.schema import response_of

router = Router(tags=["nodes"])


class Entries(Schema):
    """Which entries."""

    first: int = Field(alias="from", ge=0, le=2**62, description="The first entry, from 0 on.")
    end: int = Field(alias="to", ge=0, le=2**62, description="The first one that is not wanted.")
    since: AwareDatetime | None = Field(
        None, description="Also what came since then under an id that the log has an entry of."
    )
    after: str = Field(
        "", max_length=200, description="Behind which of that to go on, as `more` said it; first: `start`."
    )


def by_node(request: HttpRequest) -> Reading | None:
    """Which node asks, by a token of its own kind; every other token, and every session, is a stranger."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    request.node = node_reading(token.strip(), now=now())  # type: ignore[attr-defined]
    found: Reading | None = request.node  # type: ignore[attr-defined]
    return found


@router.get(
    "/nodes/entries", summary="Entries of the log, for nodes", auth=by_node,
    openapi_extra=response_of("EntryPage", 200),
)  # fmt: skip
@requires("read_entries")
def entries(request: HttpRequest, which: Query[Entries]) -> HttpResponse:
    """Entries with their words and salts, as far as the node's token goes; no more than a page at once.

    An entry outside its houses is an index alone. `size` is that of the checkpoint that is published.
    """
    reading: Reading = request.node  # type: ignore[attr-defined]
    found = feed_node(
        reading, first=which.first, end=which.end, since=which.since, after=which.after, now=now()
    )
    return answer(found)


@router.get("/nodes/log/{path:file}", summary="Your own log as it was seen here, for nodes", auth=by_node)
@requires("read_entries")
def seen_log(request: HttpRequest, file: str) -> HttpResponse:
    """A file of this node's mirror of the asking node's log: checkpoint, tile or bundle."""
    reading: Reading = request.node  # type: ignore[attr-defined]
    found = give_seen_log(reading, file, mirrors=settings.MIRRORS_FOLDER)
    if found is None:
        raise Http404
    return HttpResponse(found.data, content_type=found.kind)
