"""A person's contacts as a reader may see them: by name inside the scope, as a number outside it."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.facts.case import Company, Decision
from lazaretto.facts.periods import instant
from lazaretto.obligations.force import InForce
from lazaretto.obligations.immunity import Answer, doses_needed, immune
from lazaretto.protocol.document import Protocol
from lazaretto.registers.case import DECISIONS
from lazaretto.registers.events import Columns
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS
from lazaretto.tracing.copresences import Assumed, copresences
from lazaretto.tracing.following import COMPANIES, WIDE, Met, contacts
from lazaretto.tracing.presences import Presences

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the protocol in force says of contacts; None where none says it.

    window: days looked back. close, wide: minutes from which somebody is a close contact. journey, check:
    minutes that count where nobody stated how long it was.
    """

    window: int | None = None
    close: int | None = None
    wide: int | None = None
    journey: int | None = None
    check: int | None = None

    @property
    def assumed(self) -> Assumed:
        """What stands in where nobody stated how long: nothing where no protocol says it, but one minute."""
        return Assumed(journey=self.journey or 1, check=self.check or 1)

    def closes(self, company: Company) -> int | None:
        """The minutes that make a contact of this company a close one."""
        return self.wide if company in WIDE else self.close


@dataclass(frozen=True, slots=True)
class CompanyShared:
    """One company in which a contact was exposed. via: None for one outside the scope."""

    company: Company
    minutes: int
    first: datetime
    last: datetime
    via: str | None
    close: bool
    assumed: bool


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact by name. place: the bed now, or none. decision: what was last decided of them, or none.

    immune: whether they are, for each disease of ``Traced.asked``, in its order.
    """

    person: str
    degree: int
    facility: str | None
    place: str | None
    shared: tuple[CompanyShared, ...]
    decision: Decision | None
    immune: tuple[Answer, ...] = ()

    @property
    def minutes(self) -> int:
        """The minutes of the longest company."""
        return max(one.minutes for one in self.shared)

    @property
    def last(self) -> datetime:
        """When they were last in company with somebody exposed."""
        return max(one.last for one in self.shared)

    @property
    def close(self) -> bool:
        """Whether any company was a close one."""
        return any(one.close for one in self.shared)


@dataclass(frozen=True, slots=True)
class Traced:
    """Who was near a person in ``[since, until)``, to a depth, in some companies, for at least so long.

    elsewhere: contacts outside the reader's scope, as a number. began: the first positive or symptom from
    which the window is counted back; None where there is none. asked: the diseases to which a document in
    force asks who is immune.
    """

    person: str
    since: datetime
    until: datetime
    depth: int
    least: int
    companies: tuple[Company, ...]
    contacts: tuple[ContactLine, ...]
    elsewhere: int
    numbers: Numbers
    began: datetime | None
    asked: tuple[str, ...] = ()


def numbers(forces: Sequence[InForce], at: int) -> Numbers:
    """What the versions in force at an instant say of contacts, the newest first."""
    said: dict[str, int] = {}
    for force in forces:
        if force.since <= at < force.until:
            said |= {
                p.id.removeprefix("contact."): int(p.value)
                for p in force.protocol.parameters
                if p.id.startswith("contact.")
            }
    return Numbers(
        said.get("window"), said.get("close-minutes"), said.get("wide-minutes"), said.get("journey-minutes"),
        said.get("check-minutes"),
    )  # fmt: skip


def company_of(standing: Standing, said: Numbers) -> Presences:
    """Everybody's company as the protocol in force counts it, put in order once for all who ask."""
    return standing.once(("company", said.assumed), lambda: copresences(standing, assumed=said.assumed))


def began(standing: Standing, person: int, *, days: int) -> int | None:
    """The first single positive or symptom of a person in the last so many days."""
    results = standing.during("result", standing.at - days * _DAY, standing.at + 1)
    alone = results.where((results.value == RESULTS.index("positive")) & (results.aux == 1))
    ill = standing.during("symptoms", standing.at - days * _DAY, standing.at + 1)
    when = [
        int(rows.occurred[rows.key == person].min()) for rows in (alone, ill) if np.any(rows.key == person)
    ]
    return min(when, default=None)


