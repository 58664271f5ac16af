"""What each other room would mean for one person, everybody else staying where they are proposed."""

from collections.abc import Mapping
from functools import cached_property

from lazaretto.placement.allowing import apart_in_days, beds, clash, shut
from lazaretto.placement.answer import Alternative
from lazaretto.placement.asking import Newcomer, Occupant, Request, Room, clock_day
from lazaretto.placement.ground import ground, spreads
from lazaretto.placement.pricing import room_costs, scarcity


class Weighing:
    """One placement of one request, asked about one change at a time."""

    def __init__(self, request: Request, assigned: Mapping[str, str]) -> None:
        self.request = request
        self.assigned = assigned
        self.known = ground(request)
        self.rooms = {room.place: room for room in request.rooms}
        self.entering: dict[str, list[Newcomer]] = {room.place: [] for room in request.rooms}
        for newcomer in request.newcomers:
            if newcomer.person in assigned:
                self.entering[assigned[newcomer.person]].append(newcomer)

    @cached_property
    def _priced(self) -> dict[str, int]:
        return {place: self._price(room, self.entering[place]) for place, room in self.rooms.items()}

    def alternatives(self, newcomer: Newcomer) -> tuple[Alternative, ...]:
        """Every other room, in the order of the request."""
        own = self.assigned.get(newcomer.person)
        leaving = self._leaving(newcomer, own) if own is not None else 0
        return tuple(
            self._alternative(newcomer, room, leaving) for place, room in self.rooms.items() if place != own
        )

    def _alternative(self, newcomer: Newcomer, room: Room, leaving: int) -> Alternative:
        obstacle = self._obstacle(newcomer, room)
        if obstacle is not None:
            return obstacle
        there = [*self.entering[room.place], newcomer]
        more = self._price(room, there) - self._priced[room.place] + leaving
        more += self._scarcer(newcomer, room) + self._moved(newcomer, room.place)
        return Alternative(place=room.place, more=more)

    def _obstacle(self, newcomer: Newcomer, room: Room) -> Alternative | None:
        entering = self.entering[room.place]
        closed = shut(newcomer, room, newcomers=self.known.names)
        if closed:
            return Alternative(place=room.place, rule=closed)
        inside: list[Occupant] = [*room.occupants, *entering]
        for other in inside:
            rule = clash(newcomer, other, self.request.rules)
            if rule:
                return Alternative(place=room.place, rule=rule, at_odds_with=other.person)
        if len(entering) >= beds(room, newcomers=self.known.names):
            return Alternative(place=room.place, rule="no_bed")
        days = [clock_day(person, day=self.request.day) for person in (newcomer, *entering)]
        if room.cohort is not None and room.occupants:
            days += [room.cohort.since, room.cohort.day]
        if apart_in_days(*days) > self.request.rules.window:
            return Alternative(place=room.place, rule="other_day")
        return self._beside(newcomer, room)

    def _beside(self, newcomer: Newcomer, room: Room) -> Alternative | None:
        """Next door to somebody who is placed there too, one of them infectious and the other not."""
        for place in sorted(self.known.adjoining[room.place]):
            for other in self.entering[place]:
                if other is not newcomer and spreads(other) != spreads(newcomer):
                    return Alternative(place=room.place, rule="beside_infectious", at_odds_with=other.person)
        return None

    def _price(self, room: Room, entering: list[Newcomer]) -> int:
        return room_costs(self.request, room, entering, self.known).total

    def _leaving(self, newcomer: Newcomer, own: str) -> int:
        """What changes for those who stay behind."""
        behind = [other for other in self.entering[own] if other is not newcomer]
        return self._price(self.rooms[own], behind) - self._priced[own]

    def _scarcer(self, newcomer: Newcomer, room: Room) -> int:
        """One new room more, or one less, changes what the last of them costs."""
        own = self.assigned.get(newcomer.person)
        more = room.place in self.known.fresh and not self.entering[room.place]
        less = own is not None and own in self.known.fresh and len(self.entering[own]) == 1
        opened = sum(bool(self.entering[p]) and self.rooms[p].use == room.use for p in self.known.fresh)
        then = opened + more - less
        return self._scarcity(room.use, then) - self._scarcity(room.use, opened)

    def _scarcity(self, use: str, opened: int) -> int:
        return scarcity(self.request, use, opened, self.known)

    def _moved(self, newcomer: Newcomer, place: str) -> int:
        at = self.known.homes.get(newcomer.person)
        if at is None:
            return 0
        own = self.assigned.get(newcomer.person)
        return self.request.rules.prices.move * ((place != at) - (own is not None and own != at))
