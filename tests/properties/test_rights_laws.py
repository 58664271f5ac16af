"""The counter of days alone against a pencil: random stays, company, contacts, moves, zones and restarts."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts import custody, quarantine, regime
from lazaretto.facts.command import PlaceEstablished, ProtocolIssued
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.force import in_force
from lazaretto.obligations.guarding import Guarded, guard
from lazaretto.protocol.document import Refrain
from tests.stating import house, record_of
from tests.unit.obligations.owing import document

START = datetime(2022, 2, 28, 16, tzinfo=UTC)  # midnight of 1 March in Shanghai
DAYS = 14
ZONES = {"QZ-D": "Asia/Shanghai", "QZ-L": "Asia/Urumqi"}
CELLS = ("QZ-D/I/01", "QZ-D/T/01", "QZ-L/T/01")
PEOPLE = ("P1", "P2", "P3")
HOURS, MINUTES = 22, 120
RULE = Refrain(condition="alone_too_long", settings={"days": 4, "hours": HOURS, "minutes": MINUTES})


class Step(NamedTuple):
    """What happens to a person at a minute of the story."""

    person: str
    minute: int
    verb: str
    cell: str
    amount: int


steps = st.builds(
    Step, st.sampled_from(PEOPLE), st.integers(0, DAYS * 24 * 4).map(lambda q: 15 * q),
    st.sampled_from(["place", "place", "out", "free", "talk", "talk", "restart"]), st.sampled_from(CELLS),
    st.sampled_from([30, 60, 90, 120, 180]),
)  # fmt: skip


class Stay(NamedTuple):
    """A person was in a cell from one instant to another."""

    person: str
    cell: str
    start: datetime
    end: datetime


def told(story: list[Step]) -> tuple[list[Fact], list[Stay], list[tuple[str, datetime, int]], dict[str, str]]:
    """(facts, stays, contacts, who has a bed where at the end), of steps that fit each other."""
    cell: dict[str, str] = {}
    away: set[str] = set()
    since: dict[str, datetime] = {}
    facts: list[Fact] = []
    stays: list[Stay] = []
    talks: list[tuple[str, datetime, int]] = []

    def say(body: Body, when: datetime, where: str) -> None:
        number, place = UUID(int=len(facts) + 10), where.partition("/")[0]
        facts.append(Fact(id=number, occurred=when, recorded=when, facility=place, actor="S1", device="desk",
                          body=body))  # fmt: skip

    def leave(who: str, when: datetime) -> None:
        if who in since:
            stays.append(Stay(who, cell[who], since.pop(who), when))

    taken: set[tuple[str, int]] = set()
    for step in sorted(story, key=lambda one: one.minute):
        who, when = step.person, START + timedelta(minutes=step.minute)
        if (who, step.minute) in taken:
            continue
        taken.add((who, step.minute))
        if step.verb == "place":
            _place(who, when, step.cell, cell, away, say)
            leave(who, when)
            cell[who], since[who] = step.cell, when
            away.discard(who)
        elif step.verb == "talk" and who in cell:
            say(regime.ContactGiven(persons=(who,), sort="talk", minutes=step.amount), when, cell[who])
            talks.append((who, when, step.amount))
        elif step.verb == "out" and who in since:
            say(custody.WentOut(person=who, to="hospital"), when, cell[who])
            leave(who, when)
            away.add(who)
        elif step.verb == "free" and who in cell:
            say(custody.Released(person=who, basis="law"), when, cell[who])
            leave(who, when)
            cell.pop(who)
            away.discard(who)
        elif step.verb == "restart" and who in since:
            say(quarantine.ClockRestarted(order="O", person=who, layer=1, cohort="C", because=UUID(int=1),
                                          reason="mixed"), when, cell[who])  # fmt: skip
    end = START + timedelta(days=DAYS, hours=12)
    for who in list(since):
        leave(who, end)
    return facts, stays, talks, cell


def _place(who: str, when: datetime, to: str, cell: dict[str, str], away: set[str], say: object) -> None:
    """The fact by which a person comes into a cell: admitted, moved, back, or sent over to another house."""
    assert callable(say)
    if who not in cell:
        say(custody.Admitted(person=who, cell=to, sex="male"), when, to)
    elif who in away and to.partition("/")[0] == cell[who].partition("/")[0]:
        say(custody.CameBack(person=who, cell=to), when, to)
    elif to.partition("/")[0] == cell[who].partition("/")[0]:
        say(custody.Moved(person=who, cell=to), when, to)
    else:
        other = to.partition("/")[0]
        say(
            custody.TransferredOut(person=who, to=other, escort=("S1",), status_document=True),
            when,
            cell[who],
        )
        say(custody.TransferredIn(person=who, origin=cell[who].partition("/")[0], cell=to), when, to)


def solitary(
    who: str, day: date, zone: str, stays: list[Stay], talks: list[tuple[str, datetime, int]]
) -> bool:
    """Whether a calendar day was one of 22 hours alone with less than two hours of contact, by minutes."""
    opens = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    closes = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    given = sum(amount for person, when, amount in talks if person == who and opens <= when < closes)
    alone, moment = 0, opens
    while moment < closes:
        here = {stay.person: stay.cell for stay in stays if stay.start <= moment < stay.end}
        if who in here and list(here.values()).count(here[who]) == 1:
            alone += 15
        moment += timedelta(minutes=15)
    return alone >= HOURS * 60 and given < MINUTES


def run_of(
    who: str, zone: str, stays: list[Stay], talks: list[tuple[str, datetime, int]], until: datetime
) -> int:
    """How many days up to yesterday follow each other without a break."""
    day, count = until.astimezone(ZoneInfo(zone)).date() - timedelta(days=1), 0
    while solitary(who, day, zone, stays, talks):
        count, day = count + 1, day - timedelta(days=1)
    return count


def ground() -> list[Fact]:
    """The houses, their cells and the document."""
    bodies = [PlaceEstablished(established=name, use="transition", capacity=4) for name in CELLS]
    issued = ProtocolIssued(document="test", version="1", digest="0" * 64, authority="City")
    before = START - timedelta(days=9)
    told = [
        Fact(id=UUID(int=(1 << 90) + number), occurred=before, recorded=before, facility=where, actor="S1",
             device="desk", body=body)
        for number, (where, body) in enumerate([*(("QZ-D", body) for body in bodies), ("TS-Z", issued)])
    ]  # fmt: skip
    return [*(house(code, zone=zone) for code, zone in ZONES.items()), *told]


def guarded(facts: list[Fact], until: datetime) -> dict[str, Guarded]:
    """The rights guard's rows at an instant, by person."""
    record = record_of([*ground(), *facts])
    standing = record.standing(at=int(until.timestamp()))
    forces = in_force(standing, shelf={("test", "1"): document(RULE)})
    return {row.person: row for row in guard(standing, forces=forces, facts=record.facts)}


