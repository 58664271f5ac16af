"""Tell another node of ours entries of this node's log with their words, as far as its token goes.

The read log keeps who copied from which entry on, before anything is told.
"""

from datetime import datetime

from django.conf import settings

from lazaretto.access.actor import Refused, Scope
from lazaretto.access.node_tokens import Reading, node_heard
from lazaretto.access.reading_log import NOWHERE, log_pull
from lazaretto.access.scope import scoped
from lazaretto.board.houses import houses
from lazaretto.ledger import feeding, proving
from lazaretto.ledger.fed import MOST_BYTES, MOST_ITEMS, START, EntryPage
from lazaretto.ledger.offering import After
from lazaretto.ledger.tailing import live
from lazaretto.registers.events import FOREVER

OFFICE = "detachment"  # what an office states about nobody is said to all its houses


def feed_node(
    reading: Reading, *, first: int, end: int, now: datetime, since: datetime | None = None, after: str = ""
) -> EntryPage:
    """Entries ``first`` … ``end`` − 1 at most, of those that are in the newest published checkpoint.

    since: also whatever came under known ids since then. after: behind which of it to go on (``start``: from
    the first on), as a page said in ``more``; without it all of it comes at once, for whoever knows no pages.

    Raises :class:`Refused` for entries that are not published.
    """
    signed = proving.signed()
    size = signed.size if signed else 0
    if not 0 <= first <= end or first > size:
        raise Refused("malformed", why=f"`from`, `to`: entries 0 to {size} are published")
    offices = frozenset() if reading.scope.everywhere else _offices() - reading.scope.facilities
    scope = Scope(reading.scope.facilities | offices, everywhere=reading.scope.everywhere)
    place = _place(after)
    until = max(first, min(end, size, first + MOST_ITEMS))
    with scoped(scope):
        items = feeding.items(first, until, offices=offices)
        left = MOST_BYTES - sum(len(item.said or "") for item in items)
        most = None if not after else MOST_BYTES if not items else max(0, left)
        beside, more = (
            feeding.Besides(())
            if since is None
            else feeding.beside(since, offices=offices, after=place, most=most)
        )
        if beside or any(item.said is not None for item in items):
            mine = reading.scope.facilities
            one = next(iter(mine)) if len(mine) == 1 else NOWHERE
            again = first + MOST_ITEMS < reading.until
            log_pull(node=reading.node, facility=one, first=first, at=now, again=again)
        node_heard(reading, until=first + len(items), now=now)
    return EntryPage(
        node=settings.NODE, at=now, first=first, size=size, items=items, beside=beside, more=more
    )


def _place(after: str) -> After | None:
    try:
        return None if after in ("", START) else After.read(after)
    except ValueError:
        raise Refused("malformed", why="`after`: as a page said in `more`, or `start`") from None


def _offices() -> frozenset[str]:
    record = live()
    found = houses(record.standing(at=FOREVER), facts=record.facts)
    return frozenset(house.code for house in found if house.sort == OFFICE)
