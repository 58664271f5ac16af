"""Carrying people: which vehicle, on which of its trips; those of two cells never share a vehicle."""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from lazaretto.facts.fact import Code, Person
from lazaretto.facts.places import Facility, Place, facility_of

Load = tuple[Place, tuple[Person, ...]]  # the cell they go to, and who


class Vehicle(msgspec.Struct, frozen=True, kw_only=True):
    """A vehicle and how many people it seats besides its escort."""

    vehicle: Code
    seats: Annotated[int, msgspec.Meta(ge=1, le=500)]


class Trip(msgspec.Struct, frozen=True, kw_only=True):
    """One trip of a vehicle: to one house, with people of one cell there. number: its first is 1."""

    vehicle: Code
    number: int
    to: Facility
    cell: Place
    people: tuple[Person, ...]


def carry(loads: Sequence[Load], vehicles: Sequence[Vehicle]) -> tuple[tuple[Trip, ...], tuple[Place, ...]]:
    """Share loads out over vehicles, the largest first, each to the vehicle that is done earliest.

    A load larger than the vehicle goes in several trips of it. Gives the trips, and the cells of loads that
    nothing can carry (no vehicle at all). A vehicle's trips are counted alike, however far they go.
    """
    if not vehicles:
        return (), tuple(place for place, people in loads if people)
    done = {vehicle.vehicle: 0 for vehicle in vehicles}
    trips: list[Trip] = []
    for place, people in sorted(loads, key=lambda load: (-len(load[1]), load[0])):
        best = min(
            vehicles,
            key=lambda v: (
                done[v.vehicle] + -(-len(people) // v.seats),
                v.seats < len(people),
                v.seats,
                v.vehicle,
            ),
        )
        for start in range(0, len(people), best.seats):
            done[best.vehicle] += 1
            trips.append(
                Trip(
                    vehicle=best.vehicle, number=done[best.vehicle], to=facility_of(place), cell=place,
                    people=people[start : start + best.seats],
                )
            )  # fmt: skip
    return tuple(sorted(trips, key=lambda trip: (trip.number, trip.vehicle))), ()
