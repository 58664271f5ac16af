"""Of answers at one price, the one that leaves rooms unequal: few in some, so that to join them stays cheap.

Whoever joins tomorrow puts back the clock of everybody inside; one in a room is put back less than three.
"""

from collections.abc import Iterator, Mapping

from lazaretto.placement.allowing import clash
from lazaretto.placement.asking import Newcomer, Occupant, Request
from lazaretto.placement.checking import broken
from lazaretto.placement.pricing import costs


def lean(request: Request, assigned: Mapping[str, str]) -> dict[str, str]:
    """The same rooms at no higher price, with newcomers moved from emptier rooms into fuller ones."""
    answer, price = dict(assigned), costs(request, assigned).total
    while True:
        better = next(
            (
                tried for tried in _moves(request, answer)
                if not broken(request, tried) and costs(request, tried).total <= price
            ),
            None,
        )  # fmt: skip
        if better is None:
            return answer
        answer = better


def _moves(request: Request, answer: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Each newcomer out of a room that is not emptied by it, into one at least as full: fullest first."""
    people = {newcomer.person: newcomer for newcomer in request.newcomers}
    inside = _inside(request, people, answer)
    beds = {room.place: room.capacity for room in request.rooms}
    by_load = sorted(inside, key=lambda place: (len(inside[place]), place))
    for emptier in by_load:
        for fuller in reversed(by_load):
            if fuller == emptier or not 1 < len(inside[emptier]) <= len(inside[fuller]) < beds[fuller]:
                continue
            for newcomer in inside[emptier]:
                if isinstance(newcomer, Newcomer) and _welcome(newcomer, inside[fuller], request):
                    yield {**answer, newcomer.person: fuller}


def _inside(
    request: Request, people: Mapping[str, Newcomer], answer: Mapping[str, str]
) -> dict[str, list[Occupant]]:
    """Who is in each room that somebody enters."""
    inside: dict[str, list[Occupant]] = {
        room.place: list(room.occupants) for room in request.rooms if room.place in set(answer.values())
    }
    for person, place in sorted(answer.items()):
        inside[place].append(people[person])
    return inside


def _welcome(newcomer: Newcomer, inside: list[Occupant], request: Request) -> bool:
    return all(clash(newcomer, other, request.rules) is None for other in inside)
