"""The wing's day: three times a day a house says of every wing what was done, and what was not (M35)."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import regime
from lazaretto.facts.places import zone_of
from lazaretto.rehearsal.clauses import recurring, refrains
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.needs import ignore_diet
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import Act, World

_MINUTE = timedelta(minutes=1)
# What is said when: by then it was done, and it is still time to say so.
_HOURS: tuple[tuple[time, tuple[regime.Activity, ...]], ...] = (
    (time(8, 35), ("rest", "rising", "meal", "medication")),
    (time(12, 45), ("meal",)),
    (
        time(17, 20),
        ("open_air", "washing", "family", "legal", "study", "recreation", "meal", "medication"),
    ),
)
_NOON = 1


def keep_regime(world: World, day: date) -> None:
    """Step of the day: what each wing's day holds, said in the morning, at noon and in the evening."""
    if not any(recurring(world.protocol, "activity_done")):
        return
    for house in world.holding():
        for which, (hour, activities) in enumerate(_HOURS):
            moment = world.clock(day, hour)
            world.at(moment, _telling(world, house, which, activities, moment))


def _telling(
    world: World, house: House, which: int, activities: tuple[regime.Activity, ...], moment: datetime
) -> Act:
    def tell() -> None:
        wings = _wings(house) if world.issued is not None else {}
        left = [(name, activity) for name in wings for activity in activities]
        if which == _NOON and wings and world.slips.take("meal_left_out", house.code, world.today(moment)):
            left.remove((_hungry(world, house, wings, moment), "meal"))
        if which > _NOON and wings and world.slips.take("yard_closed", house.code, world.today(moment)):
            left.remove((_close_yard(world, house, wings, moment), "open_air"))
        rains = which > _NOON and wings
        if rains and world.happenings.take("yard_rained_off", house.code, world.today(moment)):
            _rain(world, house, wings, moment)
            left = [(wing, one) for wing, one in left if one != "open_air"]
        left = [(wing, one) for wing, one in left if one != world.stopped.get(wing)]
        parts = tuple(
            regime.Part(wing=wing, activity=activity, took_part=wings[wing]) for wing, activity in left
        )
        if parts:
            unmet = ignore_diet(world, house, moment) if which == _NOON else ()
            body = regime.ActivityDone(parts=parts, unmet=unmet)
            world.say(house.code, body, moment, actor=house.on_duty("officer").code)

    return tell


def _wings(house: House) -> dict[str, int]:
    """Wing → people who are in it now."""
    found: dict[str, int] = {}
    for person in house.people():
        wing = zone_of(person.cell.place) or house.code
        if person.present:
            found[wing] = found.get(wing, 0) + 1
    return found


def _rain(world: World, house: House, wings: dict[str, int], moment: datetime) -> None:
    """Nobody goes out, and it is said why."""
    body = regime.ActivityLeftOut(
        wings=tuple(wings), activity="open_air", cause="weather", words="全天大雨，改在监室内活动"
    )
    world.say(house.code, body, moment, actor=house.on_duty("officer").code)


def _hungry(world: World, house: House, wings: dict[str, int], moment: datetime) -> str:
    """The fullest wing gets no dinner, and nobody writes down why."""
    wing = max(wings, key=lambda name: wings[name])
    _seed(world, house, "meal_left_out", wing, moment, 45 * _MINUTE, 0)
    return wing


def _close_yard(world: World, house: House, wings: dict[str, int], moment: datetime) -> str:
    """The fullest wing is kept from the open air, and quarantine is given as the reason."""
    wing = max(wings, key=lambda name: wings[name])
    body = regime.ActivityLeftOut(
        wings=(wing,), activity="open_air", cause="quarantine", words="隔离期间不安排室外活动"
    )
    world.say(house.code, body, moment, actor=house.on_duty("officer").code)
    _seed(world, house, "yard_closed", wing, moment, 10 * _MINUTE, 2, stopped=True)
    return wing


def _seed(
    world: World, house: House, kind: str, wing: str, moment: datetime, until_due: timedelta, activity: int,
    *, stopped: bool = False,
) -> None:  # fmt: skip
    """The clauses that owed it find it missed once it can be made up no longer; a stopped right at once."""
    bound = [(c, d) for c, d in recurring(world.protocol, "activity_done") if activity in d.evidence_values]
    grace = max((owed.grace for _, owed in bound), default=0) * _MINUTE
    found = [clause for clause, _ in bound]
    if stopped:
        found += [clause for clause, _ in refrains(world.protocol, "right_left_out_for_quarantine")]
    due = moment + until_due
    since = moment - _MINUTE if stopped else due
    words = f"{kind.replace('_', ' ')} in {wing}"
    expects = tuple((clause.id, wing) for clause in found)
    world.slips.seed(Seeded(kind, house.code, since, due + grace + _MINUTE, words, expects))
