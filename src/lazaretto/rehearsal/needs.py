"""What people need to eat and to be understood, as they said it; and a dinner that ignored it (H4)."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import appointments
from lazaretto.rehearsal.names import HAN, HUI
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import Act, World

_ASKED, _NEWCOMERS = time(15, 20), time(17, 5)
_APART = timedelta(minutes=1)
HALAL = "halal"
# Houses that hold somebody who does not speak the common language; invented.
_SPEAKERS = {"QZ-D": "bo", "GG-D": "bo", "QA-D": "sce", "ZJ-D": "sce"}
_HUI_ALONE = frozenset(HUI) - frozenset(HAN)


def ask_needs(world: World, day: date) -> None:
    """Step of the day: on the first one everybody is asked, later whoever has come."""
    heightened = world.assumptions.dates.heightened
    if day < heightened:
        return
    for house in world.holding():
        moment = world.clock(day, _ASKED if day == heightened else _NEWCOMERS)
        world.at(moment, _asking(world, house, moment, first=day == heightened))


def ignore_diet(world: World, house: House, moment: datetime) -> tuple[str, ...]:
    """The kitchen's one dinner for all: whoever may not eat it is written down, and that is found."""
    hungry = [one.code for one in house.people() if one.present and world.needs.get(one.code) == HALAL]
    if not hungry or world.slips.take("diet_ignored", house.code, world.today(moment)) is None:
        return ()
    words = f"{hungry[0]} got a dinner that they may not eat"
    world.breach("diet_ignored", house, moment, hungry[0], words, "need_unmet")
    return (hungry[0],)


def _asking(world: World, house: House, moment: datetime, *, first: bool) -> Act:
    def ask() -> None:
        today = world.today(moment)
        people = [one for one in house.people() if one.present and (first or one.came == today)]
        eaters = [one for one in people if one.name[0] in _HUI_ALONE]
        for number, person in enumerate(eaters):
            _state(world, house, person, "diet", HALAL, moment + number * _APART / 2)
        speaker = next((one for one in people if one.code not in world.watched and one not in eaters), None)
        if first and speaker is not None and house.code in _SPEAKERS:
            world.watched.add(speaker.code)
            for sort in ("language", "interpreter"):
                _state(world, house, speaker, sort, _SPEAKERS[house.code], moment)

    return ask


def _state(
    world: World, house: House, person: Person, sort: appointments.NeedSort, need: str, moment: datetime
) -> None:
    world.needs[person.code] = need
    body = appointments.NeedStated(person=person.code, sort=sort, need=need)
    actor = house.on_duty("officer").code
    world.say(house.code, body, moment, actor=actor, place=person.cell.place)
