"""Turns and stands → what is short: watches without their people, batches without a leader, a medic, a woman.

Told with the numbers that the judge tells too; a test holds the two to the same answer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from lazaretto.obligations.rostering.situation import Breach, Member, Roster, Situation


def lacking(situation: Situation, roster: Roster) -> tuple[Breach, ...]:
    """Everything that is short on the days of the situation."""
    days = [situation.first + timedelta(days=n) for n in range((situation.last - situation.first).days + 1)]
    return (*_batches(situation, roster, days), *_watches(situation, roster, days))


def _watches(situation: Situation, roster: Roster, days: list[date]) -> Iterator[Breach]:
    women = {member.person for member in situation.members if member.sex == "female"}
    have = Counter((stand.post, stand.watch, stand.day) for stand in roster.stands)
    of_women = Counter((s.post, s.watch, s.day) for s in roster.stands if s.person in women)
    for post in situation.posts:
        for watch in post.watches:
            for day in days:
                key = (post.post, watch.watch, day)
                if have[key] < watch.need or of_women[key] < watch.women:
                    values = {
                        "post": post.post, "watch": watch.watch, "have": str(have[key]),
                        "need": str(watch.need), "women": str(of_women[key]),
                        "women_needed": str(watch.women),
                    }  # fmt: skip
                    yield Breach(rule="post_unmanned", day=day, values=values)


def _batches(situation: Situation, roster: Roster, days: list[date]) -> Iterator[Breach]:
    inside = _inside(situation, roster)
    for what, need in situation.limits.get("batch_incomplete", {}).items():
        have = {day: sum(_is(member, what) for member in inside.get(day, ())) for day in days}
        short = [day for day in days if inside.get(day) and have[day] < need]
        for held in dict.fromkeys(have[day] for day in short):
            mine = [day for day in short if have[day] == held]
            for _, stretch in groupby(enumerate(mine), key=lambda one: one[1].toordinal() - one[0]):
                found = [day for _, day in stretch]
                values = {"what": what, "have": str(held), "need": str(need), "days": str(len(found))}
                yield Breach(rule="batch_incomplete", day=found[0], values=values)


def _is(member: Member, what: str) -> bool:
    return (member.sex == "female") if what == "women" else member.post == what.removesuffix("s")


def _inside(situation: Situation, roster: Roster) -> Mapping[date, list[Member]]:
    """Who is inside on which day and not away."""
    members = {member.person: member for member in situation.members}
    found: dict[date, list[Member]] = {}
    for turn in roster.turns:
        member = members.get(turn.person)
        if member is None or turn.phase != "A":
            continue
        for n in range((turn.last - turn.first).days + 1):
            day = turn.first + timedelta(days=n)
            if not any(a.first <= day and (a.last is None or day <= a.last) for a in member.away):
                found.setdefault(day, []).append(member)
    return found
