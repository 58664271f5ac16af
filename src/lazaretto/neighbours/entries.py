"""The entries of a peer's log with their words, page by page, as it tells them to us."""

from urllib.parse import quote

from lazaretto.neighbours.asking import Unreached, ask

MOST = (
    16 * 1024 * 1024
)  # bytes of a page: 4 MiB of words, at worst three times as long where they are escaped
SECONDS = 30.0  # to wait for each step of an answer


def page(
    address: str, token: str, *, first: int, end: int, since: str = "", after: str = "",
    seconds: float = SECONDS,
) -> bytes:  # fmt: skip
    """Entries ``first`` … ``end`` − 1 at most, as they came. since: also what changed beside the log.

    after: behind which of that to go on, as the page before said; a node of an older version takes no notice.

    Errors: Unreached, also for an answer that is a refusal: its status stands in the words.
    """
    beside = f"&since={since}" if since else ""
    beside += f"&after={quote(after, safe='')}" if since and after else ""
    place = f"{address}/api/v1/nodes/entries?from={first}&to={end}{beside}"
    found = ask(place, most=MOST, seconds=seconds, head={"Authorization": f"Bearer {token}"})
    if found.status != 200:
        raise Unreached(f"{address}: {_REFUSED.get(found.status, 'answered')} ({found.status})")
    return found.body


_REFUSED = {
    401: "it does not know our token, or took it back",
    403: "it refuses us",
    404: "it has no feed: an older version, or another program",
}
