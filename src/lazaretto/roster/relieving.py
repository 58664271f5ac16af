"""Something is short → which rules collide, and what would help: always by planning again, never guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as replaced

from msgspec.structs import replace

from lazaretto.facts.duty import StaffPost
from lazaretto.obligations.rostering.situation import Known, Member, Situation
from lazaretto.roster.answer import Collision, Relief, ReliefCode
from lazaretto.roster.ground import Ground
from lazaretto.roster.pacing import Pace
from lazaretto.roster.shortening import Gap, Short, gaps, shortest

# Rules that could be dropped in thought. Those that say what is short are what the others collide with.
COLLIDING = (
    "phase_cut_short", "phase_out_of_order", "phase_too_long", "inside_too_long", "absent_on_duty",
    "post_unqualified", "untrained_on_post", "week_hours_exceeded", "rest_too_short", "nights_in_a_row",
    "watch_hours_exceeded",
)  # fmt: skip
_LOOKS = 24  # how many times a house is planned again at most: the time is shared among so many


@dataclass(slots=True)
class _Looking:
    """The house as it is, how short it is, and the seconds that each further look may take."""

    ground: Ground
    pace: Pace
    seconds: float
    short: Short
    found: list[Gap]

    def left(self, ground: Ground) -> Short:
        """How short the house would be otherwise."""
        return shortest(ground, self.pace, self.seconds)


def helped(ground: Ground, pace: Pace, houses: int) -> tuple[tuple[Collision, ...], tuple[Relief, ...]]:
    """The rules that collide, and everything that would lessen the shortage, what helps most first.

    houses: how many share the time that is left.
    """
    ground = replaced(ground, keep=None, changing_until=None)
    seconds = pace.left / houses / _LOOKS
    short = shortest(ground, pace, seconds)
    found = gaps(short.loop, short.letters)
    if not found:  # the loop has everybody it needs; only single watches are short
        return (), ()
    looking = _Looking(ground, pace, seconds, short, found)
    reliefs = sorted(_reliefs(looking), key=lambda relief: (not relief.whole, relief.left))
    return _collisions(looking), tuple(relief for relief in reliefs if relief.left < short.left)


def _collisions(looking: _Looking) -> tuple[Collision, ...]:
    """A least set of rules that cannot be kept together with what is short: none of them can be spared.

    Rule by rule: what is short without it as well is left out for good; what is left is needed.
    """
    if not looking.short.proved:
        return ()
    dropped = frozenset(looking.ground.dropped)
    for rule in COLLIDING:
        if looking.pace.stopped:
            return ()
        trial = replaced(looking.ground, dropped=dropped | {rule})
        if looking.left(trial).proved:
            dropped |= {rule}
    core = tuple(rule for rule in COLLIDING if rule not in dropped)
    short = dict.fromkeys(gap.name.split()[0] for gap in looking.found)
    worst = max(looking.found, key=lambda gap: gap.days)
    return (Collision(rules=(*short, *core), values=_values(looking.ground, worst)),)


def _values(ground: Ground, gap: Gap) -> dict[str, str]:
    """Who is short, from when to when, how many of how many."""
    return {
        "who": _who(ground, gap), "first": ground.day(gap.first).isoformat(),
        "last": ground.day(gap.last).isoformat(), "need": str(gap.need), "missing": str(gap.most),
        "days": str(gap.days),
    }  # fmt: skip


def _who(ground: Ground, gap: Gap) -> str:
    """The posts that are short, or what the batch lacks."""
    rule, what, *_ = gap.name.split()
    return ground.groups[int(what)].name if rule == "post_unmanned" else what


def _reliefs(looking: _Looking) -> Iterator[Relief]:
    for gap in looking.found:
        yield from _more_people(looking, gap)
        yield from _fewer_on_post(looking, gap)
        yield from _teach(looking, gap)
    yield from _shorter_phase(looking)
    yield from _forced_swap(looking)


def _told(code: ReliefCode, short: Short, **values: str) -> Relief:
    return Relief(code=code, left=short.left, whole=short.left == 0, values=values)


def _with(looking: _Looking, **changes: object) -> Ground:
    return replaced(looking.ground, situation=replace(looking.ground.situation, **changes))


def _more_people(looking: _Looking, gap: Gap) -> Iterator[Relief]:
    """More of a kind, taught all that is asked, from the first day on: the fewest that help most."""
    situation = looking.ground.situation
    kind, women = _kind(looking.ground, gap)
    best: tuple[int, Short] | None = None
    for count in range(gap.most, gap.most * len(looking.ground.lengths) + 1):
        more = tuple(_newcomer(situation, kind, n, women=women) for n in range(count))
        short = looking.left(_with(looking, members=(*situation.members, *more)))
        best = (count, short) if best is None or short.left < best[1].left else best
        if not any(each.name == gap.name for each in gaps(short.loop, short.letters)) or looking.pace.stopped:
            break
    if best is not None:
        count, short = best
        yield _told(
            "more_people", short, count=str(count), kind=kind, women=str(int(women)),
            **_values(looking.ground, gap),
        )  # fmt: skip


def _kind(ground: Ground, gap: Gap) -> tuple[StaffPost, bool]:
    """Who is missing: the post of staff, and whether women."""
    rule, what, *rest = gap.name.split()
    if rule == "post_unmanned":
        return ground.groups[int(what)].posts[0].staff[0], bool(rest)
    kinds: dict[str, StaffPost] = {"leaders": "leader", "medics": "medic"}
    return kinds.get(what, "officer"), what == "women"


def _newcomer(situation: Situation, kind: StaffPost, n: int, *, women: bool) -> Member:
    asked = {p for post in situation.posts for p in post.procedures} | set(situation.needs.get(kind, ()))
    known = tuple(Known(procedure=procedure, until=situation.last) for procedure in sorted(asked))
    return Member(person=f"+{n}", sex="female" if women else "male", post=kind, known=known)


def _fewer_on_post(looking: _Looking, gap: Gap) -> Iterator[Relief]:
    """One fewer on each watch of a post that is short, where more than one is asked for."""
    rule, what, *_ = gap.name.split()
    if rule != "post_unmanned":
        return
    situation = looking.ground.situation
    for post in looking.ground.groups[int(what)].posts:
        if max(watch.need for watch in post.watches) < 2:
            continue
        fewer = tuple(
            replace(watch, need=watch.need - 1, women=min(watch.women, watch.need - 1))
            for watch in post.watches
            if watch.need
        )
        posts = tuple(replace(each, watches=fewer) if each is post else each for each in situation.posts)
        short = looking.left(_with(looking, posts=posts))
        yield _told("fewer_on_post", short, post=post.post, **_values(looking.ground, gap))


def _teach(looking: _Looking, gap: Gap) -> Iterator[Relief]:
    """A procedure taught to as many as are then posted who lacked it."""
    rule, what, *_ = gap.name.split()
    if rule != "post_unmanned":
        return
    situation, group = looking.ground.situation, looking.ground.groups[int(what)]
    for procedure in group.posts[0].procedures:
        lacking = [
            n for n, m in enumerate(situation.members)
            if m.post in group.posts[0].staff and all(k.procedure != procedure for k in m.known)
        ]  # fmt: skip
        if not lacking:
            continue
        members = list(situation.members)
        for n in lacking:
            known = Known(procedure=procedure, until=situation.last)
            members[n] = replace(members[n], known=(*members[n].known, known))
        short = looking.left(_with(looking, members=tuple(members)))
        letters = {at for at, each in enumerate(looking.ground.letters) if each.group == int(what)}
        posted = [
            n for at, n in enumerate(short.loop.members)
            if n in lacking and letters & set(short.letters[at].tolist())
        ]  # fmt: skip
        yield _told(
            "teach", short, procedure=procedure, count=str(len(posted)),
            people=", ".join(situation.members[n].person for n in posted), **_values(looking.ground, gap),
        )  # fmt: skip


def _shorter_phase(looking: _Looking) -> Iterator[Relief]:
    """A block fewer at home or on standby; a phase of one block falls away."""
    steps = looking.ground.situation.steps
    for at, step in enumerate(steps):
        days = step.days - looking.ground.block
        if step.phase not in ("B", "C") or (step.phase == "B" and not days):
            continue
        shorter = (*steps[:at], *((replace(step, days=days),) if days else ()), *steps[at + 1 :])
        members = tuple(
            replace(m, phase="B") if m.phase == step.phase and not days else m for m in looking.ground.members
        )
        short = looking.left(_with(looking, steps=shorter, members=members))
        yield _told("shorter_phase", short, phase=step.phase, before=str(step.days), after=str(days))


def _forced_swap(looking: _Looking) -> Iterator[Relief]:
    """Phases cut short: what a swap by force would mean, in people and in days owed and not served."""
    short = looking.left(replaced(looking.ground, dropped=looking.ground.dropped | {"phase_cut_short"}))
    people, days = _cut(short)
    if people:
        yield _told("forced_swap", short, people=str(people), cut=str(days))


def _cut(short: Short) -> tuple[int, int]:
    """How many people end a phase before its days, and how many days they owe in all."""
    ground, people, owed = short.loop.ground, 0, 0
    for at, n in enumerate(short.loop.members):
        member = ground.members[n]
        phase = member.phase if member.phase in ground.lengths else None
        ready, before = ground.ready(member), owed
        for step, letter in enumerate(short.letters[at]):
            now, day = ground.letters[letter].phase, ground.cuts[step]
            if now != phase:
                owed += max(0, ready - day) if now is not None and phase is not None else 0
                ready = day + ground.lengths[now] if now is not None else 0
                phase = now
        people += owed > before
    return people, owed
