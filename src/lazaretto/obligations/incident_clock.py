"""The clock of an incident: symptom, opened, frozen, put apart, swabbed, result, contacts, closed (M20).

Each step has the instant at which the record says that it was taken, and the limit of whatever clause in
force owes it: which clause that is, is asked of the clauses' evidence, never of their names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, get_args

import numpy as np

from lazaretto.facts.case import Cause
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.delays import delay
from lazaretto.obligations.deriving import MINUTE, derive
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import isolated
from lazaretto.obligations.incidents import frozen_by, running
from lazaretto.protocol.document import Clause, Deadline
from lazaretto.registers.case import CAUSES, CLASSIFICATIONS, DECISIONS
from lazaretto.registers.events import FOREVER, Columns, Ints
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

StepName = Literal["began", "opened", "frozen", "apart", "swabbed", "result", "listed", "decided", "closed"]
STEPS: tuple[StepName, ...] = get_args(StepName)
State = Literal["in_time", "late", "done", "open", "overdue"]  # done: nobody owes it by an hour
# Step: the events that answer a clause which owes it.
EVIDENCE: dict[StepName, tuple[str, ...]] = {
    "opened": ("incident_of", "incident_opened"),
    "frozen": ("frozen",),
    "apart": ("isolated",),
    "swabbed": ("sampled", "in_tube"),
    "result": ("result",),
    "listed": ("contacts_listed",),
    "decided": ("contact_decided",),
    "closed": ("incident_closed",),
}


class Limit(NamedTuple):
    """What a clause owes of one subject, in seconds: from when, until when, until when it may be lifted."""

    opens: int
    due: int
    lifted: int
    clause: Clause


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when it was taken (None: not yet), by when it is owed, by which clause, how it stands.

    minutes: since what began it; limit: the clause's own minutes, from what it counts from.
    """

    name: StepName
    at: datetime | None
    minutes: int | None
    due: datetime | None
    limit: int | None
    state: State
    clause: Clause | None
    fact: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact on an incident's list; decision None: nobody has decided yet, and it is owed by ``due``."""

    person: str
    minutes: int
    listed: datetime
    limit: Limit | None
    due: datetime | None
    decision: str | None
    decided: datetime | None
    fact: int | None


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as it stands. began: its cause fact; places: what it keeps frozen, as named.

    classification: what a doctor last said of the person. round_minutes: from what began it to a round
    opened because of it that reached everybody; None while there is none.
    """

    code: str
    facility: str
    cause: Cause
    person: str | None
    began: datetime
    opened: datetime
    closed: datetime | None
    steps: tuple[Step, ...]
    contacts: tuple[Listed, ...]
    places: tuple[str, ...]
    classification: str | None
    rounds: tuple[str, ...]
    round_minutes: int | None
    cause_fact: int | None
    opening_fact: int

    @property
    def undecided(self) -> tuple[Listed, ...]:
        """The contacts of whom nobody has decided what happens with them."""
        return tuple(one for one in self.contacts if one.decision is None)

    @property
    def decided(self) -> int:
        """Of how many contacts somebody decided what happens with them."""
        return len(self.contacts) - len(self.undecided)

    @property
    def next(self) -> Step | None:
        """The step that is owed first, or else the first that was not taken; None once it is closed."""
        if self.closed is not None:
            return None
        waits = [step for step in self.steps if step.at is None]
        owed = [step for step in waits if step.due is not None]
        return min(owed, key=lambda step: step.due or self.opened, default=waits[0] if waits else None)

    def step(self, name: StepName) -> Step:
        """One step by its name. Raises StopIteration for one that this incident does not have."""
        return next(step for step in self.steps if step.name == name)


def incidents(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], facility: str | None = None
) -> tuple[Incident, ...]:
    """Every incident of a house, or of all: those that run first, then the closed; each by its opening."""
    ran = running(standing)
    if facility is not None:
        ran = ran.where(ran.facility == standing.facilities.find(facility))
    if not len(ran):
        return ()
    latest = {int(key): row for row, key in enumerate(ran.key.tolist())}  # opened again: the last time counts
    rows = [_opening(standing, forces, ran, row) for row in latest.values()]
    owed = _limits(standing, forces, since=min(row.began for row in rows), of=_subjects(standing, rows))
    found = [_incident(standing, facts, row, owed) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.closed is not None, one.opened, one.code)))


class _Opening(NamedTuple):
    """An incident as it was opened, and from when its clock runs."""

    key: int
    person: int
    facility: int
    cause: int
    opened: int
    closed: int
    fact: int
    began: int
    cause_fact: int | None


def _opening(standing: Standing, forces: Sequence[InForce], ran: Spans, row: int) -> _Opening:
    """The row of an opening with what began it: the first fact of the episode that it answers."""
    person, opened = int(ran.aux[row]), int(ran.start[row])
    rows = _causes(standing, CAUSES[int(ran.value[row])])
    mine = rows.where((rows.key == person) & (rows.occurred <= opened))
    before = ran.start[(ran.aux == person) & (ran.start < opened)]
    mine = mine.where(mine.occurred > before.max(initial=-1)) if person >= 0 else mine
    quiet = max((duty.quiet for _, _, duty in owing(forces, EVIDENCE["opened"])), default=0) * MINUTE
    first = len(mine) - 1
    while first > 0 and mine.occurred[first] - mine.occurred[first - 1] <= quiet:
        first -= 1
    found = first >= 0
    return _Opening(
        int(ran.key[row]), person, int(ran.facility[row]), int(ran.value[row]), opened, int(ran.end[row]),
        int(ran.fact[row]), int(mine.occurred[first]) if found else opened,
        int(mine.fact[first]) if found else None,
    )  # fmt: skip


def _causes(standing: Standing, cause: Cause) -> Columns:
    """The events that can begin an incident of a cause, by person."""
    if cause == "symptom":
        return standing.events("symptoms")
    results = standing.events("result")
    if cause == "positive":
        return results.where((results.value == RESULTS.index("positive")) & (results.aux == 1))
    if cause == "positive_pool":
        amiss = (RESULTS.index("positive"), RESULTS.index("grey"))
        return results.where(np.isin(results.value, amiss) & (results.aux > 1))
    return results.where(slice(0, 0))


def owing(forces: Sequence[InForce], evidence: Sequence[str]) -> Iterator[tuple[InForce, Clause, Deadline]]:
    """Clauses that set a limit which one of these events answers."""
    for force in forces:
        for clause in force.protocol.clauses:
            if isinstance(clause.duty, Deadline) and clause.duty.evidence in evidence:
                yield force, clause, clause.duty


Limits = dict[tuple[StepName, int], list[Limit]]  # by step and subject


def _subjects(standing: Standing, rows: Sequence[_Opening]) -> Ints:
    """The incidents, the people they are about, and everybody on their lists."""
    keys = np.array([key for row in rows for key in (row.key, row.person)], np.int64)
    listed = standing.events("contact_listed")
    return np.union1d(keys, listed.key[np.isin(listed.value, keys)])


def _limits(standing: Standing, forces: Sequence[InForce], *, since: int, of: Ints) -> Limits:
    """Everything that clauses owe of some subjects for each step since an instant."""
    found: Limits = {}
    for name, evidence in EVIDENCE.items():
        for force, clause, _ in owing(forces, evidence):
            for block in derive(clause, force=force, standing=standing, start=since, end=standing.at + 1):
                mine = np.isin(block.key, of)
                columns = (c[mine] for c in (block.key, block.opens, block.due, block.lifted))
                for key, opens, due, lifted in zip(*(c.tolist() for c in columns), strict=True):
                    found.setdefault((name, key), []).append(Limit(opens, due, lifted, clause))
    return found


def _incident(standing: Standing, facts: Sequence[Fact], row: _Opening, owed: Limits) -> Incident:
    until = row.closed if row.closed < FOREVER else standing.at + 1
    contacts = _contacts(standing, row, owed)
    code, over = standing.names.name(row.key), row.closed < FOREVER
    rounds, minutes = delay(standing, facts, incident=code, since=row.began)
    said = standing.events("classified")
    said = said.where((said.key == row.person) & (said.aux == row.key))
    return Incident(
        code=code, facility=standing.facilities.name(row.facility), cause=CAUSES[row.cause],
        person=standing.names.name(row.person) if row.person >= 0 else None, began=instant(row.began),
        opened=instant(row.opened), closed=instant(row.closed) if over else None, contacts=contacts,
        steps=tuple(_steps(standing, row, owed, contacts, until)),
        places=tuple(standing.names.name(key) for key in frozen_by(standing, row.key)),
        classification=CLASSIFICATIONS[int(said.value[-1])] if len(said) else None,
        rounds=rounds, round_minutes=minutes, cause_fact=row.cause_fact, opening_fact=row.fact,
    )  # fmt: skip


def _steps(
    standing: Standing, row: _Opening, owed: Limits, contacts: Sequence[Listed], until: int
) -> Iterator[Step]:
    """The steps in their order. A positive began where others end: it asks for no swab and no result."""
    taken = {name: found for name, found in _taken(standing, row, contacts).items() if found is not None}
    for name in STEPS:
        of_person = name in ("apart", "swabbed", "result")
        if of_person and (row.person < 0 or (row.cause == CAUSES.index("positive") and name != "apart")):
            continue
        at, fact = taken.get(name, (None, None))
        if name == "decided":
            limit = _slowest(contacts)
        else:
            since = taken["swabbed"][0] if name == "result" and "swabbed" in taken else row.began
            waits = name == "result" and "swabbed" not in taken
            key = row.key if name in ("closed", "frozen") else row.person
            limit = None if waits else _limit(owed, name, key, since, until if at is None else at)
        yield _step(standing, row, name, at, fact, limit)


def _step(
    standing: Standing, row: _Opening, name: StepName, at: int | None, fact: int | None, limit: Limit | None
) -> Step:
    state: State
    if at is not None:
        state = "done" if limit is None else "in_time" if at < limit.due else "late"
    else:
        state = "overdue" if limit is not None and limit.due <= standing.at else "open"
    return Step(
        name=name, at=None if at is None else instant(at), fact=fact, state=state,
        minutes=None if at is None else (at - row.began) // MINUTE,
        due=instant(limit.due) if limit else None, clause=limit.clause if limit else None,
        limit=(limit.due - limit.opens) // MINUTE if limit else None,
    )  # fmt: skip


def _limit(owed: Limits, name: StepName, key: int, since: int, until: int) -> Limit | None:
    """The first limit that any clause set between two instants, those that were lifted in time left out."""
    mine = [
        one for one in owed.get((name, key), ())
        if since <= one.opens <= until and not one.lifted < min(one.due, until)
    ]  # fmt: skip
    return min(mine, key=lambda one: one.due, default=None)


def _slowest(contacts: Sequence[Listed]) -> Limit | None:
    """Of the undecided the first limit; once all are decided one that was broken, or else the last."""
    owed = [(one.limit.due, one) for one in contacts if one.limit is not None]
    waits = [(due, one) for due, one in owed if one.decided is None]
    late = [(due, one) for due, one in owed if one.decided is not None and seconds(one.decided) >= due]
    if waits or late:
        return min(waits or late, key=lambda pair: pair[0])[1].limit
    last = max(owed, key=lambda pair: pair[1].decided or pair[1].listed, default=None)
    return last[1].limit if last else None


Taken = dict[StepName, tuple[int, int | None] | None]


def _taken(standing: Standing, row: _Opening, contacts: Sequence[Listed]) -> Taken:
    """When each step was taken, and the fact that says so."""
    listed = standing.events("contacts_listed")
    listed = listed.where((listed.value == row.key) & (listed.occurred >= row.opened))
    froze = standing.events("frozen")
    swab = _first(_singles(standing, row.person), row.began)
    results = standing.events("result")
    clear = np.isin(results.value, (RESULTS.index("negative"), RESULTS.index("positive")))
    mine = results.where((results.key == row.person) & (results.aux == 1) & clear)
    return {
        "began": (row.began, row.cause_fact),
        "opened": (row.opened, row.fact),
        "frozen": _first(froze.where(froze.value == row.key), 0),
        "apart": _apart(standing, row),
        "swabbed": swab,
        "result": _first(mine, swab[0]) if swab else None,
        "listed": _first(listed, row.opened),
        "decided": _all_decided(listed, contacts),
        "closed": (row.closed, None) if row.closed < FOREVER else None,
    }


def _first(rows: Columns, since: int) -> tuple[int, int | None] | None:
    later = rows.where(rows.occurred >= since)
    return (int(later.occurred[0]), int(later.fact[0])) if len(later) else None


def _singles(standing: Standing, person: int) -> Columns:
    swabs = standing.events("in_tube")
    return swabs.where((swabs.key == person) & (swabs.aux == 1))


def _apart(standing: Standing, row: _Opening) -> tuple[int, int | None] | None:
    """Put apart since it began, or in an isolation room already."""
    rooms = isolated(standing)
    there = rooms.where((rooms.key == row.person) & (rooms.end > row.began))
    said = standing.events("isolated")
    stated = _first(said.where(said.key == row.person), row.began)
    room = (max(int(there.start[0]), row.began), int(there.fact[0])) if len(there) else None
    return min((one for one in (stated, room) if one is not None), key=lambda one: one[0], default=None)


def _all_decided(listed: Columns, contacts: Sequence[Listed]) -> tuple[int, int | None] | None:
    if not len(listed) or any(one.decided is None for one in contacts):
        return None
    last = max(contacts, key=lambda one: one.decided or one.listed, default=None)
    if last is None or last.decided is None:
        return int(listed.occurred[0]), int(listed.fact[0])
    return seconds(last.decided), last.fact


def _contacts(standing: Standing, row: _Opening, owed: Limits) -> tuple[Listed, ...]:
    """Everybody on the incident's lists: who has no decision first, those by when it is owed."""
    said, answers = standing.events("contact_listed"), standing.events("contact_decided")
    said = said.where((said.value == row.key) & (said.occurred >= row.opened))
    answers = answers.where(answers.aux == row.key)
    found = []
    for key in dict.fromkeys(said.key.tolist()):
        mine = said.where(said.key == key)
        first = int(mine.occurred[0])
        limit = _limit(owed, "decided", key, row.opened, standing.at)
        told = answers.where((answers.key == key) & (answers.occurred >= first))
        found.append(
            Listed(
                person=standing.names.name(key),
                minutes=int(mine.aux.max()),
                listed=instant(first),
                limit=limit,
                due=instant(limit.due) if limit else None,
                decision=DECISIONS[int(told.value[-1])] if len(told) else None,
                decided=instant(int(told.occurred[0])) if len(told) else None,
                fact=int(told.fact[-1]) if len(told) else None,
            )
        )
    return tuple(
        sorted(
            found, key=lambda one: (one.decision is not None, one.due or one.listed, -one.minutes, one.person)
        )
    )
