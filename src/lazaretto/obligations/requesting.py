"""What is asked for and why it may be refused: one named function a reason, listed at the end.

Only a request is refused (law 5), when it is stated and by whoever holds the record. What the protocol
decides is decided by the version in force, at the level of the facility, when it was asked; a refusal
for what would come of it asks the very condition that would find it afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np

from lazaretto.facts import custody, gate, quarantine
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import day_number, seconds
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.force import InForce, applies
from lazaretto.protocol.document import Refrain
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

Values = dict[str, str]
_OF_PEOPLE = ("placed", "unplaced", "went_out", "sex", "born", "case_group")


@dataclass(frozen=True)
class Asking:
    """A request and what is known when it is made.

    standing: the registers then; facts: those that its rows number. beside: requests for entry that
    came just before it in one batch, by their approval.
    """

    fact: Fact
    standing: Standing
    facts: Sequence[Fact]
    forces: tuple[InForce, ...]
    beside: Mapping[str, Fact]

    def settings(self, condition: str) -> dict[str, int] | None:
        """What the clause in force here gives a condition; None where no clause asks for it."""
        where = np.array([self.standing.facilities.find(self.fact.facility)], np.int64)
        when = np.array([seconds(self.fact.occurred)], np.int64)
        for force in self.forces:
            for clause in force.protocol.clauses:
                duty = clause.duty
                if not isinstance(duty, Refrain) or duty.condition != condition:
                    continue
                if applies(clause, force=force, standing=self.standing, facility=where, instants=when)[0]:
                    return duty.settings
        return None

    def would_break(self, condition: str) -> bool:
        """Whether what is asked for, if it were done now, would be found by a condition in force."""
        settings = self.settings(condition)
        if settings is None:
            return False
        record, moment = self._supposed, seconds(self.fact.occurred)
        found = CONDITIONS[condition].find(record.standing(at=moment), settings, moment, moment + 1)
        return record.number_of(self.fact.id) in found.fact.tolist()

    @cached_property
    def _supposed(self) -> Record:
        """A small record: the house, the people concerned, and what was asked for as if it had happened."""
        body = self.fact.body
        if isinstance(body, custody.PlaceRequested):
            body = custody.Moved(person=body.person, cell=body.cell)
        record = Record()
        record.append(self.facts[number] for number in self._concerned())
        record.append([msgspec.structs.replace(self.fact, body=body, corrects=None)])
        return record

    def _concerned(self) -> list[int]:
        """Numbers of the facts about the person, everybody ever in the cell, and the house's clock."""
        names, standing = self.standing.names, self.standing
        houses, placed = standing.events("facility_established"), standing.events("placed")
        people = placed.key[placed.value == names.find(getattr(self.fact.body, "cell", ""))]
        people = np.append(people, names.find(getattr(self.fact.body, "person", "")))
        numbers = set(houses.fact[houses.facility == standing.facilities.find(self.fact.facility)].tolist())
        for name in _OF_PEOPLE:
            rows = standing.events(name)
            numbers.update(rows.fact[np.isin(rows.key, people)].tolist())
        return sorted(numbers)

    @cached_property
    def request(self) -> Fact | None:
        """The request for entry of this house that an approval speaks of; the latest, if it was corrected."""
        approval = getattr(self.fact.body, "approval", "")
        beside = self.beside.get(approval)
        if beside is not None and beside.facility == self.fact.facility:
            return beside
        rows = self.standing.events("entry_requested")
        here = rows.facility == self.standing.facilities.find(self.fact.facility)
        found = rows.fact[here & (rows.key == self.standing.names.find(approval))]
        return self.facts[int(found[-1])] if len(found) else None


Judge = Callable[[Asking], Values | None]  # the values of the sentence; None: nothing against it


def approval_taken(asking: Asking) -> Values | None:
    """Another request has this number: what was approved of the one would open the gate to the other."""
    body = asking.fact.body
    assert isinstance(body, gate.EntryRequested)  # noqa: S101 — the list chose it by its type
    rows = asking.standing.events("entry_requested")
    held = rows.fact[rows.key == asking.standing.names.find(body.approval)].tolist()
    other = [asking.facts[n].id for n in held if asking.facts[n].id != asking.fact.corrects]
    return {"approval": body.approval} if other or body.approval in asking.beside else None


