"""Which houses have people to give: an emptied lock-up, and of its people those who can serve (M28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import StaffPost
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.strength import NOWHERE, serving, strength
from lazaretto.registers.command import ROLES, SORTS
from lazaretto.registers.duty import POSTS, SEXES
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class Spare:
    """Somebody whom an emptied house can give: of its strength, and nothing keeps them away today."""

    person: str
    post: StaffPost
    sex: Sex


@dataclass(frozen=True, slots=True)
class Lent:
    """Somebody who reinforces a house that is not their own. home: None where no house enrolled them."""

    person: str
    home: str | None
    to: str


def held_in(standing: Standing, facility: int) -> int:
    """How many people are on the roll of a house."""
    rows = standing.on_roll.at(standing.at)
    return int(np.count_nonzero(rows.facility == facility))


def is_emptied(standing: Standing, facility: int) -> bool:
    """Whether a house is a lock-up that was given the role *emptied* and holds nobody any more."""
    sorts = standing.events("facility_established")
    sorts = sorts.value[sorts.facility == facility]
    roles = standing.roles.at(standing.at)
    role = roles.value[roles.key == facility]
    lock_up = len(sorts) > 0 and int(sorts[-1]) == SORTS.index("lock_up")
    return lock_up and ROLES.index("emptied") in role.tolist() and not held_in(standing, facility)


def spare(standing: Standing, facility: int, day: date) -> tuple[Spare, ...]:
    """Whom an emptied house can give on a day; nobody where the house is not emptied."""
    if not is_emptied(standing, facility):
        return ()
    absences, rows = away(standing), standing.events("enrolled")
    told = zip(rows.key.tolist(), rows.value.tolist(), rows.aux.tolist(), strict=True)
    known = {key: (POSTS[post], SEXES[sex]) for key, post, sex in told}
    return tuple(
        Spare(standing.names.name(key), *known[key])
        for key in strength(standing, facility)
        if key in known and away_on(absences.get(key, ()), day) is None
    )


def lent(standing: Standing) -> Sequence[Lent]:
    """Everybody who reinforces another house now, by number."""
    houses = standing.facilities
    found = [
        Lent(
            standing.names.name(key),
            None if place.home == NOWHERE else houses.name(place.home),
            houses.name(place.lent),
        )
        for key, place in serving(standing).items()
        if place.lent != NOWHERE
    ]
    return sorted(found, key=lambda one: one.person)
