"""A situation and the roster kept → the situation on a later first day, the roster lived until then."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from lazaretto.facts.duty import Stand, Turn
from lazaretto.obligations.rostering.situation import Member, Situation
from lazaretto.roster.asking import House
from lazaretto.roster.watches import Slot, slots

_DAY = timedelta(days=1)
_MINUTES = 1440
_BEFORE = 6  # with the day itself, the seven of a week


def advanced(house: House) -> Situation:
    """The situation from the first day that may change; the past of the roster kept is what led to it."""
    situation = house.situation
    if house.keep is None or house.begins <= situation.first:
        return situation
    eve = house.begins - _DAY
    turns: dict[str, list[Turn]] = {}
    for turn in sorted(house.keep.turns, key=lambda turn: turn.first):
        turns.setdefault(turn.person, []).append(turn)
    stands: dict[str, list[Stand]] = {}
    for stand in house.keep.stands:
        stands.setdefault(stand.person, []).append(stand)
    by_code = {(slot.post.post, slot.watch.watch): slot for slot in slots(situation.posts)}
    members = tuple(
        _rested(_placed(m, turns.get(m.person, ()), eve), stands.get(m.person, ()), by_code, eve)
        for m in situation.members
    )
    return replace(situation, first=house.begins, members=members)


def _placed(member: Member, turns: Iterable[Turn], eve: date) -> Member:
    """The member in the phase of the eve, and since when: turns that follow one another are one."""
    phase, since, batch, until = member.phase, member.since, member.batch, None
    for turn in turns:
        if turn.first > eve:
            break
        follows = until is None or until + _DAY == turn.first
        if turn.phase != phase or not follows:
            since = turn.first
        phase, batch, until = turn.phase, turn.batch, turn.last
    if until is not None and until < eve:
        return replace(member, phase=None, since=None, batch=None, least=0)
    least = member.least if since == member.since else 0
    return replace(member, phase=phase, since=since, batch=batch, least=least)


def _rested(
    member: Member, stands: Iterable[Stand], by_code: Mapping[tuple[str, str], Slot], eve: date
) -> Member:
    """The member with the nights in a row up to the eve, and the minute of it at which they were free."""
    held = {s.day: by_code[s.post, s.watch] for s in stands if s.day <= eve and (s.post, s.watch) in by_code}
    if not held:
        return member
    nights, day = 0, eve
    while day in held and held[day].is_night:
        nights, day = nights + 1, day - _DAY
    last = max(held)
    ended = held[last].ends - (eve - last).days * _MINUTES
    return replace(member, nights=nights, rested_from=ended if ended >= 0 else None)


def worked_before(house: House) -> dict[int, tuple[int, ...]]:
    """Member's number → minutes on watch on each of the six days before the first that may change."""
    by_code = {(slot.post.post, slot.watch.watch): slot for slot in slots(house.situation.posts)}
    found = {member.person: [0] * _BEFORE for member in house.situation.members}
    for stand in house.keep.stands if house.keep is not None else ():
        ago = (house.begins - stand.day).days
        slot = by_code.get((stand.post, stand.watch))
        if slot is not None and 1 <= ago <= _BEFORE and stand.person in found:
            found[stand.person][-ago] += slot.minutes
    return {n: tuple(found[member.person]) for n, member in enumerate(house.situation.members)}
