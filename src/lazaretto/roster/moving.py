"""A roster that was kept and one that came of it → who moves, from when to when, and why."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from msgspec.structs import replace

from lazaretto.facts.duty import Phase, Stand, Turn
from lazaretto.obligations.rostering.situation import Member, Roster
from lazaretto.roster.answer import Move, Why
from lazaretto.roster.asking import House

_DAY = timedelta(days=1)
Phases = dict[str, dict[date, Phase]]


def joined(house: House, turns: Sequence[Turn], stands: Sequence[Stand]) -> Roster:
    """What was lived by the roster kept, and what is planned from the first day that may change."""
    if house.keep is None:
        return Roster(turns=tuple(turns), stands=tuple(stands))
    eve = house.begins - _DAY
    past = [replace(t, last=min(t.last, eve)) for t in house.keep.turns if t.first <= eve]
    found: list[Turn] = []
    kept: dict[tuple[str, Phase], list[Turn]] = {}
    for turn in house.keep.turns:
        kept.setdefault((turn.person, turn.phase), []).append(turn)
    for turn in sorted((*past, *(_named(kept, t) for t in turns)), key=lambda t: (t.person, t.first)):
        last = found[-1] if found else None
        if (
            last is not None and last.last + _DAY == turn.first
            and (last.person, last.phase, last.batch) == (turn.person, turn.phase, turn.batch)
        ):  # fmt: skip
            found[-1] = replace(last, last=turn.last)
        else:
            found.append(turn)
    lived = [stand for stand in house.keep.stands if stand.day <= eve]
    return Roster(turns=tuple(found), stands=(*lived, *stands))


def _named(kept: Mapping[tuple[str, Phase], Sequence[Turn]], turn: Turn) -> Turn:
    """A turn with the batch that the roster kept gives it, where it is in that roster too."""
    for was in kept.get((turn.person, turn.phase), ()):
        if was.first <= turn.last and turn.first <= was.last:
            return replace(turn, batch=was.batch)
    return turn


def moves(house: House, roster: Roster) -> tuple[Move, ...]:
    """Everybody who does otherwise than in the roster kept, stretch by stretch, the absent first."""
    if house.keep is None:
        return ()
    before, after = _phases(house, house.keep), _phases(house, roster)
    found = [move for member in house.situation.members for move in _of(house, member, before, after)]
    return tuple(sorted(found, key=lambda move: (move.why.code != "away", move.first, move.person)))


def stands_changed(house: House, roster: Roster) -> int:
    """Stands that were not in the roster kept, and those of it that are stood no more, by person and day."""
    if house.keep is None:
        return 0
    days = {(s.person, s.day) for s in set(house.keep.stands) ^ set(roster.stands) if s.day >= house.begins}
    return len(days)


def _phases(house: House, roster: Roster) -> Phases:
    found: Phases = {}
    for turn in roster.turns:
        day = max(turn.first, house.begins)
        while day <= min(turn.last, house.situation.last):
            found.setdefault(turn.person, {})[day] = turn.phase
            day += _DAY
    return found


def _of(house: House, member: Member, before: Phases, after: Phases) -> Iterator[Move]:
    mine, now = before.get(member.person, {}), after.get(member.person, {})
    days = [day for day in sorted({*mine, *now}) if mine.get(day) != now.get(day)]

    def stretch(one: tuple[int, date]) -> tuple[object, ...]:
        number, day = one
        return day.toordinal() - number, mine.get(day), now.get(day)

    for _, group in groupby(enumerate(days), key=stretch):
        changed = [day for _, day in group]
        first = changed[0]
        yield Move(
            person=member.person, first=first, last=changed[-1], before=mine.get(first), after=now.get(first),
            why=_why(house, member, first, before, after),
        )  # fmt: skip


def _why(house: House, member: Member, day: date, before: Phases, after: Phases) -> Why:
    """Somebody is away; or goes inside for those of their post who do not; or goes where that leads them."""
    away = next((a for a in member.away if a.first <= day and (a.last is None or day <= a.last)), None)
    if away is not None:
        return Why(code="away", values={"cause": away.cause})
    if _inside(after, member, day) and not _inside(before, member, day):
        others = [
            other.person
            for other in house.situation.members
            if other.post == member.post and _inside(before, other, day) and not _inside(after, other, day)
        ]
        if others:
            return Why(code="takes_over", values={"for": ", ".join(sorted(others))})
    return Why(code="moves_along")


def _inside(phases: Phases, member: Member, day: date) -> bool:
    return phases.get(member.person, {}).get(day) == "A"
