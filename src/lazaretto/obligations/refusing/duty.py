"""Why a roster may not be published: who signs it, whom and which days it holds, and which law it breaks.

A plain list of names says nothing of phases and watches; of it only the days are asked.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from lazaretto.facts.duty import RosterPublished
from lazaretto.facts.fact import Code
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.rostering.force import roster_between
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Breach, Roster
from lazaretto.obligations.situating import situation_of
from lazaretto.obligations.strength import strength

Values = dict[str, str]
_EPOCH = date(1970, 1, 1)
_NEXT = timedelta(days=1)


def roster_days_reversed(asking: Asking) -> Values | None:
    """It ends before it begins, or a turn or a watch in it lies outside its days."""
    body = asking.said(RosterPublished)
    wrong = (days for days in _days(body) if not body.first <= days[0] <= days[1] <= body.last)
    found = next(wrong, None)
    return {"first": found[0].isoformat(), "last": found[1].isoformat()} if found else None


def stranger_on_roster(asking: Asking) -> Values | None:
    """Somebody in it does not serve in this house."""
    body, standing = asking.said(RosterPublished), asking.standing
    house = asking.fact.facility
    here = {standing.names.name(key) for key in strength(standing, standing.facilities.find(house))}
    named = (*body.persons, *(one.person for one in body.turns), *(one.person for one in body.stands))
    strangers = [person for person in named if person not in here] if body.turns else []
    return {"person": strangers[0], "facility": house} if strangers else None


def signer_is_drafter(asking: Asking) -> Values | None:
    """Whoever signs it, or says so, drafted it (law 13)."""
    body, standing = asking.said(RosterPublished), asking.standing
    drafts = standing.events("roster_drafted")
    mine = drafts.facility == standing.facilities.find(asking.fact.facility)
    mine &= drafts.key == standing.names.find(body.draft or "")
    drafters = {standing.names.name(actor) for actor in drafts.value[mine].tolist()}
    same = sorted(drafters & {body.signed_by, asking.fact.actor})
    return {"person": same[0]} if same else None


def roster_rewrites_past(asking: Asking) -> Values | None:
    """On a day that is over it says something else than the roster that was in force."""
    body, today = asking.said(RosterPublished), _today(asking)
    last = min(body.last, today - _NEXT)
    if not body.turns or last < body.first:
        return None
    held = roster_between(asking.standing, asking.facts, asking.fact.facility, body.first, last)
    before, after = (set(_cells(one, body.first, last)) for one in (held, _roster(body)))
    changed = sorted(cell[0] for cell in before ^ after)
    return {"day": changed[0].isoformat()} if changed else None


def despite_without_reason(asking: Asking) -> Values | None:
    """It breaks rules with open eyes, and nobody says why."""
    body = asking.said(RosterPublished)
    return {} if body.despite and not (body.reason or "").strip() else None


def roster_unlawful(asking: Asking) -> Values | None:
    """From today on it breaks a rule of the judge that its signature does not name."""
    body = asking.said(RosterPublished)
    breaches = [one for one in unlawful(asking) if one.rule not in body.despite]
    if not breaches:
        return None
    first = breaches[0]
    return {
        "broken": first.rule, "person": first.person or "—", "more": str(len(breaches) - 1),
        "day": first.day.isoformat() if first.day else "—",
    }  # fmt: skip


def unlawful(asking: Asking) -> tuple[Breach, ...]:
    """What the roster breaks from today on: of days that are over nobody can mend anything."""
    body = asking.said(RosterPublished)
    first = max(body.first, _today(asking))
    if not body.turns or body.last < first:
        return ()
    situation = situation_of(
        asking.standing, facts=asking.facts, forces=asking.forces, facility=asking.fact.facility,
        first=first, last=body.last,
    )  # fmt: skip
    return judge(situation, _roster(body)) if situation is not None else ()


def _today(asking: Asking) -> date:
    return _EPOCH + timedelta(days=asking.today)


def _roster(body: RosterPublished) -> Roster:
    return Roster(turns=body.turns, stands=body.stands)


def _days(body: RosterPublished) -> Iterator[tuple[date, date]]:
    yield body.first, body.last
    for turn in body.turns:
        yield turn.first, turn.last
    for stand in body.stands:
        yield stand.day, stand.day


def _cells(roster: Roster, first: date, last: date) -> Iterable[tuple[date, Code, Code, Code]]:
    """What it says of each day: who is in which phase, who stands which watch."""
    for turn in roster.turns:
        for n in range((min(turn.last, last) - max(turn.first, first)).days + 1):
            yield max(turn.first, first) + timedelta(days=n), turn.person, turn.phase, ""
    for stand in roster.stands:
        if first <= stand.day <= last:
            yield stand.day, stand.person, stand.post, stand.watch
