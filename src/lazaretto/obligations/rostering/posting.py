"""The judge's rules of posts: each watch is manned, by people who may stand there and are where it is."""

from collections.abc import Iterator

from lazaretto.facts.duty import Phase
from lazaretto.facts.gate import Zone
from lazaretto.obligations.rostering.situation import Breach
from lazaretto.obligations.rostering.unrolling import DAY, Unrolled

# Which phases may stand where: the guarded area is A's alone, and who is at home stands nowhere. Whoever is
# in no loop (ordinary) stands anywhere.
PHASES_IN: dict[Zone, tuple[Phase, ...]] = {
    "guarded": ("A", "ordinary"),
    "administration": ("A", "B", "ordinary"),
}


def post_unmanned(laid: Unrolled) -> Iterator[Breach]:
    """A watch of a day has fewer people than it needs, or fewer women."""
    for (post, name), watch in laid.watches.items():
        for day in laid.days:
            have, women = laid.manned[post, name, day], laid.women[post, name, day]
            if have < watch.need or women < watch.women:
                values = {
                    "post": post, "watch": name, "have": str(have), "need": str(watch.need),
                    "women": str(women), "women_needed": str(watch.women),
                }  # fmt: skip
                yield Breach(rule="post_unmanned", day=day, values=values)


def post_unknown(laid: Unrolled) -> Iterator[Breach]:
    """Somebody is to stand a post or a watch that this house does not have."""
    for stand in laid.stands:
        if (stand.post, stand.watch) not in laid.watches:
            yield Breach(
                rule="post_unknown", person=stand.person, day=stand.day,
                values={"post": stand.post, "watch": stand.watch},
            )  # fmt: skip


def post_unqualified(laid: Unrolled) -> Iterator[Breach]:
    """Somebody stands a post that is not for staff like them, or is not of this house at all."""
    for stand in laid.stands:
        post, member = laid.posts.get(stand.post), laid.members.get(stand.person)
        if post is not None and (member is None or member.post not in post.staff):
            staff = member.post if member is not None else ""
            yield Breach(
                rule="post_unqualified", person=stand.person, day=stand.day,
                values={"post": stand.post, "staff": staff},
            )  # fmt: skip


def untrained_on_post(laid: Unrolled) -> Iterator[Breach]:
    """Somebody stands a post without having passed a procedure that it asks for, or the pass has run out."""
    for stand in laid.stands:
        post, member = laid.posts.get(stand.post), laid.members.get(stand.person)
        if post is None or member is None:
            continue
        good = {known.procedure for known in member.known if stand.day <= known.until}
        for procedure in dict.fromkeys((*post.procedures, *laid.situation.needs.get(member.post, ()))):
            if procedure not in good:
                yield Breach(
                    rule="untrained_on_post", person=stand.person, day=stand.day,
                    values={"post": stand.post, "procedure": procedure},
                )  # fmt: skip


def stand_outside_phase(laid: Unrolled) -> Iterator[Breach]:
    """Somebody stands where those of their phase may not be: guarded A alone, administration A or B."""
    for stand in laid.stands:
        post = laid.posts.get(stand.post)
        phase = laid.phases.get(stand.person, {}).get(stand.day)
        if post is not None and phase not in PHASES_IN[post.zone]:
            yield Breach(
                rule="stand_outside_phase", person=stand.person, day=stand.day,
                values={"post": stand.post, "zone": post.zone, "phase": phase or ""},
            )  # fmt: skip


def watches_overlap(laid: Unrolled) -> Iterator[Breach]:
    """Somebody stands two watches at one time; the one of the eve counts."""
    for person, shifts in laid.shifts.items():
        member = laid.members.get(person)
        rested = member.rested_from if member is not None else None
        until = rested - DAY if rested is not None else 0
        for shift in shifts:
            if shift.start < until:
                yield Breach(
                    rule="watches_overlap", person=person, day=shift.stand.day,
                    values={"post": shift.stand.post, "watch": shift.stand.watch},
                )  # fmt: skip
            until = max(until, shift.end)
