"""The stored projection kept up with its facts: fold again whoever they are about, write what differs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Fact
from lazaretto.ledger import rows
from lazaretto.ledger.ordering import Told, refold_orders
from lazaretto.ledger.placing import Source
from lazaretto.registers.orders import leavings, ordering
from lazaretto.registers.stays import Fold, Stay, concerns, fold_person, give_beds

ALWAYS = datetime(1, 1, 2, tzinfo=UTC)
JUST = timedelta(microseconds=1)  # a stay that ended as another began decides about its bed
_NEVER_ENDS = datetime(9999, 12, 31, tzinfo=UTC)

Disputes = dict[UUID, str]


class Found(NamedTuple):
    """What folding again found. broken: the rule that each custody fact and isolation concerned breaks now.

    displaced: facts that break a rule now and did not before, with whom each is about.
    """

    broken: Disputes
    displaced: dict[UUID, str]


@dataclass(frozen=True, slots=True)
class _Person:
    """One person's facts, what they come to now, and what is stored."""

    facts: list[tuple[Fact, frozenset[str]]]
    fold: Fold
    stored: dict[UUID, Stay]


def people_of(facts: Iterable[Fact]) -> set[str]:
    """Whose stays these facts may change."""
    return {person for person in (concerns(fact.body) for fact in facts) if person is not None}


def ordered_people(facts: Iterable[Fact]) -> set[str]:
    """Whose orders and isolations these facts may change."""
    return {person for person in (ordering(fact.body) for fact in facts) if person is not None}


def locked_people(facts: Collection[Fact]) -> set[str]:
    """Everybody of whom only one transaction at a time may speak, while these facts are appended."""
    return people_of(facts) | ordered_people(facts)


def project(
    *, fresh: Sequence[Fact], replaced: Sequence[Fact], source: Source = rows, told: Told | None = None
) -> Found:
    """Bring stays, capacities, orders and disputes up to the facts just appended.

    ``replaced``: the facts that some of the fresh ones correct or retract. ``told``: see
    :func:`~lazaretto.ledger.ordering.refold_orders`. The fresh facts are among those that are found.
    """
    changed = [*fresh, *replaced]
    after = _capacities_changed(fresh, replaced)
    people, ordered = people_of(changed), ordered_people(changed)
    found, left = Found({}, {}), set[str]()
    if people or after:
        found, left = _refold(people, after=after, source=source)
        if left - ordered:
            ordered, told = ordered | left, None
    return Found(found.broken | refold_orders(ordered, told=told), found.displaced)


def refold(
    people: Iterable[str], *, after: dict[str, datetime] | None = None, source: Source = rows
) -> Disputes:
    """Fold people again and give beds again in the cells where something changed.

    ``after``: cells whose beds are given again from an instant on, whoever is in them.
    ``source``: where to read.
    """
    return _refold(people, after=after, source=source)[0].broken


def _refold(
    people: Iterable[str], *, after: dict[str, datetime] | None, source: Source
) -> tuple[Found, set[str]]:
    """What is found; and of whom a leaving for good counts that did not, or no longer does."""
    persons = _persons(sorted(people), source)
    since = dict(after or {})
    for person in persons:
        _note_changes(person, since)
    beds = _beds(persons, since, source) if since else []
    broken: Disputes = {}
    for person in persons:
        broken.update(person.fold.broken)
        full = {fact for fact, stay in person.stored.items() if stay.disputed}
        broken.update({stay.fact: "cell_full" for stay in person.fold.stays if stay.fact in full})
    for _, stay in beds:  # given anew: what was stored of them no longer counts
        broken.pop(stay.fact, None)
        if stay.disputed:
            broken[stay.fact] = "cell_full"
    _write(persons, beds, broken)
    displaced = {new.fact: new.person for old, new in beds if old and new.disputed and not old.disputed}
    for name, person in zip(sorted(people), persons, strict=True):
        for fact, rules in person.facts:
            if broken.get(fact.id, "") not in ("", *rules):
                displaced[fact.id] = name
    return Found(broken, displaced), {who for one in persons for who in _left_otherwise(one)}


def _left_otherwise(person: _Person) -> Iterator[str]:
    """The person, for each leaving for good that counts now and did not before, or no longer does."""
    now = leavings(person.fold, [fact for fact, _ in person.facts])
    for fact, rules in person.facts:
        who = ordering(fact.body)
        if who is not None and (rules <= {"not_held", "already_corrected"}) != (fact.id in now):
            yield who


