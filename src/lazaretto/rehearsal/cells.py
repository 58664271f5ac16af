"""Cells: closed while a cohort counts its days, disinfected when it has left, out of use while mended."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import custody, hygiene, quarantine
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.subjects import Cell, Cohort, House, Person
from lazaretto.rehearsal.world import Act, World, first

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_AT_REST, _LATEST = timedelta(hours=3), time(20, 30)  # a cohort closes so long after it came, or by then
_CLEANED = time(17, 40)  # after the last transfer of a day
_CONTACT = 30  # minutes, where no clause says
_STRENGTH = 500
_MENDED_DAYS = 2
_HOURS = 12


def close_later(world: World, cohort: Cohort, moment: datetime) -> None:
    """Close a cohort on the day on which it came, unless everybody forgets to."""
    day = world.today(moment)
    at = max(min(moment + _AT_REST, world.clock(day, _LATEST)), moment + 5 * _MINUTE)
    if world.slips.take("cohort_left_open", cohort.house.code, day):
        hours = setting(world.protocol, "cohort_left_open", "hours", default=_HOURS)
        words = f"The cohort {cohort.code} was never closed"
        world.breach(
            "cohort_left_open", cohort.house, moment + hours * 60 * _MINUTE, cohort.code, words,
            "cohort_left_open",
        )  # fmt: skip
        return
    world.at(at, lambda: _close(world, cohort, at))


def _close(world: World, cohort: Cohort, moment: datetime) -> None:
    if cohort.there():
        body = quarantine.CohortClosed(cohort=cohort.code, cell=cohort.cell.place)
        officer = cohort.house.on_duty("officer").code
        world.say(cohort.house.code, body, moment, actor=officer, place=cohort.cell.place)


def clean_cells(world: World, day: date) -> None:
    """Step of the day: quarantine cells that everybody has left are disinfected in the evening."""
    moment = world.clock(day, _CLEANED)
    for house in world.holding():
        world.at(moment, _cleaning(world, house, moment))


def _cleaning(world: World, house: House, moment: datetime) -> Act:
    def clean() -> None:
        soiled = [c for c in house.cells.values() if c.soiled and not c.beds and c.use != "general"]
        if soiled and world.slips.take("cell_left_dirty", house.code, world.today(moment)):
            soiled[0].soiled, soiled[0].passed_over = False, True
            soiled = soiled[1:]
        for number, cell in enumerate(soiled):
            _disinfect(world, house, cell, moment + number * 6 * _MINUTE)

    return clean


def notice_dirt(world: World, house: House, person: Person, moment: datetime) -> None:
    """The first who comes into a cell that was passed over finds it as others left it."""
    cell = person.cell
    if cell.passed_over:
        cell.passed_over = False
        words = f"{cell.place} had not been disinfected when {person.code} came"
        world.breach("cell_left_dirty", house, moment, person.code, words, "cell_not_disinfected")


def _disinfect(world: World, house: House, cell: Cell, moment: datetime) -> None:
    cell.soiled = False
    strength = setting(world.protocol, "disinfection_weak", "mg_l", default=_STRENGTH)
    contact = setting(world.protocol, "disinfection_weak", "minutes", default=_CONTACT)
    body = hygiene.Disinfected(
        agent="chlorine", target_mg_l=strength, measured_mg_l=strength + 20, contact_minutes=contact,
        checked_by=house.on_duty("medic").code,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=cell.place)


def mend(world: World, house: House, moment: datetime) -> None:
    """A lock or a pipe is broken: a cell is out of use for some days."""
    day = world.today(moment)
    cell = first(
        c for c in reversed(house.cells.values())
        if c.use in ("transition", "isolation") and not c.beds and not c.kept
    )  # fmt: skip
    cell.mended_until = day + _MENDED_DAYS * _DAY
    body = custody.CellWithdrawn(cell=cell.place, cause="repair", words="门锁损坏，待修")
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=cell.place)
    back = moment + _MENDED_DAYS * _DAY
    world.at(back, lambda: _return(world, house, cell, back))


def _return(world: World, house: House, cell: Cell, moment: datetime) -> None:
    body = custody.CellReturned(cell=cell.place)
    world.say(house.code, body, moment, actor=house.leader().code, place=cell.place)
