"""Directives as a cascade: who has which, since when in force, which two contradict each other (M04)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations
from typing import Literal

from lazaretto.facts.directives import DirectiveIssued
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, seconds
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.registers.events import FOREVER
from lazaretto.registers.standing import DETACHMENT, Standing

About = Literal["parameter", "subject"]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """One facility's copy of a directive, instants in seconds. due: None where the protocol alone says."""

    facility: str
    issued: int
    due: int | None
    received: int | None
    fact: int


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive over every facility that got it. since, until: in force between these instants."""

    directive: str
    said: DirectiveIssued
    receipts: tuple[Receipt, ...]
    since: int
    until: int
    superseded_by: str | None

    def in_force(self, at: int) -> bool:
        """Whether it binds at an instant."""
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two directives that say different things about one: ``over`` a parameter or a subject.

    since, until: while both are in force. prevails, settled: which of them stands, by which fact (its
    number), and when; None while nobody has said.
    """

    about: About
    over: str
    one: str
    other: str
    says_one: str
    says_other: str
    since: int
    until: int
    facility: int
    fact: int  # that issued the later of the two
    prevails: str | None = None
    settled: int | None = None
    settled_at: int | None = None


def directives(standing: Standing, facts: Sequence[Fact]) -> tuple[Directive, ...]:
    """Every directive that was issued, in the order in which they were issued."""
    return standing.once("directives", lambda: tuple(_directives(standing, facts)))


def contradictions(standing: Standing) -> tuple[Contradiction, ...]:
    """Every pair that ever contradicted each other while both were in force, by when it came about."""
    return standing.once("contradictions", lambda: tuple(_contradictions(standing)))


def _directives(standing: Standing, facts: Sequence[Fact]) -> Iterator[Directive]:
    received = _first(standing, "directive_received")
    issued = standing.events("directive_issued")
    copies: dict[str, dict[str, Receipt]] = {}
    bodies: dict[str, DirectiveIssued] = {}
    rows = zip(
        issued.key.tolist(), issued.occurred.tolist(), issued.aux.tolist(), issued.fact.tolist(), strict=True
    )
    for key, at, due, number in rows:
        fact = facts[number]
        if isinstance(fact.body, DirectiveIssued):
            code = fact.body.directive
            bodies.setdefault(code, fact.body)
            receipt = Receipt(fact.facility, at, due or None, received.get(key), number)
            copies.setdefault(code, {}).setdefault(fact.facility, receipt)
    force = _force(standing)
    for code, body in bodies.items():
        since, until, by = force[code]
        yield Directive(code, body, tuple(copies[code].values()), since, until, by)


def _first(standing: Standing, name: str) -> dict[int, int]:
    """When each key first had such an event."""
    rows, found = standing.events(name), dict[int, int]()
    for key, at in zip(rows.key.tolist(), rows.occurred.tolist(), strict=True):
        found.setdefault(key, at)
    return found


def _force(standing: Standing) -> dict[str, tuple[int, int, str | None]]:
    """Directive → since when and until when it is in force, and which one put it out of force."""
    rows, gone = standing.events("directive_in_force"), standing.events("directive_superseded")
    found: dict[str, tuple[int, int, str | None]] = {}
    names = standing.names
    for key, facility, at, first, last in zip(
        rows.key.tolist(), rows.facility.tolist(), rows.occurred.tolist(), rows.value.tolist(),
        rows.aux.tolist(), strict=True,
    ):  # fmt: skip
        zone = standing.zones.get(facility, DEFAULT_ZONE)
        since = max(at, _begins(first, zone)) if first else at
        until = _begins(last + 1, zone) if last else FOREVER
        found.setdefault(names.name(key), (since, until, None))
    for key, at, by in zip(gone.key.tolist(), gone.occurred.tolist(), gone.value.tolist(), strict=True):
        name = names.name(key)
        if name in found and at < found[name][1]:
            found[name] = (
                found[name][0],
                max(at, found.get(names.name(by), (at, 0, None))[0]),
                names.name(by),
            )
    return found


def _begins(day: int, zone: str) -> int:
    return seconds(at_local(_EPOCH + timedelta(days=day), time(), zone=zone))


@dataclass(frozen=True, slots=True)
class _Said:
    """What one directive says about one thing. where: the facilities that got it."""

    directive: str
    says: str
    where: frozenset[int]
    at: int
    facility: int
    fact: int


def _contradictions(standing: Standing) -> Iterator[Contradiction]:
    force, settled = _force(standing), _settled(standing)
    offices = _offices(standing)
    found = []
    for about, name in (("parameter", "directive_sets"), ("subject", "directive_asks")):
        for over, said in _sayings(standing, name).items():
            for one, other in combinations(said, 2):
                met = one.where & other.where or (one.where | other.where) & offices
                since = max(force[one.directive][0], force[other.directive][0])
                until = min(force[one.directive][1], force[other.directive][1])
                if one.says != other.says and met and since < until:
                    found.append(_pair(about, over, one, other, since, until, settled))  # type: ignore[arg-type]
    return iter(sorted(found, key=lambda pair: (pair.since, pair.over, pair.one, pair.other)))


def _pair(
    about: About, over: str, one: _Said, other: _Said, since: int, until: int,
    settled: dict[str, tuple[str, int, int]],
) -> Contradiction:  # fmt: skip
    key = "|".join((over, *sorted((one.directive, other.directive))))
    prevails, fact, at = settled.get(key, (None, None, None))
    return Contradiction(
        about, over, one.directive, other.directive, one.says, other.says, since, until, other.facility,
        other.fact, prevails, fact, at,
    )  # fmt: skip


def _sayings(standing: Standing, name: str) -> dict[str, list[_Said]]:
    """Thing → what each directive says about it, in the order in which they were issued."""
    rows, names = standing.events(name), standing.names
    where: dict[int, set[int]] = {}
    for key, facility in zip(rows.key.tolist(), rows.facility.tolist(), strict=True):
        where.setdefault(key, set()).add(facility)
    found: dict[str, dict[int, _Said]] = {}
    for key, facility, at, value, aux, fact in zip(
        rows.key.tolist(), rows.facility.tolist(), rows.occurred.tolist(), rows.value.tolist(),
        rows.aux.tolist(), rows.fact.tolist(), strict=True,
    ):  # fmt: skip
        says = names.name(aux) if name == "directive_sets" else ("refrain", "do")[aux]
        said = _Said(names.name(key), says, frozenset(where[key]), at, facility, fact)
        found.setdefault(names.name(value), {}).setdefault(key, said)
    return {over: list(said.values()) for over, said in found.items()}


def _settled(standing: Standing) -> dict[str, tuple[str, int, int]]:
    """Pair → which prevails, by which fact, since when; what was said last counts."""
    rows, names = standing.events("contradiction_settled"), standing.names
    said = zip(
        rows.key.tolist(), rows.value.tolist(), rows.fact.tolist(), rows.occurred.tolist(), strict=True
    )
    return {names.name(key): (names.name(prevails), fact, at) for key, prevails, fact, at in said}


def _offices(standing: Standing) -> frozenset[int]:
    """The facilities from which a directive reaches every house."""
    rows = standing.events("facility_established")
    return frozenset(rows.facility[rows.value == DETACHMENT].tolist())
