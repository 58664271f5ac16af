"""Solitary confinement without end; ordered care that was not given."""

import numpy as np

from lazaretto.obligations.company import MINUTE, alone, seconds_within
from lazaretto.obligations.days import HOUR, day_ends
from lazaretto.obligations.secluding import LONG_DAY, by_zone, runs, solitary, whole_days
from lazaretto.obligations.seeking import first_after, row_before
from lazaretto.registers.events import FOREVER, Columns, Ints, joined
from lazaretto.registers.spans import Spans, span_at, spans
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def alone_too_long(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was alone, without meaningful human contact, for the most days in a row that may be (G1).

    The rule of a day is that of ``secluding``; the breach comes at the end of the last of ``days`` such days.
    Only those long enough alone in sum are looked at by day.
    """
    since = start - (settings["days"] + 2) * LONG_DAY
    lonely = alone(standing.held.touching(since, end)).touching(since, end)
    total = seconds_within(lonely, since, end, size=len(standing.names))
    lonely = lonely.where(total[lonely.key] >= settings["days"] * settings["hours"] * HOUR)
    window = (since, start, end)
    return joined(
        [_of_zone(standing, mine, settings, window, zone) for zone, mine in by_zone(standing, lonely)]
    )


def _of_zone(
    standing: Standing, lonely: Spans, settings: Settings, window: tuple[int, int, int], zone: str
) -> Columns:
    """Breaches at the ends of this zone's days, from a count of days in a row for each candidate."""
    since, start, end = window
    keys, days = np.unique(lonely.key), whole_days(since, end, zone=zone)
    run = runs(solitary(standing, lonely, settings, keys=keys, days=days))
    return joined(
        [
            still_alone(lonely, keys[run[row] == settings["days"]], day.closes)
            for row, day in enumerate(days)
            if day.closes >= start
        ]
    )


def still_alone(lonely: Spans, keys: Ints, at: int) -> Columns:
    """One row for each of these who is alone still at that instant: fact is the one that put them there."""
    still = lonely.at(at)
    return said_at(still.where(np.isin(still.key, keys)), at)


def said_at(held: Spans, at: int | Ints) -> Columns:
    """Stretches as events of an instant: what is true of them came about then."""
    now = np.broadcast_to(np.asarray(at, np.int64), (len(held),)).copy()
    forever = np.full(len(held), FOREVER, np.int64)
    return Columns(held.key, held.facility, now, held.start, forever, held.value, held.aux, held.fact)


def care_overdue(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Ordered care was not given within its own interval and ``minutes`` of grace (H3).

    Each care has the interval that its order gave it. Given, refused and away all answer: a refusal is an
    outcome. The key is the person; the fact is the last answer, or the order. Quarantine lifts nothing; who
    is out for a while, or no longer held, is not waited for here.
    """
    gaps, due = care_gaps(standing, settings["minutes"])
    late = (due < gaps.end) & (due >= start) & (due < end)
    found, due = gaps.where(late), due[late]
    there = span_at(standing.present, found.value, due)
    found, due, there = found.where(there >= 0), due[there >= 0], there[there >= 0]
    if not len(found):
        return joined([])
    order = np.argsort(due, kind="stable")
    facility = standing.present.facility[there]
    person = Spans(found.value, facility, found.start, found.end, found.key, found.aux, found.fact)
    return said_at(person.where(order), due[order])


def care_gaps(standing: Standing, grace: int) -> tuple[Spans, Ints]:
    """(stretches from each order of care and each answer to the next answer or its end, when it was due).

    key: person and care; value: the person; aux: the sort of care. grace: minutes.
    """
    orders = spans(standing.events("care_ordered"), standing.events("care_ended"))
    given = standing.events("care_given")
    row = span_at(orders, given.key, given.occurred)
    given, row = given.where(row >= 0), row[row >= 0]
    count = len(orders)
    order = np.concatenate([np.arange(count), row])
    begins = np.concatenate([orders.start, given.occurred])
    fact = np.concatenate([orders.fact, given.fact])
    key = orders.key[order] if count else order
    if not count:
        return Spans(*(np.zeros(0, np.int64) for _ in range(7))), order
    answered, some = first_after(given, key, begins)
    over = _care_over(standing, orders)[order]
    ends = np.minimum(np.where(some, answered, FOREVER), over)
    whose = standing.events("care_of")
    person = whose.value[np.maximum(row_before(whose, key, begins), 0)]
    gaps = Spans(key, orders.facility[order], begins, ends, person, orders.aux[order], fact)
    return gaps, begins + orders.value[order] * HOUR + grace * MINUTE


def _care_over(standing: Standing, orders: Spans) -> Ints:
    """When each order of care is over: ended, replaced, or after its last day."""
    said = standing.events("care_until")
    row = row_before(said, orders.key, orders.start)
    last = (
        np.where(row >= 0, said.value[np.maximum(row, 0)], 0)
        if len(said)
        else np.zeros(len(orders), np.int64)
    )
    over = orders.end.copy()
    dated = last > 0
    midnight = day_ends(standing, orders.facility[dated], last[dated])
    over[dated] = np.minimum(over[dated], midnight)
    return over
