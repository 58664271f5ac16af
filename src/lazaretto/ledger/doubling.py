"""Two commitments under one id: one statement that two nodes noted, or two statements.

Of one statement the words of whoever recorded it first count. Of two statements under one id neither counts
until somebody corrects it, and the id is disputed (``said_otherwise``): both are kept, and every node comes
to the same, whichever reached it first.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Fact
from lazaretto.ledger import rows
from lazaretto.ledger.appending import found_wrong, replaced_by
from lazaretto.ledger.ordering import refold_orders
from lazaretto.ledger.projecting import ALWAYS, ordered_people, people_of, refold


class Double(NamedTuple):
    """A commitment that came under an id which is held with another one; words: None where erased."""

    fact: UUID
    leaf: bytes
    facility: str
    node: str
    recorded: datetime
    replaces: UUID | None
    received: datetime
    same: bool
    salt: bytes | None
    canonical: bytes | None


def keep(doubles: Sequence[Double]) -> set[UUID]:
    """Keep what came under known ids, and fold whoever they are about again; the ids that say two things."""
    new = [double for double in doubles if rows.double(double)]
    ids = {double.fact for double in new}
    if not ids:
        return {double.fact for double in doubles if not double.same}
    held = rows.said(ids | {double.replaces for double in new if double.replaces is not None})
    gone = [fact for fact in held.values() if fact.id not in rows.standing([*held])]
    rows.withdraw([fact.id for fact in gone])
    counted = rows.counted(ids - {fact.id for fact in gone})
    rows.withdraw([*counted])
    _fold([*held.values()], counted)
    rows.dispute([(of, "said_otherwise", held[of].facility) for of in rows.contested([*ids & held.keys()])])
    found_wrong([*counted.values()], {}, replaced=_targets(new, held) | ids)
    return {double.fact for double in doubles if not double.same}


def _fold(concerned: Sequence[Fact], counted: dict[UUID, Fact]) -> None:
    bodies = [(fact, fact.body) for fact in concerned]
    cells = {body.established: ALWAYS for _, body in bodies if isinstance(body, PlaceEstablished)}
    rows.establish(
        [
            (f.id, f.facility, f.body.established, f.occurred, f.body.capacity, f.recorded)
            for f in counted.values() if isinstance(f.body, PlaceEstablished)
        ]
    )  # fmt: skip
    people = people_of(concerned)
    if people or cells:
        refold(people, after=cells)
    refold_orders(people | ordered_people(concerned))


def _targets(doubles: Sequence[Double], held: dict[UUID, Fact]) -> set[UUID]:
    """What the facts concerned put out of force, under whichever words."""
    said = {of for double in doubles if (fact := held.get(double.fact)) and (of := replaced_by(fact))}
    return said | {double.replaces for double in doubles if double.replaces is not None}
