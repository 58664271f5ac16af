"""Request → who goes where, proved best or with the gap that is left."""

from collections.abc import Mapping
from dataclasses import dataclass

from lazaretto.placement.asking import Newcomer, Request
from lazaretto.placement.pricing import Costs, costs


@dataclass(frozen=True, slots=True)
class Solution:
    """Person → place; who is left out; the price, and the least it could be.

    proved: nobody more can be placed, and these not for less. work: the solver's own measure of effort.
    """

    assigned: Mapping[str, str]
    unplaced: tuple[Newcomer, ...]
    costs: Costs
    bound: int
    proved: bool
    work: float


def solve(request: Request, *, kept: Mapping[str, str] | None = None) -> Solution:
    """Place as many as can be, those who endanger others first; then at the least price.

    kept: a placement, person → place, of which as much as can be is kept before the price is looked at.
    """
    from lazaretto.placement.searching import search  # the solver takes a second to load: who asks waits

    found = search(request, kept=kept or {})
    price = costs(request, found.assigned)
    return Solution(
        assigned=found.assigned,
        unplaced=tuple(n for n in request.newcomers if n.person not in found.assigned),
        costs=price,
        bound=min(price.total, found.least),
        proved=found.proved,
        work=found.work,
    )
