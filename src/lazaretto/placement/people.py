"""People as the registers know them, in the terms of the rules of separation. Unknown stays unknown."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

import msgspec
import numpy as np

from lazaretto.facts.fact import Code, Fact, Person
from lazaretto.facts.quarantine import Ordered
from lazaretto.obligations.contaminating import infectious
from lazaretto.obligations.days import HOUR
from lazaretto.placement.asking import Health, Occupant, Sex
from lazaretto.registers.custody import SEXES
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.standing import Standing

_EPOCH = date(1970, 1, 1)
_READINGS = ("temperature", "symptoms", "visited", "result")  # whoever was looked at is not unknown


class AtTheDoor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody who stands at the door, as the officer types it. What is not said is looked up on record."""

    person: Person
    sex: Sex = "unknown"
    age: Annotated[int, msgspec.Meta(ge=0, le=130, description="Years.")] | None = None
    health: Health = "unknown"
    case_group: Code | None = None


class People:
    """What is known of some people at an instant, gathered once.

    adult: the age from which somebody is of age, None where no rule asks for it. unwell: hours for which
    a symptom counts; fever: hours and tenths of a degree; None where the document says neither.
    """

    def __init__(
        self, standing: Standing, keys: Ints, *, facts: Sequence[Fact], day: date, adult: int | None,
        unwell: int | None, fever: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        self.standing, self.facts, self.day, self.adult = standing, facts, day, adult
        self.keys = np.unique(keys)
        self.sexes, self.births, self.groups, self.deadlines, self.orders = (
            self._last(name) for name in ("sex", "born", "case_group", "deadline", "ordered")
        )
        ill = infectious(standing, self.keys)
        self.ill = {int(key) for key in self.keys[ill >= 0]}
        self.sick = self._recent("symptoms", unwell) | self._feverish(fever)
        self.seen: set[int] = set()
        for name in _READINGS:
            self.seen.update(np.intersect1d(standing.events(name).key, self.keys).tolist())
        self.apart = _pairs(standing)

    def occupant(self, person: str) -> Occupant:
        """Somebody with everything that is known of them."""
        key = self.standing.names.find(person)
        group, until = self.groups.get(key), self.deadlines.get(key)
        names = self.standing.names.name
        return Occupant(
            person=person, sex=self._sex(key), minor=self._minor(key), health=self._health(key),
            case_group=None if group is None else names(group[0]),
            apart_from=tuple(sorted(names(other) for other in self.apart.get(key, ()))),
            leaves=None if until is None else _EPOCH + timedelta(days=until[0]),
        )  # fmt: skip

    def at_the_door(self, typed: AtTheDoor) -> Occupant:
        """Somebody at the door: as typed, and as on record where nothing was."""
        held, minor = self.occupant(typed.person), None
        if typed.age is not None:
            minor = self.adult is not None and typed.age < self.adult
        return msgspec.structs.replace(
            held, sex=typed.sex if typed.sex != "unknown" else held.sex,
            minor=held.minor if minor is None else minor,
            health=typed.health if typed.health != "unknown" else held.health,
            case_group=typed.case_group or held.case_group,
        )  # fmt: skip

    def _sex(self, key: int) -> Sex:
        said = self.sexes.get(key)
        return "unknown" if said is None else SEXES[said[0]]

    def _minor(self, key: int) -> bool | None:
        if self.adult is None:
            return False
        said = self.births.get(key)
        if said is None:
            return None
        return self.day < birthday(_EPOCH + timedelta(days=said[0]), self.adult)

    def _health(self, key: int) -> Health:
        said = self.orders.get(key)
        body = self.facts[said[1]].body if said is not None else None
        cause = body.cause if isinstance(body, Ordered) else None
        if key in self.ill:
            return "infectious"
        if key in self.sick or cause == "case":
            return "unwell"
        if cause == "contact":
            return "contact"
        return "ordinary" if cause is not None or key in self.seen else "unknown"

    def _last(self, name: str) -> dict[int, tuple[int, int]]:
        """Each one's latest row of a kind: (value, fact)."""
        rows = self.standing.events(name)
        rows = rows.where(np.isin(rows.key, self.keys))
        return dict(
            zip(rows.key.tolist(), zip(rows.value.tolist(), rows.fact.tolist(), strict=True), strict=True)
        )

    def _recent(self, name: str, hours: int | None) -> set[int]:
        return set(self._within(name, hours).key.tolist()) if hours is not None else set()

    def _feverish(self, fever: tuple[int, int] | None) -> set[int]:
        if fever is None:
            return set()
        rows = self._within("temperature", fever[0])
        return set(rows.key[rows.value >= fever[1]].tolist())

    def _within(self, name: str, hours: int | None) -> Columns:
        since = self.standing.at - (hours or 0) * HOUR
        rows = self.standing.during(name, since, self.standing.at + 1)
        return rows.where(np.isin(rows.key, self.keys))


def birthday(born: date, years: int) -> date:
    """The birthday of that age; 29 February becomes 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def known(person: Occupant) -> bool:
    """Whether enough is known of somebody to say with whom they may share."""
    return person.sex != "unknown" and person.minor is not None and person.health != "unknown"


def _pairs(standing: Standing) -> dict[int, set[int]]:
    apart = standing.apart.at(standing.at)
    found: dict[int, set[int]] = {}
    for one, other in zip(apart.value.tolist(), apart.aux.tolist(), strict=True):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found