def trace(
    standing: Standing, *, person: str, since: int, until: int, depth: int, companies: Iterable[Company],
    least: int, said: Numbers, seen: Container[str], everywhere: bool, since_when: int | None = None,
    asking: Sequence[Protocol] = (),
) -> Traced:  # fmt: skip
    """The contacts of one person. seen: the facilities in the reader's scope. asking: who asks for immunity.

    least: who was exposed for fewer minutes is left out, unless somebody who is not was exposed by them.
    """
    chosen = tuple(company for company in COMPANIES if company in set(companies))
    met = contacts(company_of(standing, said), [person], since, until, depth, companies=chosen)
    kept = _enough(met, least)
    where = whereabouts(standing, {one.person for one in kept} | {one.via for one in kept})
    shown = {name for name, (house, _) in where.items() if everywhere or house in seen} | {person}
    decided = _decisions(standing)
    by_name: dict[str, list[Met]] = {}
    for one in kept:
        by_name.setdefault(one.person, []).append(one)
    known = _immune(
        standing, [name for name in by_name if name in shown], asking, None if everywhere else seen
    )
    told = tuple(
        ContactLine(name, rows[0].degree, *where[name], tuple(_shared(rows, shown, said)), decided.get(name),
                    known[name])
        for name, rows in by_name.items()
        if name in shown
    )  # fmt: skip
    order = sorted(told, key=lambda one: (one.degree, -one.minutes, one.person))
    return Traced(
        person, instant(since), instant(until), depth, least, chosen, tuple(order), len(by_name) - len(told),
        said, None if since_when is None else instant(since_when),
        tuple(protocol.screens_for or "" for protocol in asking),
    )  # fmt: skip


def _immune(
    standing: Standing, people: Sequence[str], asking: Sequence[Protocol], seen: Container[str] | None
) -> dict[str, tuple[Answer, ...]]:
    """Whether each is immune, a disease a document that asks, by what was stated in the reader's scope."""
    found: dict[str, tuple[Answer, ...]] = dict.fromkeys(people, ())
    keys = np.array([standing.names.find(name) for name in people], np.int64)
    inside = None
    if seen is not None:
        houses = map(standing.facilities.name, range(len(standing.facilities)))
        inside = np.array([house in seen for house in houses], np.bool_)
    for protocol in asking:
        disease, doses = protocol.screens_for or "", doses_needed(protocol)
        for one in immune(standing, disease=disease, doses=doses, keys=keys, inside=inside):
            found[one.person] = (*found[one.person], one.immune)
    return found


def whereabouts(standing: Standing, people: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """Each person's house and bed now; of those without one the house whose shift or gate had them last."""
    keys = {name: standing.names.find(name) for name in people}
    wanted = np.array(sorted(keys.values()), np.int64)
    found: dict[int, tuple[str | None, str | None]] = {}
    for spans, bed in ((standing.inside, False), (standing.phases, False), (standing.in_cell, True)):
        rows = spans.where(np.isin(spans.key, wanted))
        for key, house, end, value in zip(*_lists(rows), strict=True):
            place = standing.names.name(value) if bed and end > standing.at else None
            found[key] = (standing.facilities.name(house), place)
    return {name: found.get(key, (None, None)) for name, key in keys.items()}


def _lists(rows: Spans) -> tuple[list[int], list[int], list[int], list[int]]:
    return rows.key.tolist(), rows.facility.tolist(), rows.end.tolist(), rows.value.tolist()


def _enough(met: Sequence[Met], least: int) -> tuple[Met, ...]:
    """Those exposed for long enough in any company, with whoever their chains lead through."""
    by_name: dict[str, list[Met]] = {}
    for one in met:
        by_name.setdefault(one.person, []).append(one)
    kept: set[str] = set()
    for name in sorted(by_name, key=lambda name: -by_name[name][0].degree):
        if name in kept or max(one.minutes for one in by_name[name]) >= least:
            kept.add(name)
            kept.update(one.via for one in by_name[name])
    return tuple(one for one in met if one.person in kept)


def _shared(rows: Sequence[Met], shown: Container[str], said: Numbers) -> Iterator[CompanyShared]:
    for one in rows:
        bound = said.closes(one.company)
        yield CompanyShared(
            one.company, one.minutes, instant(one.first), instant(one.last),
            one.via if one.via in shown else None, bound is not None and one.minutes >= bound, one.assumed,
        )  # fmt: skip


def _decisions(standing: Standing) -> dict[str, Decision]:
    """What was decided last of each contact."""
    rows: Columns = standing.events("contact_decided")
    names = (standing.names.name(key) for key in rows.key.tolist())
    return {name: DECISIONS[value] for name, value in zip(names, rows.value.tolist(), strict=True)}
