"""A request of many houses → parts that can be planned side by side, and their answers as one.

Houses are strangers to one another: a house's plan is the same in whatever part it is planned.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from lazaretto.roster.answer import Plan, Told
from lazaretto.roster.asking import Request


def parts(request: Request, many: int) -> tuple[Request, ...]:
    """At most so many requests with the houses of one: the largest first, to the part with fewest staff."""
    shares: list[list[int]] = [[] for _ in range(min(many, len(request.houses)))]
    staff = [len(house.situation.members) for house in request.houses]
    for number in sorted(range(len(staff)), key=lambda n: (-staff[n], n)):
        least = min(shares, key=lambda share: sum(staff[n] for n in share))
        least.append(number)
    return tuple(
        replace(request, houses=tuple(request.houses[n] for n in sorted(share))) for share in shares if share
    )


def joined(request: Request, plans: Sequence[Plan], *, seconds: float) -> Plan:
    """The plans of the parts as the plan of the whole, its houses in their order. seconds: what it took."""
    found = {house.facility: house for plan in plans for house in plan.houses}
    return Plan(
        houses=tuple(found[house.situation.facility] for house in request.houses),
        cost=sum(plan.cost for plan in plans), bound=sum(plan.bound for plan in plans),
        proved=all(plan.proved for plan in plans), seconds=seconds,
    )  # fmt: skip


@dataclass(slots=True)
class Together:
    """How far all parts have come. many: how many there are; last: what each of them told last."""

    many: int
    last: dict[int, Told] = field(default_factory=dict)

    def tell(self, part: int, told: Told, *, seconds: float) -> Told:
        """What a part told, as it stands with all of them."""
        self.last[part] = told
        prices = [each.cost for each in self.last.values()]
        known = [price for price in prices if price is not None]
        whole = len(known) == self.many
        return replace(
            told, seconds=seconds, cost=sum(known) if whole else None,
            bound=sum(each.bound for each in self.last.values()),
        )  # fmt: skip
