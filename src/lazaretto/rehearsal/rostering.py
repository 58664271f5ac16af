"""The roster of a house: its posts, who stands which watch, drafted by an officer and signed by the leader.

Watches go round groups of the batch that is inside: two watches of twelve hours round four groups (two
days, two nights, four off), one watch round whoever there is. Nobody stands a watch that begins before they
came in.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from lazaretto.facts import duty
from lazaretto.facts.duty import Phase
from lazaretto.protocol.document import Pattern, Task
from lazaretto.rehearsal.assumptions import PostPlan, WatchPlan
from lazaretto.rehearsal.subjects import House, Officer
from lazaretto.rehearsal.world import World

_DAY = timedelta(days=1)
_SET, _DRAFTED, _SIGNED, _FIXED = time(6, 10), time(6, 20), time(6, 40), time(10, 30)
_GROUPS = 4  # two days on the first watch, two on the second, four off: 48 hours in any week


def set_posts(world: World, house: House, day: date) -> None:
    """State the posts of a house, sized by the smallest batch that may have to stand them."""
    moment = world.clock(day, _SET)
    for plan in world.assumptions.posts:
        watches = tuple(
            duty.Watch(watch=watch.watch, begins=watch.begins, hours=watch.hours, need=_need(house, plan))
            for watch in _watches(house, plan)
        )  # fmt: skip
        body = duty.PostSet(
            post=plan.post, title=plan.title, zone=plan.zone, staff=plan.staff, watches=watches
        )
        world.say(house.code, body, moment, actor=house.leader().code)


def sign_roster(
    world: World, house: House, pattern: Pattern, day: date, phases: Mapping[str, Phase], days: int
) -> None:
    """Put a roster forward and sign it: everybody's phase, and who of those inside stands which watch."""
    last = day + (days - 1) * _DAY
    turns = tuple(
        duty.Turn(person=o.code, phase=phases[o.code], batch=f"{house.code}-{o.batch}", first=day, last=last)
        for o in house.staff
    )
    inside = [o for o in house.staff if phases[o.code] == "A"]
    stands = tuple(
        stand for plan in world.assumptions.posts for stand in _round(house, plan, inside, day, days)
    )
    world.stands[house.code] = stands
    roster, officer = f"R-{house.code}-{day:%m%d}", _drafter(house)
    draft = duty.RosterDrafted(
        roster=f"{roster}-1", pattern=pattern.id, first=day, last=last, turns=turns, stands=stands
    )
    signed = duty.RosterPublished(
        roster=roster, first=day, last=last, persons=tuple(o.code for o in house.staff),
        signed_by=house.leader().code, pattern=pattern.id, turns=turns, stands=stands, draft=draft.roster,
    )  # fmt: skip
    world.say(house.code, draft, world.clock(day, _DRAFTED), actor=officer)
    moment = world.clock(day, _SIGNED)
    world.at(moment, lambda: world.say(house.code, signed, moment, actor=house.leader().code))
    fix_tasks(world, house, day)


def fix_tasks(world: World, house: House, day: date) -> None:
    """Sign the three fixed, once the shift is inside: whose each task is, and who stands in."""
    moment = world.clock(day, _FIXED)
    world.at(moment, lambda: _fix(world, house, day, moment))


def _fix(world: World, house: House, day: date, moment: datetime) -> None:
    known, leader = {task.id: task for task in world.protocol.tasks}, house.leader().code
    rows = tuple(
        _fixing(known[task], plan, number, [o.code for o in house.working("A") if o.post in plan.staff])
        for plan in world.assumptions.posts
        for number, task in enumerate(plan.tasks)
        if task in known
    )
    rows = rows[: -1 if _blank(world, house, day, moment) else None]
    if rows:
        body = duty.Fixed(matrix=f"SD-{house.code}-{day:%m%d}", rows=rows, signed_by=leader)
        world.say(house.code, body, moment, actor=leader)


def _blank(world: World, house: House, day: date, moment: datetime) -> bool:
    """Whether somebody leaves the last line of the three fixed out."""
    if not world.slips.take("task_left_blank", house.code, day):
        return False
    words = f"The three fixed of {house.code} leave a task to nobody"
    world.breach("task_left_blank", house, moment, house.code, words, "task_unfixed")
    return True


def _fixing(task: Task, plan: PostPlan, number: int, able: Sequence[str]) -> duty.Fixing:
    person, deputy = able[number % len(able)], able[(number + 1) % len(able)]
    return duty.Fixing(
        task=task.id, post=plan.post, person=person, duty=task.duty.zh_hans,
        deputy=deputy if deputy != person else None,
    )  # fmt: skip


def _drafter(house: House) -> str:
    return next(o.code for o in house.staff if o.post == "officer")


def _fit(house: House, plan: PostPlan) -> int:
    """How many of the smallest batch may stand a post."""
    able = [o.batch for o in house.staff if o.post in plan.staff]
    return min(able.count(batch) for batch in {o.batch for o in house.staff})


def _watches(house: House, plan: PostPlan) -> tuple[WatchPlan, ...]:
    """All watches of a post, or the first alone where the batch is too small to go round them."""
    return plan.watches if _fit(house, plan) >= plan.of else plan.watches[:1]


def _need(house: House, plan: PostPlan) -> int:
    return max(1, _fit(house, plan) // max(plan.of, 1))


def _round(
    house: House, plan: PostPlan, inside: Sequence[Officer], day: date, days: int
) -> Iterator[duty.Stand]:
    """Who stands a post's watches, day after day."""
    able = [o.code for o in inside if o.post in plan.staff]
    need, watches = _need(house, plan), _watches(house, plan)
    for number in range(days):
        for place, watch in enumerate(watches):
            for person in _on_watch(able, need, number, place, groups=len(watches) > 1):
                yield duty.Stand(person=person, post=plan.post, watch=watch.watch, day=day + number * _DAY)


def _on_watch(able: Sequence[str], need: int, number: int, place: int, *, groups: bool) -> Sequence[str]:
    """Who is on a watch on day ``number``. In groups: two days on the first watch, two on the next, off."""
    if groups:
        group = (number // 2 - place) % _GROUPS
        return able[group * need : (group + 1) * need]
    return [able[(number * need + n) % len(able)] for n in range(min(need, len(able)))]
