"""Turns and stands → who bears how much: days inside, nights, hours on watch."""

from collections import Counter
from statistics import median_low

from lazaretto.obligations.rostering.situation import Roster, Situation
from lazaretto.roster.answer import Fairness, Measure, Share
from lazaretto.roster.watches import slots


def fairness(situation: Situation, roster: Roster) -> tuple[Fairness, ...]:
    """Every burden, over all who bear any of it; none where nobody does."""
    inside: Counter[str] = Counter()
    for turn in roster.turns:
        first, last = max(turn.first, situation.first), min(turn.last, situation.last)
        if turn.phase == "A":
            inside[turn.person] += max(0, (last - first).days + 1)
    by_code = {(slot.post.post, slot.watch.watch): slot for slot in slots(situation.posts)}
    nights: Counter[str] = Counter()
    hours: Counter[str] = Counter()
    for stand in roster.stands:
        slot = by_code.get((stand.post, stand.watch))
        if slot is not None:
            nights[stand.person] += slot.is_night
            hours[stand.person] += slot.watch.hours
    measured: tuple[tuple[Measure, Counter[str]], ...] = (
        ("inside_days", inside), ("nights", nights), ("hours", hours),
    )  # fmt: skip
    return tuple(_fairness(measure, counted) for measure, counted in measured if +counted)


def _fairness(measure: Measure, counted: Counter[str]) -> Fairness:
    values = sorted(counted.values())
    people = tuple(Share(person=person, value=value) for person, value in sorted(counted.items()))
    return Fairness(
        measure=measure, least=values[0], median=median_low(values), most=values[-1], people=people
    )
