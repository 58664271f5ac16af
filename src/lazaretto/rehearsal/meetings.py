"""Hearings by video and legal meetings: asked for, set and held; and what goes wrong with them (H4)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from lazaretto.facts import appointments as said
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import utc
from lazaretto.rehearsal.clauses import deadlines
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import Act, World

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_SET, _FIRST = time(8, 45), time(14, 30)  # invented
_LONG, _APART, _MOST = 30, 45 * _MINUTE, 4  # minutes of a meeting; from one to the next; of a house in a day
_TAKES = 28 * _MINUTE  # what it took in fact
_MORNING = time(10, 30)
_PARTY: dict[said.Legal, str] = {
    "hearing": "区人民法院第一巡回法庭", "lawyer": "甘肃陇南律师事务所", "consular": "驻华使馆领事处",
}  # fmt: skip
_WITHDRAWS: dict[said.Legal, said.Side] = {"hearing": "court", "lawyer": "lawyer", "consular": "other"}


def keep_appointments(world: World, day: date) -> None:
    """Step of the day: who is heard or met this afternoon is set in the morning."""
    if day <= world.assumptions.dates.heightened:
        return
    for house in world.holding():
        moment = world.clock(day, _SET)
        world.at(moment, _setting(world, house, day, moment))


def _setting(world: World, house: House, day: date, moment: datetime) -> Act:
    def choose() -> None:
        for kind, tell in _STORIES.items():
            table = world.happenings if kind in _NO_ERROR else world.slips
            if table.take(kind, house.code, day) is not None:
                tell(world, house, day, moment)
        number = 0
        for person in _free(world, house):
            sort = _turn(world, person, day)
            if sort is not None and number < _MOST:
                meeting = _Meeting(world, house, person, sort, day)
                starts = world.clock(day, _FIRST) + number * _APART
                if sort == "lawyer":
                    meeting.ask(moment)
                meeting.fix(moment + (20 + number) * _MINUTE, starts)
                meeting.hold(starts + _TAKES)
                number += 1

    return choose


def _turn(world: World, person: Person, day: date) -> said.Legal | None:
    """Whose turn it is: for a hearing in closed duty those of the general wings, for a lawyer anybody."""
    rate, closed = world.assumptions.rate, day >= world.assumptions.dates.closed
    if closed and person.layer in (0, 4) and _drawn(world, "heard", person, day, rate("video_hearings")):
        return "hearing"
    return "lawyer" if _drawn(world, "asked", person, day, rate("asked_meetings")) else None


def _drawn(world: World, what: str, person: Person, day: date, rate: int) -> bool:
    return world.draw(what, person.code, day).chance(rate)


def _free(world: World, house: House) -> list[Person]:
    """People who are in their cells and in no story of their own."""
    return [one for one in house.people() if one.present and one.code not in world.watched]


class _Meeting:
    """One appointment of one person: every act of it has its instant."""

    def __init__(self, world: World, house: House, person: Person, sort: said.Legal, day: date) -> None:
        self.world, self.house, self.person, self.sort = world, house, person, sort
        number = world.number(f"appointment {house.code} {day}")
        self.code = f"AP-{house.code}-{day:%m%d}-{number:02}"
        self.interpreter = "州翻译中心" if person.code in world.needs and self._speaks() else None

    def _speaks(self) -> str | None:
        """The language that the person needs, where it is not the common one."""
        need = self.world.needs.get(self.person.code)
        return need if need in LANGUAGES else None

    def ask(self, moment: datetime) -> None:
        """Somebody asks to meet the person."""
        body = said.AppointmentAsked(
            appointment=self.code, person=self.person.code, sort=self.sort, asked_by=_PARTY[self.sort]
        )
        self._say(body, moment)

    def fix(self, moment: datetime, starts: datetime) -> None:
        """When it will be, and how."""
        body = said.AppointmentSet(
            appointment=self.code, person=self.person.code, sort=self.sort, starts=utc(starts),
            minutes=_LONG, mode="video", party=_PARTY[self.sort], language=self._speaks(),
            interpreter=self.interpreter,
        )  # fmt: skip
        self._say(body, moment)

    def hold(self, moment: datetime, *, interpreted: bool | None = None) -> None:
        """It is over; or whoever asked gives it up, where the person has gone elsewhere meanwhile."""

        def hold() -> None:
            there = self.person.cell.place.startswith(f"{self.house.code}/")
            body: Body = said.AppointmentHeld(
                appointment=self.code, minutes=_LONG, mode="video",
                interpreted=self.interpreter is not None if interpreted is None else interpreted,
            )  # fmt: skip
            if not there or not self.person.present:
                words = "当事人已离所，另行联系"
                body = said.AppointmentCancelled(appointment=self.code, by=_WITHDRAWS[self.sort], words=words)
            self.state(body, moment)

        self.world.at(moment, hold)

    def give_up(self, moment: datetime) -> None:
        """Whoever set it wants it no longer."""
        body = said.AppointmentCancelled(
            appointment=self.code, by=_WITHDRAWS[self.sort], words="案件改期，另行通知"
        )
        self._say(body, moment)

    def put_off(self, moment: datetime) -> None:
        """The court puts it off."""
        body = said.AppointmentPostponed(
            appointment=self.code, by="court", cause="other_side", words="合议庭成员临时有事"
        )
        self._say(body, moment)

    def miss(self, moment: datetime) -> None:
        """It does not take place, and quarantine is the reason that is given."""
        body = said.AppointmentMissed(
            appointment=self.code, cause="quarantine", words="监区隔离期间未安排提押"
        )
        self._say(body, moment)

    def _say(self, body: Body, moment: datetime) -> None:
        self.world.at(moment, lambda: self.state(body, moment))

    def state(self, body: Body, moment: datetime) -> None:
        """Say something of it at once."""
        self.world.say(self.house.code, body, moment, actor=self.house.on_duty("officer").code)

    def breach(self, kind: str, moment: datetime, words: str, *conditions: str) -> None:
        """Note an error with it."""
        self.world.breach(kind, self.house, moment, self.code, f"{self.code} {words}", *conditions)

    def seed(self, kind: str, due: datetime, trigger: str) -> None:
        """Note that it was held after it was due."""
        for clause, owed in deadlines(self.world.protocol, trigger=trigger, evidence="appointment_held"):
            if owed.trigger_values and SORTS.index(self.sort) not in owed.trigger_values:
                continue
            when = due + ((owed.leeway if owed.names_due else owed.within) or 0) * _MINUTE
            until = when + (owed.grace + 1) * _MINUTE
            words, expects = f"{self.code} was late", ((clause.id, self.code),)
            self.world.slips.seed(Seeded(kind, self.house.code, when, until, words, expects))


def _one(world: World, house: House, day: date, sort: said.Legal) -> _Meeting:
    """A meeting of somebody of the general wings, who stays for as long as the story takes."""
    person = next(one for one in _free(world, house) if one.layer in (0, 4) and len(one.cell.beds) > 1)
    world.watched.add(person.code)
    return _Meeting(world, house, person, sort, day)


def _stop_for_quarantine(world: World, house: House, day: date, moment: datetime) -> None:
    """A hearing is missed for quarantine; it is set again within the hour, and held the next day."""
    meeting, starts = _one(world, house, day, "hearing"), world.clock(day, _MORNING)
    missed = starts + 8 * _MINUTE
    meeting.fix(moment + 5 * _MINUTE, starts)
    meeting.miss(missed)
    meeting.fix(missed + 14 * _MINUTE, starts + _DAY)
    meeting.hold(starts + _DAY + _TAKES)
    meeting.breach("hearing_stopped", missed, "was missed for quarantine", "legal_stopped_by_quarantine")


def _come_late(world: World, house: House, day: date, moment: datetime) -> None:
    """A lawyer who asked meets the person after more than two days."""
    meeting, starts = _one(world, house, day, "lawyer"), world.clock(day + 2 * _DAY, _FIRST)
    meeting.ask(moment)
    meeting.fix(moment + _HOUR, starts)
    meeting.hold(starts + _TAKES)
    meeting.seed("lawyer_late", moment, "appointment_asked")


def _say_nothing(world: World, house: House, day: date, moment: datetime) -> None:
    """A hearing is due, and nobody says what came of it until the afternoon."""
    meeting, starts = _one(world, house, day, "hearing"), world.clock(day, _MORNING)
    meeting.fix(moment + 5 * _MINUTE, starts)
    meeting.hold(starts + 3 * _HOUR)
    meeting.seed("meeting_unsaid", starts + _LONG * _MINUTE, "appointment_set")


def _leave_uninterpreted(world: World, house: House, day: date, moment: datetime) -> None:
    """A hearing of somebody who does not understand it is held all the same."""
    speaker = next(one for one in house.people() if world.needs.get(one.code) in LANGUAGES and one.present)
    meeting, starts = _Meeting(world, house, speaker, "hearing", day), world.clock(day, _MORNING)
    ends = starts + _TAKES
    meeting.fix(moment + 5 * _MINUTE, starts)
    meeting.hold(ends, interpreted=False)
    meeting.breach("interpreter_missing", ends, "was held without an interpreter", "held_without_interpreter")


def _hold_what_was_given_up(world: World, house: House, day: date, moment: datetime) -> None:
    """A hearing that the court had given up is written down as held."""
    meeting, starts = _one(world, house, day, "hearing"), world.clock(day, _MORNING)
    ends = starts + _TAKES
    meeting.fix(moment + 5 * _MINUTE, starts)
    meeting.give_up(starts - _HOUR)
    meeting.hold(ends)
    meeting.breach("meeting_astray", ends, "was held after it had been given up", "appointment_astray")


def _postpone(world: World, house: House, day: date, moment: datetime) -> None:
    """The court puts a hearing off to the next day."""
    meeting, starts = _one(world, house, day, "hearing"), world.clock(day, _MORNING)
    meeting.fix(moment + 5 * _MINUTE, starts)
    meeting.put_off(starts - 40 * _MINUTE)
    meeting.fix(starts - 20 * _MINUTE, starts + _DAY)
    meeting.hold(starts + _DAY + _TAKES)


def _receive_consul(world: World, house: House, day: date, moment: datetime) -> None:
    """A consular officer asks, and meets the person the next morning."""
    meeting, starts = _one(world, house, day, "consular"), world.clock(day + _DAY, _MORNING)
    meeting.ask(moment)
    meeting.fix(moment + 2 * _HOUR, starts)
    meeting.hold(starts + _TAKES)


LANGUAGES = ("bo", "sce")  # codes of the languages that people of the city need interpreted
SORTS: tuple[said.Legal, ...] = ("hearing", "lawyer", "consular", "prosecutor", "questioning")
_NO_ERROR = ("hearing_postponed", "consul_comes")
_STORIES: dict[str, Callable[[World, House, date, datetime], None]] = {
    "hearing_stopped": _stop_for_quarantine,
    "lawyer_late": _come_late,
    "meeting_unsaid": _say_nothing,
    "interpreter_missing": _leave_uninterpreted,
    "meeting_astray": _hold_what_was_given_up,
    "hearing_postponed": _postpone,
    "consul_comes": _receive_consul,
}  # fmt: skip
