"""Open the city board: the facilities in the actor's scope at an instant, as known then."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.viewing import extent, view
from lazaretto.board.charting import chart_city
from lazaretto.board.city import CityBoard
from lazaretto.board.narrowing import narrow_board
from lazaretto.facts.fact import kind_of
from lazaretto.facts.vocabulary import FAMILIES
from lazaretto.registers.record import Record


def open_board(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> CityBoard:  # fmt: skip
    """The board at ``at`` (None: now), as known then or at ``known_at``.

    Raises :class:`Refused` for a role that has no board. ``record``: instead of the live ledger.
    """
    actor.require("read_board")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    board = seen.keeping(
        ("board", actor.scope),
        lambda: chart_city(
            seen.assessment, forces=seen.forces, facts=seen.record.facts, codes=actor.scope,
            window=seen.window, extent=extent(seen.record), missing=seen.missing,
        ),
    )  # fmt: skip
    return board if actor.may("read_person") else narrow_board(board, families=families_of(actor))


def families_of(actor: Actor) -> frozenset[str]:
    """The families of facts of which a role may state something: all that one sees who reads no records."""
    return frozenset(
        family
        for family, kinds in FAMILIES.items()
        if any(actor.may(f"state:{kind_of(kind)}") for kind in kinds)
    )