def window_reversed(asking: Asking) -> Values | None:
    """It asks for a time that ends before it begins."""
    body = asking.fact.body
    assert isinstance(body, gate.EntryRequested)  # noqa: S101
    return {} if body.closes <= body.opens else None


def request_unknown(asking: Asking) -> Values | None:
    """Nothing was asked for under this number in this house."""
    body = asking.fact.body
    assert isinstance(body, gate.EntryApproved)  # noqa: S101
    known = asking.request is not None
    return None if known else {"approval": body.approval, "facility": asking.fact.facility}


def approver_is_requester(asking: Asking) -> Values | None:
    """Whoever approves it, or says that it was approved, asked for it (law 13)."""
    asked = _asked(asking)
    body = asking.fact.body
    assert isinstance(body, gate.EntryApproved)  # noqa: S101
    if asked is None or asked.requested_by not in (body.approved_by, asking.fact.actor):
        return None
    return {"person": asked.requested_by}


def request_closed(asking: Asking) -> Values | None:
    """The time that was asked for is over."""
    asked = _asked(asking)
    if asked is None or asking.fact.occurred < asked.closes:
        return None
    return {"approval": asked.approval, "closes": asked.closes.isoformat()}


def basis_missing(asking: Asking) -> Values | None:
    """An order names no basis: blanks are none (law 15)."""
    return None if _order(asking).basis.strip() else {}


def order_without_end(asking: Asking) -> Values | None:
    """No leg of an order has a day: it would have no end (law 15)."""
    return None if any(leg.days for leg in _order(asking).legs) else {}


def review_before_order(asking: Asking) -> Values | None:
    """The first review lies before the day of the order, by the house's clock (law 15)."""
    body = _order(asking)
    where = np.array([asking.standing.facilities.find(asking.fact.facility)], np.int64)
    when = np.array([seconds(asking.fact.occurred)], np.int64)
    today = int(local_day_numbers(asking.standing, where, when)[0])
    return {"review": body.review_on.isoformat()} if day_number(body.review_on) < today else None


def review_too_late(asking: Asking) -> Values | None:
    """The first review lies later than the protocol in force allows (G1)."""
    late = asking.would_break("review_set_late")
    return {"review": _order(asking).review_on.isoformat()} if late else None


def sexes_would_mix(asking: Asking) -> Values | None:
    """The place would bring a woman and a man into one cell (M18)."""
    return _cell(asking) if asking.would_break("sexes_share_cell") else None


def ages_would_mix(asking: Asking) -> Values | None:
    """The place would bring a minor and an adult into one cell (M18)."""
    return _cell(asking) if asking.would_break("minor_with_adults") else None


def codefendants_would_meet(asking: Asking) -> Values | None:
    """The place would bring two people of one case into one cell (M18)."""
    return _cell(asking) if asking.would_break("codefendants_share_cell") else None


# Kind of request: the reasons against it, in the order in which they are told.
REASONS: dict[type[Body], tuple[Judge, ...]] = {
    gate.EntryRequested: (window_reversed, approval_taken),
    gate.EntryApproved: (request_unknown, approver_is_requester, request_closed),
    quarantine.Ordered: (basis_missing, order_without_end, review_before_order, review_too_late),
    custody.PlaceRequested: (sexes_would_mix, ages_would_mix, codefendants_would_meet),
}


def refusal(asking: Asking) -> tuple[str, Values] | None:
    """The first reason against a request, and the values of its sentence; None when it may be recorded."""
    for judge in REASONS.get(type(asking.fact.body), ()):
        values = judge(asking)
        if values is not None:
            return judge.__name__, values
    return None


def _asked(asking: Asking) -> gate.EntryRequested | None:
    body = asking.request.body if asking.request is not None else None
    return body if isinstance(body, gate.EntryRequested) else None


def _order(asking: Asking) -> quarantine.Ordered:
    body = asking.fact.body
    assert isinstance(body, quarantine.Ordered)  # noqa: S101
    return body


def _cell(asking: Asking) -> Values:
    body = asking.fact.body
    assert isinstance(body, custody.PlaceRequested)  # noqa: S101
    return {"cell": body.cell}
