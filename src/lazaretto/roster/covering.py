"""What a house needs of its loop, step by step: people for its posts, whole batches, a reserve, even shares.

``RULES_OF_COVER`` are rules that the judge asks for too, by the same names; ``WISHES`` only have a price.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from lazaretto.obligations.rostering.situation import Member
from lazaretto.roster.engine.problem import Demand
from lazaretto.roster.ground import Ground
from lazaretto.roster.needing import needed, women_needed
from lazaretto.roster.resting import fatigue

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Need:
    """How many people a group of posts needs in its phase on each day, and how many women among them."""

    people: int
    women: int


def needs(ground: Ground) -> tuple[Need, ...]:
    """What each group of posts needs, as the limits of fatigue have it."""
    limits = fatigue(ground)
    found = []
    for group in ground.groups:
        days = ground.lengths[ground.inside if group.guarded else ground.outside]
        women = women_needed(group.slots, limits, days)
        found.append(Need(max(women, needed(group.slots, limits, days)), women))
    return tuple(found)


def post_unmanned(ground: Ground) -> Iterator[Demand]:
    """In each step as many have a group's posts as its watches take, and as many women."""
    women = tuple(n for n, member in enumerate(ground.members) if member.sex == "female")
    for group, need in enumerate(needs(ground)):
        letters = tuple(n for n, letter in enumerate(ground.letters) if letter.group == group)
        for step, days in enumerate(ground.steps):
            price = ground.prices.missing * len(days)
            name = f"post_unmanned {group}"
            yield Demand(name, (step,), letters, need.people, under=price)
            if need.women:
                yield Demand(f"{name} women", (step,), letters, need.women, under=price, members=women)


def batch_incomplete(ground: Ground) -> Iterator[Demand]:
    """Those who are inside together have their leaders, medics and women."""
    inside = ground.letters_of(ground.inside)
    for what, counts in _COUNTED.items():
        need = ground.limit("batch_incomplete", what)
        if need and ground.inside == "A":
            members = tuple(n for n, member in enumerate(ground.members) if counts(member))
            for step, days in enumerate(ground.steps):
                price = ground.prices.missing * len(days)
                yield Demand(f"batch_incomplete {what}", (step,), inside, need, under=price, members=members)


_COUNTED: dict[str, Callable[[Member], bool]] = {
    "leaders": lambda member: member.post == "leader",
    "medics": lambda member: member.post == "medic",
    "women": lambda member: member.sex == "female",
}

RULES_OF_COVER: tuple[Callable[[Ground], Iterator[Demand]], ...] = (post_unmanned, batch_incomplete)


def reserve(ground: Ground) -> Iterator[Demand]:
    """On standby are a share of those whom each group inside needs, so that somebody can take over."""
    if "B" not in ground.lengths or not ground.prices.reserve:
        return
    standby = ground.letters_of("B")
    for number, (group, need) in enumerate(zip(ground.groups, needs(ground), strict=True)):
        if not group.guarded:
            continue
        share = ceil(need.people * ground.prices.reserve_share / _HUNDRED)
        members = tuple(n for n, member in enumerate(ground.members) if ground.is_staff(member)[number])
        for step, days in enumerate(ground.steps):
            price = ground.prices.reserve * len(days)
            yield Demand(f"reserve {group.name}", (step,), standby, share, under=price, members=members)


def even_share(ground: Ground) -> Iterator[Demand]:
    """Blocks inside are borne evenly by those of one post: nobody far from the others' mean."""
    if ground.inside != "A" or not ground.prices.uneven:
        return
    inside, blocks = ground.letters_of("A"), ground.telling
    for n, (least, most) in enumerate(shares(ground)):
        price = ground.prices.uneven
        yield Demand("even_share", blocks, inside, least, under=price, members=(n,))
        yield Demand("even_share", blocks, inside, most, over=price, members=(n,))


def shares(ground: Ground) -> list[tuple[int, int]]:
    """The blocks inside that are each member's even share: no fewer, no more.

    Those of a post share what its groups need in the blocks in which they are not away.
    """
    blocks = ground.telling
    present = (~ground.away_steps[:, list(blocks)]).sum(axis=1).tolist()
    found, load = [], loads(ground)
    total: dict[str, int] = {}
    for member, days in zip(ground.members, present, strict=True):
        total[member.post] = total.get(member.post, 0) + days
    for member, days in zip(ground.members, present, strict=True):
        share = load.get(member.post, 0.0) * len(blocks) * days / max(1, total[member.post])
        found.append((int(share), ceil(share)))
    return found


def loads(ground: Ground) -> dict[str, float]:
    """Post of staff → how many of them are needed inside at once; a group of several posts asks all alike."""
    found: dict[str, float] = {}
    strength: dict[str, int] = {}
    for member in ground.members:
        strength[member.post] = strength.get(member.post, 0) + 1
    for group, need in zip(ground.groups, needs(ground), strict=True):
        if group.guarded:
            staff = group.posts[0].staff
            able = sum(strength.get(post, 0) for post in staff)
            for post in staff:
                share = need.people * strength.get(post, 0) / max(1, able)
                found[post] = found.get(post, 0.0) + share
    for post, what in (("leader", "leaders"), ("medic", "medics")):
        found[post] = max(found.get(post, 0.0), float(ground.limit("batch_incomplete", what) or 0))
    return found


WISHES: tuple[Callable[[Ground], Iterator[Demand]], ...] = (reserve, even_share)
