"""The certificate of coverage: what came of a round, from facts alone, so that anyone can compute it again.

It is computed from the facts that it rests on and from nothing else: those are chosen first, with every
free word and every name left out, and the certificate is what they come to. Whoever holds them, or a
file that holds them among others, gets the same bytes.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec
import numpy as np

from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Body, Fact, Words, family_of
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.outcomes import OUTCOMES, Round, in_round, read
from lazaretto.obligations.rounds import Answered, arrivals, came, mustered, round_view, rounds
from lazaretto.registers.events import Ints
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

FORMAT = "lazaretto-certificate/1"
UNSAID = "—"  # in place of words that must be there and are nobody else's business
_OF_A_TUBE = ("tube_filled", "tube_handed_over", "tube_received", "tube_voided", "tube_result")
_TOLD = ("refused", "away", "hospital", "other")
_encoder = msgspec.json.Encoder(order="sorted")


def certify(
    facts: Iterable[Fact], *, round_: str, known_at: datetime, facility: str | None = None
) -> tuple[dict[str, Any], tuple[Fact, ...]] | None:
    """The certificate of a round as known at an instant, and the facts that it rests on.

    None where no such round was opened by then; a round of several facilities is theirs one by one.
    """
    record = Record()
    record.append(facts)
    return certified(record, round_=round_, known_at=known_at, facility=facility)


def certified(
    record: Record, *, round_: str, known_at: datetime, facility: str | None = None
) -> tuple[dict[str, Any], tuple[Fact, ...]] | None:
    """The same, from a record at hand."""
    moment = seconds(known_at)
    standing = record.standing(at=moment, known_at=moment)
    place = None if facility is None else standing.facilities.find(facility)
    found = rounds(standing, code=round_, facility=place)
    if not found:
        return None
    rests_on = used(standing, record.facts, found[-1])
    return _certificate(rests_on, round_=round_, moment=moment), rests_on


def used(standing: Standing, facts: Sequence[Fact], held: Round) -> tuple[Fact, ...]:
    """The facts that a certificate rests on, in order of their ids, without names and free words.

    Whatever names the round or one of its tubes; single swabs of whom it holds, with what was said of their
    tubes; the comings and goings of who left, or came, while it ran.
    """
    person = np.union1d(mustered(standing, held), arrivals(standing, held))
    numbers = {
        *_of_round(standing, held),
        *_of_tubes(standing, held, person),
        *_of_custody(standing, held, person),
    }
    chosen = (facts[number] for number in numbers)
    return tuple(sorted((reduced(fact) for fact in chosen), key=lambda fact: fact.id))


def reduced(fact: Fact) -> Fact:
    """The fact without free words; outside testing also without what may be left out."""
    kind = type(fact.body)
    bare = family_of(kind) != "testing"
    changes: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        if field.required:
            if field.name in _words(kind):
                changes[field.name] = UNSAID
        elif bare or field.name in _words(kind):
            changes[field.name] = field.default
    return msgspec.structs.replace(fact, body=msgspec.structs.replace(fact.body, **changes))


def canonical(certificate: Mapping[str, Any]) -> bytes:
    """The certificate's bytes (RFC 8785): the same certificate gives the same bytes, everywhere."""
    return _encoder.encode(certificate)


