"""Request → a proposal that explains itself. A person decides."""

from lazaretto.placement.answer import Assignment, Proposal, Unplaced
from lazaretto.placement.asking import Newcomer, Request
from lazaretto.placement.checking import broken
from lazaretto.placement.looking_ahead import look_ahead
from lazaretto.placement.reasoning import reasons
from lazaretto.placement.relieving import relief, separation
from lazaretto.placement.solving import Solution
from lazaretto.placement.weighing import Weighing


class Unsound(RuntimeError):
    """The optimiser proposed what the checker faults: a fault of ours, and never anybody's advice."""


def propose(request: Request) -> Proposal:
    """Who goes where at the least price, why, what else it could be, and what would help who is left.

    Where the request says who is expected, a new room has the price that is found by looking ahead.
    """
    sighted = look_ahead(request)
    return explained(sighted.request, sighted.solution)


def explained(request: Request, found: Solution) -> Proposal:
    """A solution with its reasons, the price of each alternative, relief, and what separation costs.

    Raises Unsound when the checker finds a broken rule, which no request should bring about.
    """
    wrong = broken(request, found.assigned)
    if wrong:
        raise Unsound(f"a proposal for {request.facility} breaks {'; '.join(wrong)}")
    weighing = Weighing(request, found.assigned)
    placed = [newcomer for newcomer in request.newcomers if newcomer.person in found.assigned]
    return Proposal(
        facility=request.facility,
        day=request.day,
        assignments=tuple(_assignment(weighing, newcomer) for newcomer in placed),
        unplaced=tuple(
            Unplaced(person=newcomer.person, alternatives=weighing.alternatives(newcomer))
            for newcomer in found.unplaced
        ),
        costs=found.costs,
        total=found.costs.total,
        optimal=found.proved,
        gap=found.costs.total - found.bound,
        separation=separation(request),
        relief=relief(request, found),
        work=found.work,
    )


def _assignment(weighing: Weighing, newcomer: Newcomer) -> Assignment:
    room = weighing.rooms[weighing.assigned[newcomer.person]]
    alternatives = weighing.alternatives(newcomer)
    return Assignment(
        person=newcomer.person,
        place=room.place,
        cohort=room.cohort.name if room.cohort is not None and room.occupants else None,
        reasons=reasons(weighing, newcomer, alternatives),
        alternatives=alternatives,
    )
