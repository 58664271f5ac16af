"""Whose is it now: from a clause's owner, a facility and an instant to the person, and why (M03).

    whose(standing, facts=facts, facility="QZ-D", role="leader", at=instant) -> Whose(person, title, why, …)

Pure, and sound for every owner role; found once for a standing, so that a page may ask it for each line. Who
answers for a house (``leader``) and for the detachment (``detachment_leader``) is read from who was named,
what was left to whom, who is absent, and how long it was left lying; the others from who has the shift.
``person`` is None only where nobody at all was named up to the detachment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

import numpy as np

from lazaretto.facts.duty import Enrolled, PostSet, StaffPost, Stand
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Approver
from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.days import DEFAULT_ZONE, HOUR
from lazaretto.obligations.delegating import Delegation, delegations
from lazaretto.obligations.entries import office_of
from lazaretto.obligations.leading import Named, Office, offices
from lazaretto.obligations.manning import stood
from lazaretto.obligations.rostering.force import roster_in_force
from lazaretto.obligations.strength import staff
from lazaretto.protocol.document import Owner
from lazaretto.registers.standing import Standing

Why = Literal[
    "named",  # they are named for it
    "on_watch",  # they stand the post by the roster that was signed
    "on_shift",  # they are the day's shift of that staff, outside the hours of its posts
    "took_over",  # they acknowledged the last handover
    "delegated",  # it was left to them for a while
    "deputy",  # who is named is absent, and they are the first deputy who is not
    "vacant",  # nobody is named, and they are the first deputy who is not absent
    "nobody_on_watch",  # nobody has the shift: whoever answers for the house
    "risen",  # nobody below them is there: one level up
    "overdue",  # it was left lying for too long: one level up
    "nobody",  # nobody at all
]  # fmt: skip
AT: Mapping[Owner, Approver] = {
    "gate_officer": "leader", "duty_officer": "leader", "doctor": "leader", "leader": "leader",
    "detachment_officer": "detachment", "detachment_leader": "detachment",
}  # fmt: skip
_POSTS: Mapping[Owner, tuple[StaffPost, ...]] = {"gate_officer": ("gate",), "doctor": ("medic",)}
_INSIDE = ("A", "ordinary")
_SHIFTS: frozenset[Owner] = frozenset({"duty_officer", "detachment_officer"})


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose something is at an instant.

    role: as whom they have it; facility: the one they answer for (the detachment's office, one level up).
    behalf: whose it would be otherwise (absent, left to somebody, let it lie). until: when it goes back
    (seconds), where that is known. fact: the id of what says so.
    """

    person: str | None
    title: str | None
    why: Why
    role: Owner
    facility: str
    behalf: str | None = None
    until: int | None = None
    fact: UUID | None = None


def whose(
    standing: Standing, *, facts: Sequence[Fact], facility: str, role: Owner, at: int | None = None,
    rises: int | None = None,
) -> Whose:  # fmt: skip
    """Whose a duty of this role at this facility is at an instant (seconds; None: the standing's).

    rises: from when on it is one level up, because it was left lying (seconds; None: it does not rise).
    An instant later than the standing's is answered by what is known by then.
    """
    moment = standing.at if at is None else at
    late = rises is not None and moment >= rises
    return standing.once(
        ("whose", facility, role, moment, late), lambda: _whose(standing, facts, facility, role, moment, late)
    )


def _whose(
    standing: Standing, facts: Sequence[Fact], facility: str, role: Owner, at: int, late: bool
) -> Whose:
    if AT[role] == "detachment":
        office = office_of(standing, facts=facts, facility=facility) or facility
        return _of_the_detachment(standing, facts, facility, office, role, at, late)
    if role == "leader":
        return _of_the_leader(standing, facts, facility, at, late)
    has = _on_shift(standing, facts, facility, role, at)
    if has is None or late:
        above = _of_the_leader(standing, facts, facility, at, late=False)
        return replace(
            above, why="overdue" if late else "nobody_on_watch", behalf=has.person if has else None
        )
    return has


def _of_the_leader(standing: Standing, facts: Sequence[Fact], facility: str, at: int, late: bool) -> Whose:
    """The house's leader, whoever stands in for them, or the detachment above."""
    mine = _in_office(standing, facts, facility, (facility, "leader"), "leader", at)
    if mine is not None and not late:
        return mine
    office = office_of(standing, facts=facts, facility=facility)
    above = None
    if office is not None and office != facility:
        above = _in_office(standing, facts, office, (facility, "detachment"), "detachment_leader", at)
    if above is None:
        return mine or Whose(None, None, "nobody", "leader", facility)
    return replace(above, why="overdue" if mine else "risen", behalf=mine.person if mine else None)


def _of_the_detachment(
    standing: Standing, facts: Sequence[Fact], facility: str, office: str, role: Owner, at: int, late: bool
) -> Whose:
    """The detachment's officer on duty, or its leader; nobody stands above the leader here."""
    if role == "detachment_officer" and not late:
        has = _on_shift(standing, facts, office, role, at)
        if has is not None:
            return has
    leader = _in_office(standing, facts, office, (facility, "detachment"), "detachment_leader", at)
    if leader is None:
        return Whose(None, None, "nobody", role, office)
    if role == "detachment_officer":
        return replace(leader, why="overdue" if late else "nobody_on_watch")
    return leader


