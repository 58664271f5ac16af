"""Open the board: the facilities in the actor's scope at an instant, as known then; by city where several."""

from dataclasses import replace
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.awaiting import awaiting
from lazaretto.actions.calling import called
from lazaretto.actions.viewing import extent, view
from lazaretto.actions.withholding import kept_from
from lazaretto.board.charting import chart_city
from lazaretto.board.city import CityBoard
from lazaretto.board.narrowing import alerts_without, narrow_board
from lazaretto.facts.fact import kind_of
from lazaretto.facts.vocabulary import FAMILIES
from lazaretto.registers.record import Record


def open_board(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    city: str | None = None, record: Record | None = None,
) -> CityBoard:  # fmt: skip
    """The board at ``at`` (None: now), as known then or at ``known_at``; ``board.at`` says which it is.

    It draws the facilities of one city, and a line a city where the scope holds several. ``city``: only
    this one's, as much of it as lies in scope.
    Raises :class:`Refused` for a role that has no board. ``record``: instead of the live ledger.
    """
    actor.require("read_board")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    mine = actor.scope if city is None else [h.code for h in seen.houses(actor.scope) if h.city == city]
    families = None if actor.may("read_person") else families_of(actor)
    board = seen.keeping(
        ("board", actor.scope, city, families),
        lambda: chart_city(
            seen.assessment, forces=seen.forces, facts=seen.record.facts, codes=mine,
            window=seen.window, extent=extent(seen.record), missing=seen.missing,
            families=families,
        ),
    )  # fmt: skip
    withheld = kept_from(actor, seen.standing)
    if withheld:
        left = alerts_without(board.alerts, withheld)
        board = replace(board, alerts=left, alerts_in_all=board.alerts_in_all - len(board.alerts) + len(left))
    if families is not None:
        return seen.keeping(
            ("narrow board", actor.scope, city, families, withheld),
            lambda: narrow_board(board, families=families),
        )
    houses = seen.houses(mine)
    waits = awaiting(seen, actor, houses) if at is None else 0
    calls = called(seen, actor=actor, facilities=[house.code for house in houses])
    # the same value for all who are called by the same: what is drawn of it is drawn once
    return seen.keeping(
        ("board", actor.scope, city, calls, waits, withheld),
        lambda: replace(board, called=calls, awaiting=waits),
    )


def families_of(actor: Actor) -> frozenset[str]:
    """The families of facts of which a role may state something: all that one sees who reads no records."""
    return frozenset(
        family
        for family, kinds in FAMILIES.items()
        if any(actor.may(f"state:{kind_of(kind)}") for kind in kinds)
    )
