"""Deadlines kept: a fact that calls for another is heard, and the other is done in good time."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from lazaretto.facts import duty, gate, hygiene, quarantine, regime, testing
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import counted_day, instant
from lazaretto.protocol.document import Clause, Deadline
from lazaretto.registers.lowering import lower
from lazaretto.registers.naming import Names
from lazaretto.rehearsal.answering import A_DAY, ANSWERS, test_day
from lazaretto.rehearsal.deciding import miss_test
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.noticing import noting
from lazaretto.rehearsal.promised import Promise
from lazaretto.rehearsal.subjects import Person
from lazaretto.rehearsal.world import World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SOON = timedelta(hours=6)  # what is due within less is done at once, not on another day
_DESK = time(9, 30)  # from this hour on, what is due on a day is done
_DESK_MINUTES = 150
_AT_ONCE, _LATER = (15, 50), (60, 85)  # hundredths of the time there is; a fever is first measured again

# What the work itself answers: no promise is needed.
_OF_ITSELF = {
    ("phase_started", "sampled"), ("phase_started", "phase_started"), ("clock_started", "leg_ended"),
    ("sampled", "result"), ("round_opened", "round_closed"), ("transferred_out", "transferred_in"),
    ("ordered", "served"), ("tube_filled", "tube_handed_over"),
}  # fmt: skip
_FEVERLESS = 370  # tenths: sweeps below are not listened to

# Errors that are a deadline not kept: kind → (trigger, evidence, whether it is done late rather than never).
BROKEN: dict[str, tuple[str, str, bool]] = {
    "directive_late": ("directive_issued", "directive_received", True),
    "override_unreported": ("overridden", "override_reported", False),
    "handover_late": ("handed_over", "handover_acknowledged", True),
    "retest_late": ("result", "retest_result", True),
    "goods_sampled_late": ("goods_registered", "goods_sampled", True),
    "leg_test_missed": ("clock_started", "sampled", False),
    "last_test_missed": ("clock_started", "sampled", False),
    "review_missed": ("reviewed", "reviewed", False),
    "transfer_unreceived": ("transferred_in", "received", True),
    "incident_unopened": ("symptoms", "incident_of", False),
    "contacts_unlisted": ("incident_of", "contacts_listed", False),
    "contact_undecided": ("contact_listed", "contact_decided", True),
    "result_untold": ("tube_result", "result_told", False),
    "family_contact_late": ("family_contact", "family_contact", True),
    "notice_unreceived": ("notice_issued", "notice_received", True),
    "rectified_late": ("finding_noticed", "finding_rectified", True),
    "reinspected_late": ("finding_rectified", "finding_reinspected", True),
    "inspected_late": ("level_ordered", "house_inspected", True),
}


class Promises:
    """Listens to what is stated and keeps what it promises. One a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._names, self._facilities = Names(), Names()
        self._last: dict[tuple[str, str], list[tuple[datetime, int]]] = {}
        self._tubes: dict[str, tuple[str, ...]] = {}
        self._goods: dict[str, str] = {}
        self._called: dict[str, list[tuple[Clause, Deadline]]] = {}
        self._told: set[str] = set()  # events that answer or lift something
        for clause in world.protocol.clauses:
            owed = clause.duty
            if isinstance(owed, Deadline) and _to_be_promised(owed):
                self._called.setdefault(owed.trigger, []).append((clause, owed))
                self._told.update((owed.evidence, *owed.excused_by))
        world.listeners += [self.hear, noting(world)]

    def hear(self, fact: Fact) -> None:
        """Note what happened, and promise what it calls for."""
        if self._world.issued is None or self._idle(fact):
            return
        for name, key, value, aux in self._rows(fact):
            if name in self._told:
                self._last.setdefault((name, key), []).append((fact.occurred, value))
            if name in self._called:
                self._promise(fact, name, key, value, aux)

    def _idle(self, fact: Fact) -> bool:
        """Bodies that call for nothing and answer nothing by themselves; most of all facts."""
        body = fact.body
        if isinstance(body, hygiene.TemperaturesTaken):
            return len(body.readings) > 1 and all(r.celsius_tenths < _FEVERLESS for r in body.readings)
        if isinstance(body, duty.CheckedIn):
            return body.well
        return isinstance(body, hygiene.Disinfected | quarantine.Visited | regime.OpenAirGiven)

    def _rows(self, fact: Fact) -> Iterator[tuple[str, str, int, int]]:
        for name, key, value, aux in lower(fact, keys=self._names, facilities=self._facilities):
            yield name, self._names.name(key), value, aux
        body = fact.body
        if isinstance(body, testing.Sampled):
            self._tubes[body.tube] = body.members
        elif isinstance(body, gate.GoodsSampled):
            self._goods[body.tube] = body.consignment
        elif isinstance(body, testing.ResultReported):
            yield from self._results(body)

    def _results(self, body: testing.ResultReported) -> Iterator[tuple[str, str, int, int]]:
        """What a tube's result says of its members; the registers join it in the same way."""
        from_word = ("negative", "positive", "grey", "invalid").index(body.result)
        members = self._tubes.get(body.tube, ())
        for member in members:
            yield "result", member, from_word, len(members)
        if body.tube in self._goods:
            yield "goods_result", self._goods[body.tube], from_word, 0

    def _promise(self, fact: Fact, name: str, key: str, value: int, aux: int) -> None:
        house = self._world.houses[fact.facility]
        for clause, owed in self._called[name]:
            if _calls(owed, value, aux) and self._world.binds(clause, house, fact.occurred):
                for opens, due in self._stretches(owed, fact.occurred, aux):
                    promise = Promise(clause, owed, house, key, fact.occurred, opens, due)
                    moment = self._hour(promise)
                    self._world.at(moment, _later(self._keep, promise, moment))

    def _stretches(self, owed: Deadline, made: datetime, aux: int) -> Iterator[tuple[datetime, datetime]]:
        if owed.names_due and aux:
            yield made, instant(aux) + owed.leeway * _MINUTE
        elif owed.within is not None:
            yield made, made + owed.within * _MINUTE
        zone = self._world.zone
        for day in owed.on_days:
            opens = max(counted_day(made, days=day, hour=time(), zone=zone), made)
            if owed.by_hour is not None:
                yield opens, counted_day(made, days=day, hour=owed.by_hour, zone=zone)
            else:
                yield opens, counted_day(made, days=day + 1, hour=time(), zone=zone)

    def _hour(self, promise: Promise) -> datetime:
        """When the answer is given: soon, or at desk hours of a day before it is due."""
        draw = self._world.draw("promise", promise.clause.id, promise.key, promise.opens.timestamp())
        length = promise.due - promise.opens
        if length <= _SOON:
            low, high = _LATER if promise.duty.trigger == "temperature" != promise.duty.evidence else _AT_ONCE
            return promise.opens + length * draw.between(low, high) / 100
        day = self._world.today(promise.due - timedelta(seconds=1))
        if promise.duty.within is not None and length > 2 * _DAY:
            day -= _DAY
        moment = self._world.clock(day, _DESK) + draw.below(_DESK_MINUTES) * _MINUTE
        if promise.opens <= moment < promise.due and promise.duty.within != A_DAY:
            return moment
        return promise.opens + length * draw.between(10, 25) / 100

    def _keep(self, promise: Promise, moment: datetime) -> None:
        if self._settled(promise, moment) or self._unseen(promise):
            return
        if not self._broken(promise):
            ANSWERS[promise.duty.evidence](self._world, promise, moment)

    def _unseen(self, promise: Promise) -> bool:
        """A fever that nobody looks after, or of somebody who is in an isolation room already."""
        person = self._world.people.get(promise.key)
        if promise.duty.spares == "isolated" and person is not None and person.cell.use == "isolation":
            return True
        return promise.duty.trigger == "temperature" and promise.key in self._world.ignored

    def _settled(self, promise: Promise, moment: datetime) -> bool:
        """Already answered, lifted by something else, or nobody is there any more."""
        owed = promise.duty
        itself = owed.trigger == owed.evidence
        for when, value in self._last.get((owed.evidence, promise.key), ()):
            in_time = promise.opens < when <= moment if itself else promise.opens <= when <= moment
            if in_time and (not owed.evidence_values or value in owed.evidence_values):
                return True
        for name in owed.excused_by:
            if name == "went_out":
                continue  # an outing excuses while it lasts
            for when, value in self._last.get((name, promise.key), ()):
                if promise.made < when <= moment and value <= owed.excused_at_most.get(name, value):
                    return True
        return not _within_reach(self._world.people.get(promise.key), owed)

    def _broken(self, promise: Promise) -> bool:
        """Make the error that is seeded for this deadline, if there is one."""
        for kind, (trigger, evidence, late) in BROKEN.items():
            if (trigger, evidence) != (promise.duty.trigger, promise.duty.evidence):
                continue
            day = self._world.today(promise.opens)  # of the day on which it is owed, where days are counted
            last = test_day(self._world, promise) == max(promise.duty.on_days, default=-1)
            if kind in ("leg_test_missed", "last_test_missed") and last != (kind == "last_test_missed"):
                continue
            if self._world.slips.take(kind, promise.house.code, day) is not None:
                self._seed(kind, promise, late=late)
                if promise.duty.on_days and evidence == "sampled":
                    miss_test(self._world, promise.house, promise.key, day, last=last)
                return True
        return False

    def _seed(self, kind: str, promise: Promise, *, late: bool) -> None:
        owed, grace = promise.duty, promise.duty.grace * _MINUTE
        if late and grace:
            moment = promise.due + grace / 2
            self._world.at(moment, lambda: ANSWERS[owed.evidence](self._world, promise, moment))
        self._world.slips.seed(
            Seeded(
                kind, promise.house.code, promise.due, promise.due + grace + _MINUTE,
                f"{promise.clause.title.en}: {'late' if late else 'not done'}",
                ((promise.clause.id, promise.key),),
            )
        )  # fmt: skip


def _later(
    keep: Callable[[Promise, datetime], None], promise: Promise, moment: datetime
) -> Callable[[], None]:
    return lambda: keep(promise, moment)


def _to_be_promised(owed: Deadline) -> bool:
    """True for what somebody must think of: neither answered by the work itself nor beyond the rehearsal."""
    return (owed.trigger, owed.evidence) not in _OF_ITSELF and owed.evidence in ANSWERS


def _within_reach(person: Person | None, owed: Deadline) -> bool:
    """A paper can be signed and a call be made for somebody in hospital; a swab cannot be taken."""
    if person is None or person.present:
        return True
    return person.out and not person.released and "went_out" not in owed.excused_by


def _calls(owed: Deadline, value: int, aux: int) -> bool:
    """True when a trigger of that value is one of those the clause speaks of."""
    return (
        (not owed.trigger_values or value in owed.trigger_values)
        and (owed.trigger_at_least is None or value >= owed.trigger_at_least)
        and (owed.trigger_aux_at_least is None or aux >= owed.trigger_aux_at_least)
        and (not owed.trigger_aux_values or aux in owed.trigger_aux_values)
    )
