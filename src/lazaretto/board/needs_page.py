"""What the people of a house need to eat, to be understood, to live by: by wing, summed for the kitchen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lazaretto.board.houses import House
from lazaretto.facts.appointments import NeedSort, NeedStated
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.suspending import wings_of
from lazaretto.registers.appointments import NEEDS
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class Need:
    """What one person needs. until: the last day, None: until it is said to be over."""

    person: str
    sort: NeedSort
    need: str
    since: datetime
    until: date | None


@dataclass(frozen=True, slots=True)
class WingNeeds:
    """The people of one wing who need something. wing: None for whoever has no cell. people: all in it."""

    wing: str | None
    people: int
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """The needs of a house. sums: of how many people each need is, by sort; nobody's name is in it."""

    house: House
    at: datetime
    wings: tuple[WingNeeds, ...]
    sums: tuple[tuple[NeedSort, tuple[tuple[str, int], ...]], ...]

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return sum(len(wing.needs) for wing in self.wings)


def needs_of(
    standing: Standing, *, facts: Sequence[Fact], zone: str, person: str | None = None
) -> tuple[Need, ...]:
    """What was stated, is not over and has not run out, by person and sort; of everybody, or of one.

    Several of a sort may stand beside each other; the end of a sort ends all of them.
    """
    today = local_day(instant(standing.at), zone=zone)
    said, over = standing.events("need_stated"), standing.events("need_ended")
    if person is not None:
        number = standing.names.find(person)
        said, over = said.where(said.key == number), over.where(over.key == number)
    ended = dict(
        zip(zip(over.key.tolist(), over.value.tolist(), strict=True), over.occurred.tolist(), strict=True)
    )
    found: dict[tuple[str, str, str], Need] = {}
    rows = zip(
        said.key.tolist(), said.value.tolist(), said.occurred.tolist(), said.fact.tolist(), strict=True
    )
    for key, sort, occurred, number in rows:
        body = facts[number].body
        if occurred < ended.get((key, sort), -1) or not isinstance(body, NeedStated):
            continue
        if body.until is None or body.until >= today:
            one = Need(body.person, body.sort, body.need, facts[number].occurred, body.until)
            found[body.person, body.sort, body.need] = one
    return tuple(sorted(found.values(), key=lambda one: (one.person, NEEDS.index(one.sort), one.need)))


def needs_page(standing: Standing, *, facts: Sequence[Fact], house: House) -> NeedsPage:
    """Of those who are in the house now; whoever is out for a while is listed too, as they come back."""
    held = standing.held.at(standing.at)
    beds = standing.in_cell.at(standing.at)
    beds = beds.where(beds.facility == house.number)
    wings = wings_of(standing, beds.value)
    of = {
        standing.names.name(key): standing.names.name(wing) if wing >= 0 else None
        for key, wing in zip(beds.key.tolist(), wings.tolist(), strict=True)
    }
    here = {standing.names.name(key) for key in held.key[held.facility == house.number].tolist()} | set(of)
    needs = [one for one in needs_of(standing, facts=facts, zone=house.zone) if one.person in here]
    people = Counter(of.get(person) for person in here)
    lines = tuple(
        WingNeeds(wing, people[wing], tuple(one for one in needs if of.get(one.person) == wing))
        for wing in sorted(people, key=lambda wing: (wing is None, wing or ""))
    )
    sums = tuple(
        (sort, tuple(sorted(Counter(one.need for one in needs if one.sort == sort).items())))
        for sort in NEEDS if any(one.sort == sort for one in needs)
    )  # fmt: skip
    return NeedsPage(house, instant(standing.at), lines, sums)
