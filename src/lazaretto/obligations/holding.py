"""Whether each condition of the release gate holds for one leg: met, not met or unknown, with its facts.

One named function a condition; ``clearing`` lists them. What nobody has measured, tested or said yet is
*unknown*, and an unknown clears nobody (law 8).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.facts.places import facility_of
from lazaretto.facts.quarantine import Ordered, PlannedLeg
from lazaretto.obligations.contaminating import exposures, infectious
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.reckoning import LegClock
from lazaretto.obligations.seeking import pairs
from lazaretto.obligations.swabs import answered, swabs_of
from lazaretto.protocol.document import Leg, Refrain
from lazaretto.registers.command import USES
from lazaretto.registers.events import Columns
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

State = Literal["met", "not_met", "unknown"]
FINAL_TESTS = "leg.final-tests"  # parameter: single samples on the last test day (practice: two)


@dataclass(frozen=True, slots=True)
class Held:
    """One condition: its name, its state, the numbers of the facts that say so, its sentence's values."""

    name: str
    state: State
    facts: tuple[int, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


class Gathered:
    """What was said of the people of some legs: each event narrowed to them once, when first asked for."""

    def __init__(self, standing: Standing, people: Sequence[str]) -> None:
        self.standing = standing
        self.people = np.unique(np.array([standing.names.find(name) for name in people], np.int64))
        self._rows: dict[str, Columns] = {}

    def of(self, name: str, key: int) -> Columns:
        """Rows of one event, or of the ``exposures``, about one of these people."""
        if name not in self._rows:
            rows = exposures(self.standing) if name == "exposures" else self.standing.events(name)
            self._rows[name] = rows.where(np.isin(rows.key, self.people))
        rows = self._rows[name]
        return rows.where(rows.key == key)

    @cached_property
    def results(self) -> Columns:
        """What the tubes were found to hold in which these people were sampled."""
        sampled, said = self.standing.events("in_tube"), self.standing.events("tube_result")
        tubes = sampled.value[np.isin(sampled.key, self.people)]
        return said.where(np.isin(said.key, tubes))

    @cached_property
    def infectious_mates(self) -> dict[int, list[int]]:
        """Person → the positives of those who share a cell with them now and were not negative since."""
        beds = self.standing.in_cell.at(self.standing.at)
        found = infectious(self.standing, beds.key)
        own, ill = np.flatnonzero(np.isin(beds.key, self.people)), np.flatnonzero(found >= 0)
        mine, theirs = pairs(beds.value[own], beds.value[ill])
        mates: dict[int, list[int]] = {}
        for row, other in zip(own[mine].tolist(), ill[theirs].tolist(), strict=True):
            if row != other:
                mates.setdefault(int(beds.key[row]), []).append(int(found[other]))
        return mates


@dataclass(frozen=True)
class Known:
    """One leg at the instant of a standing, and where to look. force, leg: what the deciding version says."""

    clock: LegClock
    gathered: Gathered
    facts: Sequence[Fact]
    force: InForce | None
    leg: Leg | None

    @cached_property
    def key(self) -> int:
        """The person's number."""
        return self.gathered.standing.names.find(self.clock.person)

    @property
    def at(self) -> int:
        """The instant, in seconds."""
        return self.gathered.standing.at

    @cached_property
    def today(self) -> date:
        """The calendar day at the leg's facility."""
        return local_day(instant(self.at), zone=self.clock.zone)

    def of(self, name: str) -> Columns:
        """Rows of one event about the person."""
        return self.gathered.of(name, self.key)

    @cached_property
    def unwell(self) -> dict[str, int] | None:
        """What the deciding version calls a fever, and how long it must be past; None: it asks nothing."""
        for clause in self.force.protocol.clauses if self.force else ():
            if isinstance(clause.duty, Refrain) and clause.duty.condition == "leg_ended_unwell":
                return clause.duty.settings
        return None

    @cached_property
    def order(self) -> tuple[Ordered, int] | None:
        """The order that the leg names, and its fact; None where there is none."""
        rows = self.of("ordered")
        rows = rows.where(rows.aux == self.gathered.standing.names.find(self.clock.order or ""))
        body = self.facts[int(rows.fact[-1])].body if len(rows) else None
        return (body, int(rows.fact[-1])) if isinstance(body, Ordered) else None


def days_full(known: Known) -> Held:
    """The last day has come, at the hour of release; by computation, or by an order of another end."""
    ends = known.clock.ends
    facts = tuple(n for n in (known.clock.zero_by, known.clock.ordered_by) if n is not None)
    if ends is None:
        return Held("days_full", "unknown", facts)
    day = known.clock.day(instant(known.at))
    values = {"day": str(day), "days": str(known.clock.days or ""), "ends": ends.isoformat()}
    return Held("days_full", "met" if seconds(ends) <= known.at else "not_met", facts, values)


def tests_negative(known: Known) -> Held:
    """A single negative for every required day, sampled on it or before the next; the last day's in number.

    A missed day is made good by one more negative on a later day of its own. Of a leg that is cut short by
    order, the days after its end are not required. A positive that no later swab answers is open.
    """
    if known.leg is None:
        return Held("tests_negative", "met")
    sampled, results = known.of("in_tube"), known.gathered.results
    told = answered(
        swabs_of(sampled, results, zero=known.clock.zero, zone=known.clock.zone),
        required=required_days(known.leg, known.clock), final=final_tests(known.force),
        today=known.clock.day(instant(known.at)),
    )  # fmt: skip
    values = {"owed": str(told.owed), "done": str(told.done)}
    values |= {"missed": ", ".join(map(str, told.missed))} if told.missed else {}
    values |= {"awaited": ", ".join(map(str, told.awaited))} if told.awaited else {}
    if told.positive:
        return Held("tests_negative", "not_met", told.positive, values | {"positive": "1"})
    state: State = "not_met" if told.missed else "unknown" if told.awaited else "met"
    return Held("tests_negative", state, told.facts, values)


def no_fever(known: Known) -> Held:
    """No reading at or over the limit in the hours before; without any reading it is unknown."""
    if known.unwell is None:
        return Held("no_fever", "met")
    readings = _recent(known, "temperature")
    hot = readings.where(readings.value >= known.unwell["tenths"])
    values = _limits(known.unwell)
    if len(hot):
        highest = {"highest": f"{int(hot.value.max()) / 10:.1f}"}
        return Held("no_fever", "not_met", tuple(hot.fact.tolist()), values | highest)
    return Held("no_fever", "met" if len(readings) else "unknown", tuple(readings.fact[-1:].tolist()), values)


def no_symptoms(known: Known) -> Held:
    """No symptom reported in the hours before; where no health worker came by, it is unknown."""
    if known.unwell is None:
        return Held("no_symptoms", "met")
    symptoms, visits = _recent(known, "symptoms"), _recent(known, "visited")
    values = {"hours": str(known.unwell["hours"])}
    if len(symptoms):
        return Held("no_symptoms", "not_met", tuple(symptoms.fact.tolist()), values)
    return Held("no_symptoms", "met" if len(visits) else "unknown", tuple(visits.fact[-1:].tolist()), values)


def cohort_clean(known: Known) -> Held:
    """No exposure in the cell since the clock was last set (none that a restart does not answer), and
    nobody in it now who was last found positive (M18)."""
    rows = known.of("exposures")
    rows = rows.where(rows.occurred > seconds(known.clock.stated))
    values = {"cohort": known.clock.cohort}
    mates = known.gathered.infectious_mates.get(known.key, [])
    if not len(rows) and not mates:
        return Held("cohort_clean", "met", (known.clock.stated_by,), values)
    since = max([*rows.occurred[-1:].tolist(), *(seconds(known.facts[n].occurred) for n in mates)])
    facts = tuple(dict.fromkeys((*rows.fact.tolist(), *mates)))
    return Held("cohort_clean", "not_met", facts, values | {"since": instant(since).isoformat()})


def next_place_reserved(known: Known) -> Held:
    """A place is kept where the order goes on: at the next leg's facility, after the last in a general wing.

    A leg served outside the network needs no cell of it.
    """
    standing = known.gathered.standing
    kept = standing.kept.at(known.at)
    kept = kept.where(kept.key == known.key)
    if known.order is None:
        return Held("next_place_reserved", "unknown")
    following = _following(known.order[0].legs, known.clock)
    if following is not None and following.outside:
        return Held("next_place_reserved", "met", (known.order[1],), {"wanted": following.outside})
    wanted = {"wanted": following.facility} if following else {}
    if not len(kept):
        return Held("next_place_reserved", "not_met", (), wanted)
    cell = standing.names.name(int(kept.value[-1]))
    fits = following is None or facility_of(cell) == following.facility
    if following is None or following.layer > LAST:
        use = value_at(standing.places, kept.value[-1:], np.array([known.at]), default=-1)
        fits = fits and int(use[0]) == USES.index("general")
    state: State = "met" if fits else "not_met"
    return Held("next_place_reserved", state, tuple(kept.fact[-1:].tolist()), wanted | {"kept": cell})


def order_live(known: Known) -> Held:
    """The order exists, names this layer, and was handed to the person."""
    if known.order is None:
        return Held("order_live", "not_met", (), {"lacking": "order"})
    order, fact = known.order
    values = {"order": order.order}
    if known.clock.layer not in {leg.layer for leg in order.legs}:
        return Held("order_live", "not_met", (fact,), values | {"lacking": "layer"})
    served = known.of("served")
    served = served.where(served.value == known.gathered.standing.names.find(order.order))
    if not len(served):
        return Held("order_live", "not_met", (fact,), values | {"lacking": "service"})
    return Held("order_live", "met", (fact, int(served.fact[-1])), values)


def review_done(known: Known) -> Held:
    """The day by which the order had to be looked at again is not past."""
    review = known.clock.review_on
    if review is None:
        return Held("review_done", "unknown")
    number = known.gathered.standing.names.find(known.clock.order or "")
    said = [rows.fact[rows.aux == number] for rows in (known.of("reviewed"), known.of("ordered"))]
    facts = tuple(next((rows[-1:].tolist() for rows in said if len(rows)), []))
    state: State = "not_met" if review < known.today else "met"
    return Held("review_done", state, facts, {"review": review.isoformat()})


def required_days(leg: Leg, clock: LegClock) -> tuple[int, ...]:
    """The days of a leg on which a single negative is required; fewer where an order cut it short."""
    if not clock.cut_short or clock.ends is None:
        return leg.tests_on
    return tuple(day for day in leg.tests_on if day <= clock.day(clock.ends))


def final_tests(force: InForce | None) -> int:
    """How many single negatives the last of them needs, as the deciding version says."""
    known = {p.id: p.value for p in force.protocol.parameters} if force else {}
    return int(known.get(FINAL_TESTS, 1))


def _recent(known: Known, name: str) -> Columns:
    """Rows of the hours in which fever and symptoms must be past."""
    rows, hours = known.of(name), (known.unwell or {})["hours"]
    return rows.where(rows.occurred > known.at - hours * HOUR)


def _limits(unwell: dict[str, int]) -> dict[str, str]:
    return {"hours": str(unwell["hours"]), "limit": f"{unwell['tenths'] / 10:.1f}"}


def _following(legs: Sequence[PlannedLeg], clock: LegClock) -> PlannedLeg | None:
    """The leg of the order after the one that runs; None after its last."""
    later = [leg for leg in legs if leg.layer > clock.layer]
    return min(later, key=lambda leg: leg.layer, default=None)