def _persons(people: Sequence[str], source: Source) -> list[_Person]:
    if not people:
        return []
    facts: dict[str, list[tuple[Fact, frozenset[str]]]] = {person: [] for person in people}
    for fact, rules in source.custody(people):
        person = concerns(fact.body)
        if person in facts:  # an escort is mentioned too
            facts[person].append((fact, rules))
    stored: dict[str, dict[UUID, Stay]] = {person: {} for person in people}
    for stay in source.stays(people):
        stored[stay.person][stay.fact] = stay
    return [
        _Person(facts[person], fold_person(fact for fact, _ in facts[person]), stored[person])
        for person in people
    ]


def _note_changes(person: _Person, since: dict[str, datetime]) -> None:
    """For every cell, the earliest instant from which its occupancy is another than stored."""
    folded = {stay.fact: stay for stay in person.fold.stays}
    for fact in folded.keys() | person.stored.keys():
        new, old = folded.get(fact), person.stored.get(fact)
        if new is None or old is None or (new.start, new.cell) != (old.start, old.cell):
            changed = [(stay.cell, stay.start) for stay in (new, old) if stay is not None]
        elif new.end != old.end:
            changed = [(new.cell, min(new.end or _NEVER_ENDS, old.end or _NEVER_ENDS))]
        else:
            continue
        for cell, instant in changed:
            since[cell] = min(instant, since.get(cell, _NEVER_ENDS))


def _beds(
    persons: Sequence[_Person], since: dict[str, datetime], source: Source
) -> list[tuple[Stay | None, Stay]]:
    """Stored and new row of every stay in the changed cells that may differ."""
    after = {cell: instant - JUST for cell, instant in since.items()}
    stored = {stay.fact: stay for stay in source.cells(after)}
    capacities = source.capacities(after)
    ours = {fact for person in persons for fact in person.stored}
    members: dict[str, list[Stay]] = {cell: [] for cell in since}
    for stay in stored.values():
        if stay.fact not in ours:
            members[stay.cell].append(stay)
    for person in persons:
        for stay in person.fold.stays:
            if stay.cell in since and (stay.end is None or stay.end >= since[stay.cell]):
                old = person.stored.get(stay.fact)
                members[stay.cell].append(
                    replace(stay, bed=old.bed, disputed=old.disputed) if old is not None else stay
                )
    old_rows = stored | {fact: stay for person in persons for fact, stay in person.stored.items()}
    pairs: list[tuple[Stay | None, Stay]] = []
    for cell, held in members.items():
        fixed = [stay for stay in held if stay.start < since[cell]]
        moving = [stay for stay in held if stay.start >= since[cell]]
        given = fixed + give_beds(moving, capacities=capacities.get(cell, ()), fixed=fixed)
        pairs.extend((old_rows.get(stay.fact), stay) for stay in given)
    return pairs


def _write(persons: Sequence[_Person], beds: Sequence[tuple[Stay | None, Stay]], broken: Disputes) -> None:
    """Store what differs from what is stored, and nothing else."""
    changed = [(old, new) for old, new in beds if old != new]
    folded = {stay.fact for person in persons for stay in person.fold.stays}
    gone = [old.fact for old, _ in changed if old is not None]
    gone += [fact for person in persons for fact in person.stored if fact not in folded]
    settled: dict[UUID, str] = {
        new.fact: new.facility for old, new in changed if (old is not None and old.disputed) != new.disputed
    }
    for person in persons:
        for fact, rules in person.facts:
            now = {broken[fact.id]} if fact.id in broken else set()
            if rules - {"already_corrected"} != now:
                settled[fact.id] = fact.facility
    disputes = [(fact, broken[fact], house) for fact, house in settled.items() if fact in broken]
    if gone or changed or settled:
        rows.project(gone=gone, stays=[new for _, new in changed], settled=[*settled], disputes=disputes)


def _capacities_changed(fresh: Sequence[Fact], replaced: Sequence[Fact]) -> dict[str, datetime]:
    """Store the capacities that were stated; every cell concerned gets its beds anew."""
    if replaced:
        rows.withdraw([fact.id for fact in replaced])
    gone = {fact.id for fact in replaced}
    told = [(f, f.body) for f in fresh if isinstance(f.body, PlaceEstablished) and f.id not in gone]
    rows.establish([(f.id, f.facility, b.established, f.occurred, b.capacity, f.recorded) for f, b in told])
    after: dict[str, datetime] = {}
    for fact, body in told:
        after[body.established] = min(fact.occurred, after.get(body.established, _NEVER_ENDS))
    for fact in replaced:
        if isinstance(fact.body, PlaceEstablished):
            after[fact.body.established] = ALWAYS
    return after
