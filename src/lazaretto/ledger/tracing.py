"""Who shared a cell with whom, asked of the stored stays: one call a question, for many people at once.

It is the same rule as that of :mod:`lazaretto.tracing.following`, for the company of cells alone, and for
whoever does not hold the record in memory. A stored stay is a bed: who is out for a while keeps it, and is
counted as company meanwhile, so the answer is never too short. It is of the whole network: narrow it before
showing it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from lazaretto.ledger import rows


class CellContact(NamedTuple):
    """Somebody who shared a cell with somebody exposed; see ``tracing.following.Met``.

    first, last: seconds since 1970. As numbers they are read in a quarter of the time of instants.
    """

    person: str
    degree: int
    seconds: int
    first: int
    last: int
    via: str


def cell_contacts(
    cases: Sequence[str], *, since: datetime, until: datetime, depth: int
) -> tuple[CellContact, ...]:
    """The contacts of some people by their cells in ``[since, until)``, by degree and person.

    It is asked under a role of its own that sees the stays of every facility, whatever the caller's scope.
    """
    found = rows.run(
        "SELECT * FROM ledger_contacts(%s::text[], %s, %s, %s)", [list(cases), since, until, depth]
    )
    return tuple(
        sorted((CellContact(*row) for row in found.fetchall()), key=lambda one: (one.degree, one.person))
    )
