"""Laws of telling: never twice, never lost, never in somebody's night, and never a name."""

from datetime import time
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.board.message_words import Told as Shown
from lazaretto.board.message_words import compose, titles
from lazaretto.board.sentences import LANGUAGES
from lazaretto.facts.custody import Admitted
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.obligations.force import in_force
from lazaretto.obligations.notifying import Person, Told, quiet_until
from lazaretto.obligations.outstanding import Line, outstanding
from tests.properties.meaning import assessed
from tests.properties.rules import everything
from tests.properties.worlds import HOUSES, established, histories, issue
from tests.properties.worlds import START as FIRST
from tests.stating import fact, record_of, second
from tests.unit.obligations.notifying import EVERYBODY, TERMS, ZONE, asked, line, told

SHELF = {("small", "1"): everything()}
LONELY = [
    fact(Admitted(person=one, cell="QZ-D/T/01", sex="male"), "03-10 01:00", number=50 + n)
    for n, one in enumerate(("P1", "P2"))
]
START = second("03-15 00:00")
MINUTES = st.integers(0, 3 * 24 * 60)
lines = st.lists(
    st.builds(
        lambda rule, role, urgent, minute, house: line(
            rule, role=role, urgent=urgent, facility=house, at=stamp(minute)
        ),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["duty_officer", "doctor", "leader", "detachment_leader"]),
        st.booleans(), MINUTES, st.sampled_from(["QZ-D", "MJ-D"]),
    ),
    max_size=6, unique_by=lambda one: one.id,
)  # fmt: skip
looks = st.lists(MINUTES, max_size=12).map(sorted)
hours = st.one_of(st.none(), st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] != pair[1]))


def stamp(minute: int) -> str:
    """A minute of three days, as the pens of the tests read it."""
    day, rest = divmod(minute, 24 * 60)
    return f"03-{15 + day} {rest // 60:02d}:{rest % 60:02d}"


def lived(
    every: list[Line], minutes: list[int], quiet: dict[str, tuple[time, time] | None]
) -> list[tuple[int, str, Line, bool]]:
    """What a sender tells that looks at these minutes: (when, to whom, which line, urgent)."""
    before: list[Told] = []
    said = []
    last: dict[str, int] = {}
    for minute in minutes:
        people = {
            code: Person(code, reachable=True, quiet=quiet.get(code), zone=ZONE, last=last.get(code))
            for code in EVERYBODY
        }
        standing = [one for one in every if one.at <= START + minute * 60]
        found = asked(*standing, at=stamp(minute), told=before, people=people)
        before += told(found, stamp(minute))
        for message in found.messages:
            if not message.urgent:
                last[message.person] = START + minute * 60
            said += [(minute, message.person, one, message.urgent) for one in message.lines]
    return said


@given(lines, looks)
def test_nobody_is_told_a_line_twice(every: list[Line], minutes: list[int]) -> None:
    said = [(person, one.id) for _, person, one, _ in lived(every, minutes, {})]
    assert len(said) == len(set(said))


@given(lines, looks)
def test_after_any_sleep_everything_urgent_was_told(every: list[Line], minutes: list[int]) -> None:
    awake = [*minutes, 3 * 24 * 60]
    said = {one.id for _, _, one, _ in lived(every, awake, {})}
    assert said >= {one.id for one in every if one.urgent}


@given(lines, looks)
def test_after_two_days_awake_everything_was_told(every: list[Line], minutes: list[int]) -> None:
    ends = 3 * 24 * 60
    awake = [*(minute for minute in minutes if minute < ends), ends, ends + 61, ends + 122]
    said = {one.id for _, _, one, _ in lived(every, awake, {})}
    assert said == {one.id for one in every}


@given(lines, looks, st.fixed_dictionaries(dict.fromkeys(("P1", "M1", "L1", "C1"), hours)))
def test_quiet_hours_are_broken_by_urgent_lines_alone(
    every: list[Line], minutes: list[int], quiet: dict[str, tuple[time, time] | None]
) -> None:
    for minute, code, one, urgent in lived(every, minutes, quiet):
        asleep = quiet_until(
            Person(code, reachable=True, quiet=quiet.get(code), zone=ZONE), START + minute * 60
        )
        assert asleep is None or (urgent and one.urgent)


@given(lines, looks)
def test_the_next_step_is_told_when_the_time_is_up_and_not_before(
    every: list[Line], minutes: list[int]
) -> None:
    when: dict[UUID, list[int]] = {}
    for minute, _, one, _ in lived(every, minutes, {}):
        when.setdefault(one.id, []).append(minute)
        told_at = when[one.id]
        wait = (TERMS.urgent if one.urgent else TERMS.other) // 60
        assert len(told_at) == 1 or told_at[-1] - told_at[-2] >= wait


PERSONS = ("P1", "P2")  # the numbers of everybody in these worlds; a protocol's words hold neither


@given(said=histories(), hour=st.integers(0, 24 * 6))
def test_no_number_of_a_person_can_stand_in_a_message(said: list[Fact], hour: int) -> None:
    """Whatever was said of whom: a message is made of rules, houses and counts."""
    record = record_of([*established(), issue(), *said])
    at = seconds(FIRST) + 3600 * hour
    assessment = assessed(record, shelf=SHELF, start=seconds(FIRST), end=at + 3600, at=at)
    forces = in_force(assessment.standing, shelf=SHELF)
    found = outstanding(assessment, forces=forces)
    assert {one.facility for one in found} <= {*HOUSES, "TS-Z"}
    assert len({one.id for one in found}) == len(found)
    for language in LANGUAGES:
        words = compose(
            [Shown(one.sort, one.rule, one.facility, one.count) for one in found], urgent=True, climbed=True,
            houses=dict.fromkeys(HOUSES, "the house"), known=titles(forces), language=language,
            link="https://house.example/notifications/1",
        )  # fmt: skip
        for code in (*PERSONS, "S1", "L1"):
            assert code not in words.title + words.body


def test_the_worlds_of_that_law_have_something_to_tell() -> None:
    """Else it would hold of nothing: an alone person without an order, and readings that nobody took."""
    record = record_of([*established(), issue(), *LONELY])
    at = seconds(FIRST) + 86_400
    assessment = assessed(record, shelf=SHELF, start=seconds(FIRST), end=at + 3600, at=at)
    found = outstanding(assessment, forces=in_force(assessment.standing, shelf=SHELF))
    assert {"overdue"} <= {one.sort for one in found}
    assert sum(one.count for one in found) >= 2
