"""Invented houses by a seed: their staff in three batches of the loop, their posts, leaves and limits."""

from datetime import date, time, timedelta

from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import Phase, StaffPost, Watch
from lazaretto.obligations.rostering.situation import Away, Known, Member, Post, Situation, Step
from lazaretto.rehearsal.streams import Stream

FIRST = date(2022, 3, 15)
SIZES = (98, 88, 82, 78, 72, 68, 64, 62, 58, 54, 50, 46, 42, 38)  # 900 in fourteen houses
LOOP: tuple[Phase, ...] = ("A", "C", "B")
LIMITS = {
    "batch_incomplete": {"leaders": 1, "medics": 1, "women": 1},
    "watch_hours_exceeded": {"hours": 12},
    "week_hours_exceeded": {"hours": 60},
    "rest_too_short": {"hours": 11},
    "nights_in_a_row": {"nights": 3},
    "inside_too_long": {"days": 14},
}
EIGHTS = ((0, 8), (8, 8), (16, 8))
TWELVES = ((8, 12), (20, 12))
BEYOND = timedelta(days=400)


def house(seed: int, number: int, size: int, days: int) -> Situation:
    """One house of so many staff over so many days, every batch on the first day of its phase."""
    posts = _staff(size)
    members = tuple(_member(seed, number, n, post, days) for n, post in enumerate(posts))
    return Situation(
        facility=f"H{number:02}", first=FIRST, last=FIRST + timedelta(days=days - 1), pattern="abc-7-7-7",
        steps=tuple(Step(phase=phase, days=7) for phase in LOOP), members=members,
        posts=_posts(posts.count("officer")), limits=LIMITS, needs={"officer": ("donning",)},
    )  # fmt: skip


def _staff(size: int) -> list[StaffPost]:
    """Leaders, medics, kitchen, drivers and gate in the shares of a house; the others are officers."""
    few = max(5, size // 14)
    counts: dict[StaffPost, int] = {
        "leader": few, "medic": few, "kitchen": few, "driver": size // 24, "gate": max(4, size // 12),
    }  # fmt: skip
    counts["officer"] = size - sum(counts.values())
    return [post for post, count in counts.items() for _ in range(count)]


def _member(seed: int, number: int, n: int, post: StaffPost, days: int) -> Member:
    draw = Stream(seed, "member", number, n)
    sex: Sex = "female" if n % 4 == 0 else "male"
    away: tuple[Away, ...] = ()
    if draw.chance(250):
        first = FIRST + timedelta(days=draw.between(7, days - 1))
        away = (Away(cause="leave", first=first, last=first + timedelta(days=draw.between(4, 9))),)
    known = [Known(procedure="donning", until=FIRST + BEYOND)]
    if n % 5:
        known.append(Known(procedure="screens", until=FIRST + BEYOND))
    return Member(
        person=f"H{number:02}-{n:03}", sex=sex, post=post, phase=LOOP[n % 3], since=FIRST, batch=f"{n % 3}",
        away=away, known=tuple(known),
    )  # fmt: skip


def _posts(officers: int) -> tuple[Post, ...]:
    """Posts for about four officers in five of a batch; kitchen and medic inside, the gate outside."""
    inside = officers * 4 // (3 * 5)
    screens = int(inside >= 12)
    wings = max(1, inside // 4 - screens)  # four inside for one on a watch of eight hours, day and night
    return (
        _post("wing", "guarded", ("officer",), ("donning",), EIGHTS, wings),
        *([_post("screens", "guarded", ("officer",), ("screens",), EIGHTS, 1)] if screens else ()),
        _post("kitchen", "guarded", ("kitchen",), (), ((9, 8),), 1),
        _post("ward", "guarded", ("medic",), (), ((8, 8),), 1),
        _post("gate", "administration", ("gate", "officer"), (), TWELVES, 1),
    )


def _post(
    post: str, zone: str, staff: tuple[StaffPost, ...], procedures: tuple[str, ...],
    hours: tuple[tuple[int, int], ...], need: int,
) -> Post:  # fmt: skip
    women = 1 if post == "wing" and need > 2 else 0
    return Post(
        post=post, zone="guarded" if zone == "guarded" else "administration", staff=staff,
        procedures=procedures,
        watches=tuple(
            Watch(watch=f"{hour:02}", begins=time(hour), hours=length, need=need, women=women)
            for hour, length in hours
        ),
    )  # fmt: skip