def digest(certificate: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes, hexadecimal."""
    return hashlib.sha256(canonical(certificate)).hexdigest()


def first_difference(one: Any, other: Any, *, path: str = "") -> tuple[str, Any, Any] | None:
    """Where two JSON values first differ, by name and row, and what each says there; None where nowhere."""
    if isinstance(one, dict) and isinstance(other, dict):
        rows: Iterable[Any] = sorted({*one, *other})
        pairs = [(f"{path}.{row}" if path else row, one.get(row), other.get(row)) for row in rows]
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        longest = max(len(one), len(other))
        pairs = [(f"{path}[{row + 1}]", _at(one, row), _at(other, row)) for row in range(longest)]
    else:
        return None if type(one) is type(other) and one == other else (path, one, other)
    found = (first_difference(mine, theirs, path=where) for where, mine, theirs in pairs)
    return next((difference for difference in found if difference is not None), None)


def _certificate(facts: Sequence[Fact], *, round_: str, moment: int) -> dict[str, Any]:
    record = Record()
    record.append(facts)
    standing = record.standing(at=moment, known_at=moment)
    view = round_view(standing, record.facts, round_)
    if view is None:
        raise ValueError(f"no fact opened a round {round_}")
    counts = {outcome: sum(one.outcome == outcome for one in view.people) for outcome in OUTCOMES}
    return {
        "format": FORMAT, "round": view.code, "facility": view.facility, "stratum": view.stratum,
        "part": view.part, "pool": view.pool, "incident": view.incident, "opened": _said(view.opened),
        "closes": _said(view.closes), "closed": view.closed and _said(view.closed),
        "known_at": _said(instant(moment)), "muster": view.mustered, "covered": view.covered,
        "coverage": f"{view.covered}/{view.mustered}", "counts": counts,
        "why_stated": sum(one.outcome in _TOLD for one in view.people),
        "people": _people(view.people), "arrived": _people(view.arrived),
        "departed": [
            {"person": one.person, "at": _said(one.at)}
            for one in sorted(view.people, key=lambda one: one.person)
            if one.outcome == "left" and one.at is not None
        ],
        "tubes": msgspec.to_builtins(view.tubes),
        "facts": [hashlib.sha256(encode(fact)).hexdigest() for fact in facts],
    }  # fmt: skip


def _people(told: Iterable[Answered]) -> list[dict[str, str]]:
    return [
        {"person": one.person, "outcome": one.outcome} for one in sorted(told, key=lambda one: one.person)
    ]


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _at(row: Sequence[Any], number: int) -> Any:
    return row[number] if number < len(row) else None


def _of_round(standing: Standing, held: Round) -> Iterator[int]:
    """What names the round itself."""
    for name, column in (
        ("round_opened", "key"), ("round_closed", "key"), ("labelled", "value"), ("tube_filled", "value"),
        ("covered", "aux"),
    ):  # fmt: skip
        rows = standing.events(name)
        named = (getattr(rows, column) == held.key) & (rows.facility == held.facility)
        yield from np.unique(rows.fact[named]).tolist()


def _of_tubes(standing: Standing, held: Round, person: Ints) -> Iterator[int]:
    """What was said of its tubes, and of every tube since its opening of those whom it ever held."""
    tubes = []
    for name in ("labelled", "tube_filled"):
        rows = standing.events(name)
        tubes.append(rows.key[(rows.value == held.key) & (rows.facility == held.facility)])
    swabs = read(standing, in_round(standing, held, person))
    holds = swabs.rows.key[swabs.unclear]
    later = standing.during("in_tube", held.opened, standing.at + 1)
    tubes.append(later.value[np.isin(later.key, holds)])
    for name in _OF_A_TUBE:
        rows = standing.events(name)
        yield from np.unique(rows.fact[np.isin(rows.key, np.concatenate(tubes))]).tolist()


def _of_custody(standing: Standing, held: Round, person: Ints) -> Iterator[int]:
    """The comings and goings of whoever left or came while the round ran, and the cells they came into."""
    entered = came(standing, held)
    yield from entered.fact.tolist()
    gone = standing.events("unplaced").between(held.opened, held.closes)
    moving = np.union1d(entered.key, gone.key[np.isin(gone.key, person)])
    for name in ("placed", "unplaced"):
        rows = standing.events(name)
        yield from np.unique(rows.fact[np.isin(rows.key, moving)]).tolist()
    places = standing.events("place_established")
    yield from places.fact[np.isin(places.key, entered.value)].tolist()


@cache
def _words(kind: type[Body]) -> frozenset[str]:
    """The fields of a kind that hold free words."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name, hint in hints.items() if Words in (hint, *get_args(hint)))