@given(st.lists(steps, max_size=30))
def test_the_counter_is_the_pencil_s(story: list[Step]) -> None:
    facts, stays, talks, beds = told(story)
    until = START + timedelta(days=DAYS, hours=12)
    rows = guarded(facts, until)
    for who, cell in beds.items():
        counted = run_of(who, ZONES[cell.partition("/")[0]], stays, talks, until)
        assert (rows[who].run if who in rows else 0) == counted
        assert who in rows or not counted  # whoever has a run is on the list


@given(st.lists(steps, max_size=20), st.integers(1, 6))
def test_the_alarm_comes_on_the_day_on_which_the_counter_reaches_it(story: list[Step], days: int) -> None:
    facts, _, _, _ = told([step._replace(cell=step.cell.replace("QZ-L/T/01", "QZ-D/T/02")) for step in story])
    record = record_of([*ground(), *facts])
    end = int((START + timedelta(days=DAYS, hours=12)).timestamp())
    settings = {"days": days, "hours": HOURS, "minutes": MINUTES}
    found = CONDITIONS["alone_too_long"].find(record.standing(at=end), settings, end - 30 * 86_400, end + 1)
    alarmed = {
        (record.names.name(int(key)), int(when)) for key, when in zip(found.key, found.occurred, strict=True)
    }
    for number in range(1, DAYS + 1):
        midnight = START + timedelta(days=number)
        for row in guarded(facts, midnight).values():
            reached = row.run == days and row.alone_now
            assert ((row.person, int(midnight.timestamp())) in alarmed) == reached


@given(st.sampled_from([0, 119, 120, 121]), st.integers(0, 9))
def test_two_hours_of_contact_end_a_run_and_a_minute_less_does_not(minutes: int, day: int) -> None:
    story = [Step("P1", 0, "place", "QZ-D/I/01", 0)]
    talk = [Step("P1", day * 1440 + 600, "talk", "", minutes)] if minutes else []
    facts, _, _, _ = told(story + talk)
    run = guarded(facts, START + timedelta(days=10, hours=1))["P1"].run
    assert run == (9 - day if minutes >= MINUTES else 10)


@given(st.integers(1, 9), st.booleans())
def test_neither_a_move_nor_a_restarted_leg_begins_the_count_anew(day: int, restarted: bool) -> None:
    story = [
        Step("P1", 0, "place", "QZ-D/I/01", 0),
        Step("P1", day * 1440 + 600, "place", "QZ-D/T/01", 0),
        *([Step("P1", day * 1440 + 615, "restart", "", 0)] if restarted else []),
    ]
    facts, _, _, _ = told(story)
    row = guarded(facts, START + timedelta(days=10, hours=1))["P1"]
    assert row.run == 10
    assert row.days[-1].state == "today"
    assert {one.state for one in row.days[4:-1]} == {"not_stated"}
