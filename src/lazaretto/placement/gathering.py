"""Registers → a question: who needs a cell of a facility now, which cells there are, which rules bind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec
import numpy as np

from lazaretto.facts.command import Use
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.availability import WINDOW, Cell, State, cells
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce, applies
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.refraining.cells import neighbours
from lazaretto.placement.asking import Cohort, Newcomer, Occupant, Request, Room, Rules
from lazaretto.placement.coming import Coming, about_to_end, kept_here, on_the_way
from lazaretto.placement.people import AtTheDoor, People, known
from lazaretto.protocol.document import Protocol, Refrain
from lazaretto.registers.command import ROLES
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

COMPARED_DAYS = 2  # what the same-day rule costs is shown against this window; it is no rule anywhere
_LAYER_OF_ROLE = {"isolation_point": 1, "transition_house": 2}  # elsewhere the transition wing's, 3


@dataclass(frozen=True, slots=True)
class Gathered:
    """A question with what it stands on. given: places that are kept, person → cell, to be kept if they can.

    coming: everybody in the question, with why; unknown: whose kept place stands as it is, because too
    little is known of them to put it to the question.
    """

    request: Request
    given: dict[str, str]
    coming: tuple[Coming, ...]
    unknown: tuple[Coming, ...]


def gather(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], facility: str,
    door: Sequence[AtTheDoor] = (), without: Collection[str] = (),
) -> Gathered:  # fmt: skip
    """The question of a facility at the standing's instant.

    door: people who stand at it, as typed. without: people who will not come; a place kept for them is
    free again in this question.
    """
    kept = {who: cell for who, cell in kept_here(standing, facility=facility).items() if who not in without}
    skipped = {newcomer.person for newcomer in door} | set(without)
    house = _House(standing, forces, facts, facility)
    found = [
        *on_the_way(standing, facility=facility),
        *about_to_end(standing, forces=forces, facts=facts, facility=facility),
    ]
    named = {one.person: replace(one, kept=kept.get(one.person)) for one in found}
    for who, cell in kept.items():
        named.setdefault(who, Coming(who, "kept", house.use_of(cell), kept=cell))
    return house.asked([one for one in named.values() if one.person not in skipped], door, without)


class _House:
    """What stands in one facility: its role, its cells, and the numbers of the documents in force there."""

    def __init__(
        self, standing: Standing, forces: Sequence[InForce], facts: Sequence[Fact], facility: str
    ) -> None:
        self.standing, self.facts, self.facility = standing, facts, facility
        self.number = np.array([standing.facilities.find(facility)], np.int64)
        self.at = np.array([standing.at], np.int64)
        self.zone = standing.zones.get(int(self.number[0]), DEFAULT_ZONE)
        self.day = local_day(instant(standing.at), zone=self.zone)
        self.role = ROLES[
            int(value_at(standing.roles, self.number, self.at, default=ROLES.index("ordinary"))[0])
        ]
        self.near = neighbours(standing)
        self.forces = [force for force in forces if force.since <= standing.at < force.until]
        self.cells = cells(standing, forces=forces, facts=facts, facility=facility)
        self.uses = {cell.place: self._use(cell) for cell in self.cells}

    def asked(
        self, coming: Sequence[Coming], door: Sequence[AtTheDoor], without: Collection[str]
    ) -> Gathered:  # fmt: skip
        """The question, with everybody in it as far as they are known."""
        people = self._people([*coming, *door])
        given, placed, unknown, newcomers = {}, [], [], []
        for one in coming:
            person = people.occupant(one.person)
            if one.kept is not None and not known(person):
                unknown.append(one)
                continue
            placed.append(one)
            newcomers.append(self._newcomer(person, one))
            if one.kept is not None:
                given[one.person] = one.kept
        for typed in door:
            person = people.at_the_door(typed)
            one = Coming(typed.person, "door", self._needs(person.health))
            placed.append(one)
            newcomers.append(self._newcomer(person, one))
        leaving = {one.person for one in placed if one.present is not None}
        days = [self.day, *(newcomer.arrived or self.day for newcomer in newcomers)]
        request = Request(
            facility=self.facility, day=max(days), newcomers=tuple(newcomers), rules=self._rules(),
            rooms=tuple(self._room(cell, people, leaving, without) for cell in self.cells),
        )  # fmt: skip
        return Gathered(request, given, tuple(placed), tuple(unknown))

    def use_of(self, place: str) -> Use:
        """What a cell is for in the role that the house has."""
        return self.uses.get(place, "transition")

    def _use(self, cell: Cell) -> Use:
        """Every cell of a house that serves quarantine as a whole is one of quarantine."""
        return "transition" if self.role in _LAYER_OF_ROLE else cell.use

    def _needs(self, health: str) -> Use:
        """Quarantine, in an isolation cell for whoever is infectious, where there is one."""
        there = set(self.uses.values())
        if "isolation" in there and (health == "infectious" or "transition" not in there):
            return "isolation"
        return "transition"

    def _newcomer(self, person: Occupant, one: Coming) -> Newcomer:
        needs = one.needs
        if one.kept is None and needs == "transition":
            needs = self._needs(person.health)
        return Newcomer(**msgspec.structs.asdict(person), needs=needs, arrived=self._arrives(one))

    def _arrives(self, one: Coming) -> date:
        """The day of somebody's clock here: today, or tomorrow when the leg before it ends tomorrow."""
        if one.why != "leg_ends" or one.at is None:
            return self.day
        return max(local_day(one.at, zone=self.zone), self.day)

    def _people(self, coming: Sequence[Coming | AtTheDoor]) -> People:
        find = self.standing.names.find
        inside = [person for cell in self.cells for person in cell.occupants]
        keys = [find(person) for person in (*inside, *(one.person for one in coming))]
        keys = [key for key in keys if key >= 0]
        adult, unwell = self._settings("minor_with_adults"), self._settings("unwell_with_well")
        fever = self._settings("leg_ended_unwell")
        return People(
            self.standing, np.array(keys, np.int64), facts=self.facts, day=self.day,
            adult=adult["years"] if adult else None, unwell=unwell["hours"] if unwell else None,
            fever=(fever["hours"], fever["tenths"]) if fever else None,
        )  # fmt: skip

    def _room(self, cell: Cell, people: People, leaving: Collection[str], without: Collection[str]) -> Room:
        """One cell. Whoever leaves it within a day has their bed until then, and nobody gets it before."""
        stay = [person for person in cell.occupants if person not in leaving]
        state: State = cell.state
        if cell.occupants and not stay:
            state = "awaiting_disinfection"
        cohort = None
        if cell.cohort is not None and stay:
            day = min(cell.cohort.day, self.day)
            cohort = Cohort(
                name=cell.cohort.name or cell.place, day=day, closed=cell.cohort.closed_at is not None
            )
        going = len(cell.occupants) - len(stay)
        return Room(
            place=cell.place, capacity=max(cell.capacity - going, len(stay)), use=self.uses[cell.place],
            people=cell.people, state=state, occupants=tuple(people.occupant(person) for person in stay),
            cohort=cohort, kept_for=tuple(who for who in cell.kept_for if who not in without),
            neighbours=self._next_to(cell.place),
        )  # fmt: skip

    def _next_to(self, place: str) -> tuple[str, ...]:
        beside = self.near.value[self.near.key == self.standing.names.find(place)]
        return tuple(sorted({self.standing.names.name(int(key)) for key in beside}))

    def _rules(self) -> Rules:
        """The numbers of the documents in force; without one, a leg of no length and the strictest rules."""
        layer = _LAYER_OF_ROLE.get(self.role, LAST)
        window = int(self._parameter(WINDOW) or 0)
        legs = (leg for document in self._documents() for leg in document.legs)
        return Rules(
            quarantine_days=next((leg.days for leg in legs if leg.layer == layer), 0),
            window_days=window or COMPARED_DAYS, same_day=window == 0,
            separate_case_groups=self._settings("codefendants_share_cell") is not None,
        )  # fmt: skip

    def _documents(self) -> list[Protocol]:
        return [force.protocol for force in reversed(self.forces)]

    def _parameter(self, name: str) -> str | None:
        found = (p.value for document in self._documents() for p in document.parameters if p.id == name)
        return next(found, None)

    def _settings(self, condition: str) -> dict[str, int] | None:
        """What the clause that binds here gives a condition; None where no clause asks for it."""
        for force in self.forces:
            for clause in force.protocol.clauses:
                if isinstance(clause.duty, Refrain) and clause.duty.condition == condition:
                    bound = applies(
                        clause, force=force, standing=self.standing, facility=self.number, instants=self.at
                    )
                    if bound[0]:
                        return clause.duty.settings
        return None
