"""Read the log's entries with their words: for other nodes of ours, which hold them against the log."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.access.node_tokens import Reading, node_reading
from lazaretto.actions.feed_node import feed_node
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
    return answer(feed_node(reading, first=which.first, end=which.end, since=which.since, now=now()))
