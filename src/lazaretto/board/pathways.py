"""The path of a person across facilities: who may be shown it, and what of it a stranger's house may see.

A person comes with a past: the legs served, the tests taken, the moves made elsewhere decide what is owed
next, and the receiving house is told (M06, M15). What else other houses hold stays theirs.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from lazaretto.facts.fact import Fact, family_of, kind_of
from lazaretto.facts.mentions import persons
from lazaretto.registers.events import Columns, Flags
from lazaretto.registers.standing import Standing

FAMILIES = frozenset({"quarantine", "testing", "custody"})
KINDS = frozenset({"hygiene.symptoms_reported", "hygiene.isolated"})
FREE_WORDS = ("reason", "words", "why", "basis")  # fields in which somebody may have written a number
MASK = "…"
_NUMBERLIKE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")

Known = Callable[[str], bool]


def on_path(fact: Fact) -> bool:
    """True when a fact belongs to the path of quarantine, and not to the gate, the duty or the regime."""
    return family_of(fact.body) in FAMILIES or kind_of(fact.body) in KINDS


def holder(standing: Standing, *, key: int, inside: Flags) -> str | None:
    """The facility among ``inside`` on whose roll a person is, or to which they were handed over; else None.

    An arrival that contradicts another house's roll opens nothing: whoever states it would let themselves in.
    """
    beds = standing.in_cell
    now = beds.where(beds.key == key).at(standing.at)
    if len(now):
        facility, contested = int(now.facility[0]), {p.fact for p in standing.problems if p.key == key}
        here = bool(inside[facility]) and (
            int(now.fact[0]) not in contested or not _elsewhere(standing, key, facility)
        )
        return standing.facilities.name(facility) if here else None
    left, handed = (_last(standing.events(name), key) for name in ("unplaced", "transferred_out"))
    if left is None or handed is None or left.fact[0] != handed.fact[0]:
        return None
    to = int(handed.value[0])
    return standing.facilities.name(to) if to < len(inside) and inside[to] else None


def _elsewhere(standing: Standing, key: int, facility: int) -> bool:
    """Whether the last bed before this facility's was another's, and nobody stated that they left it."""
    placed, left = standing.events("placed"), _last(standing.events("unplaced"), key)
    before = _last(placed.where(placed.facility != facility), key)
    return before is not None and (left is None or left.occurred[0] < before.occurred[0])


def _last(rows: Columns, key: int) -> Columns | None:
    mine = np.flatnonzero(rows.key == key)
    return rows.where(mine[-1:]) if len(mine) else None


def masked(fact: Fact, *, person: str, known: Known) -> Fact:
    """The fact without the numbers of others: whoever was named beside the person, and who stated it.

    Who ordered, signed and reviewed stays: an order is answered for by name. ``known``: whether a number
    written in free words is somebody's.
    """
    others = set(persons(fact.body)) - {person}
    body = msgspec.structs.replace(
        fact.body,
        **{
            name: discreet(value, person=person, known=known)
            if name in FREE_WORDS
            else _without(value, others, person)
            for name, value in msgspec.structs.asdict(fact.body).items()
        },
    )
    return msgspec.structs.replace(fact, body=body, actor=fact.facility, device=MASK)


def discreet(words: Any, *, person: str, known: Known) -> Any:
    """Free words with the numbers of others taken out; whatever is no text as it is."""
    if not isinstance(words, str):
        return words

    def put(found: re.Match[str]) -> str:
        return MASK if found[0] != person and known(found[0]) else found[0]

    return _NUMBERLIKE.sub(put, words)


def _without(value: Any, others: set[str], person: str) -> Any:
    """A list keeps its length where the person is in it: the size of a pool decides what its result says."""
    if isinstance(value, str):
        return MASK if value in others else value
    if isinstance(value, tuple) and others.intersection(v for v in value if isinstance(v, str)):
        return tuple(v if v == person else MASK for v in value) if person in value else ()
    return value