def _in_office(
    standing: Standing, facts: Sequence[Fact], office: str, over: tuple[str, Approver], role: Owner, at: int
) -> Whose | None:
    """Who answers for an office: as named, by delegation, or as the first deputy who is there.

    over: the house and the level at which what is theirs may have been left to somebody.
    """
    names = offices(standing, facts=facts).get(office, Office())
    named, gone = names.leader(at), _absent(standing, office, at)
    if named is not None:
        left = _left_to(standing, facts, named.person, over, at)
        if left is not None and left.delegate not in gone:
            return Whose(
                left.delegate, None, "delegated", role, office, named.person, left.until, left.fact.id
            )
        if named.person not in gone:
            return _as(named, "named", role, office)
    deputy = next((one for one in names.standing_in(at) if one.person not in gone), None)
    if deputy is not None:
        why: Why = "deputy" if named is not None else "vacant"
        return replace(_as(deputy, why, role, office), behalf=named.person if named else None)
    return None


def _as(named: Named, why: Why, role: Owner, office: str) -> Whose:
    return Whose(named.person, named.title, why, role, office, fact=named.fact.id)


def _left_to(
    standing: Standing, facts: Sequence[Fact], person: str, over: tuple[str, Approver], at: int
) -> Delegation | None:
    """The delegation of everything that runs at an instant, the latest of several."""
    house, level = over
    every = standing.once("delegations", lambda: tuple(delegations(standing, facts=facts).values()))
    running = (
        one for one in reversed(every)
        if one.whole and (one.by, one.facility, one.level) == (person, house, level) and one.runs(at)
    )  # fmt: skip
    return next(running, None)


def _absent(standing: Standing, facility: str, at: int) -> frozenset[str]:
    day = _day(standing, facility, at)
    return standing.once(
        ("absent on", day),
        lambda: frozenset(
            standing.names.name(key) for key, ones in away(standing).items() if away_on(ones, day)
        ),
    )


def _day(standing: Standing, facility: str, at: int) -> date:
    zone = standing.zones.get(standing.facilities.find(facility), DEFAULT_ZONE)
    return local_day(instant(at), zone=zone)


def _on_shift(standing: Standing, facts: Sequence[Fact], facility: str, role: Owner, at: int) -> Whose | None:
    """Who has the shift: whoever acknowledged the last handover, or who stands the post by the roster."""
    if role in _SHIFTS:
        rows = standing.events("handover_acknowledged")
        mine = np.flatnonzero((rows.facility == standing.facilities.find(facility)) & (rows.occurred <= at))
        if not len(mine):
            return None
        row = int(mine[-1])
        person, fact = standing.names.name(int(rows.value[row])), facts[int(rows.fact[row])]
        return Whose(person, None, "took_over", role, facility, fact=fact.id)
    return _on_post(standing, facts, facility, role, at)


def _on_post(standing: Standing, facts: Sequence[Fact], facility: str, role: Owner, at: int) -> Whose | None:
    """Who stands a post of that staff now; outside its hours whoever of that staff has the day's shift."""
    sorts, today, gone = _POSTS[role], _day(standing, facility, at), _absent(standing, facility, at)
    posts = {post.post: post for post in stood(standing, facts, facility) if set(post.staff) <= set(sorts)}
    for day in (today, today - timedelta(days=1)):  # a watch of the night began the day before
        found = roster_in_force(standing, facts, facility, day)
        for stand in found.body.stands if found is not None else ():
            post = posts.get(stand.post)
            if post is None or stand.day != day or stand.person in gone:
                continue
            until = _on_watch_until(standing, facility, post, stand, at)
            if until is not None and found is not None:
                return Whose(
                    stand.person, post.title, "on_watch", role, facility, until=until, fact=found.fact.id
                )
    return _in_shift(standing, facts, facility, role, today, gone)


def _on_watch_until(standing: Standing, facility: str, post: PostSet, stand: Stand, at: int) -> int | None:
    """When the watch on which somebody stands is over (seconds); None where it does not run."""
    zone = standing.zones.get(standing.facilities.find(facility), DEFAULT_ZONE)
    for watch in post.watches:
        if watch.watch == stand.watch:
            begins = seconds(at_local(stand.day, watch.begins, zone=zone))
            ends = begins + watch.hours * HOUR
            return ends if begins <= at < ends else None
    return None


def _in_shift(
    standing: Standing, facts: Sequence[Fact], facility: str, role: Owner, day: date, gone: frozenset[str]
) -> Whose | None:
    """The first of that staff who is inside by the day's roster."""
    found, known = roster_in_force(standing, facts, facility, day), staff(standing)
    for turn in found.body.turns if found is not None else ():
        member = known.get(standing.names.find(turn.person))
        body = facts[member.fact].body if member is not None else None
        there = turn.first <= day <= turn.last and turn.phase in _INSIDE and turn.person not in gone
        if there and isinstance(body, Enrolled) and body.post in _POSTS[role] and found is not None:
            return Whose(turn.person, None, "on_shift", role, facility, fact=found.fact.id)
    return None
