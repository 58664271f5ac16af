"""Open one's own page: only what is about the reader, whatever house it stands in; nobody else's anything."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor
from lazaretto.access.scope import scoped
from lazaretto.actions.viewing import view
from lazaretto.actions.withholding import GUARDED
from lazaretto.board.houses import House
from lazaretto.board.me_page import MyDuty, MyStand, my_duty, rostered
from lazaretto.facts.duty import Turn
from lazaretto.facts.periods import local_day
from lazaretto.ledger.reading import MOST, Line, Wanted, page
from lazaretto.obligations.strength import serving

BEHIND, AHEAD = timedelta(days=7), timedelta(days=90)  # of the calendar feed
LATEST = 20  # facts about oneself that are listed singly


@dataclass(frozen=True, slots=True)
class MePage:
    """One's own page. duty: None where no house has enrolled the reader.

    held: kinds of facts about the reader in their scope, and how many of each; latest: the newest of them.
    more: there are more than were counted.
    """

    at: datetime
    duty: MyDuty | None
    held: tuple[tuple[str, int], ...]
    latest: tuple[Line, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class MyCalendar:
    """What a calendar feed is made of: one's own turns and stands, a week back and three months ahead."""

    house: House
    turns: tuple[Turn, ...]
    stands: tuple[MyStand, ...]


def open_me(*, actor: Actor, now: datetime) -> MePage:
    """The page of whoever asks. Every role has one; it never shows anybody else."""
    seen = view(now=now)
    duty = my_duty(
        seen.standing, facts=seen.record.facts, forces=seen.forces, houses=seen.houses(_Everywhere()),
        person=actor.code,
    )  # fmt: skip
    with scoped(actor.scope):
        lines = page(Wanted(subject=actor.code, without=GUARDED), after=None, limit=MOST)
    counts = Counter(line.kind.partition("/")[0] for line in lines)
    latest = sorted(lines, key=lambda line: line.occurred, reverse=True)[:LATEST]
    return MePage(
        seen.at, duty, tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))), tuple(latest),
        more=len(lines) >= MOST,
    )  # fmt: skip


def open_my_calendar(person: str, *, now: datetime) -> MyCalendar | None:
    """The turns and stands of one member of staff; None of whom no house has."""
    seen = view(now=now)
    place = serving(seen.standing).get(seen.standing.names.find(person))
    houses = seen.houses(_Everywhere())
    house = next((one for one in houses if place is not None and one.number == place.serves), None)
    if house is None:
        return None
    today: date = local_day(now, zone=house.zone)
    turns, stands = rostered(seen.standing, seen.record.facts, house, person, today - BEHIND, today + AHEAD)
    return MyCalendar(house, turns, stands)


class _Everywhere:
    """Every facility: somebody lent to another house has their stands there."""

    def __contains__(self, code: object) -> bool:
        return True
