"""Spans and judgements equal those of a reader with a pencil."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts import testing
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.owed import Obligation
from lazaretto.registers.events import FOREVER
from tests.properties import oracle
from tests.properties.meaning import assessed, owed
from tests.properties.oracle import Owed, Pencil
from tests.properties.rules import everything, protocol, round_is_covered
from tests.properties.worlds import DAYS, PEOPLE, START, established, histories, issue
from tests.stating import fact, moment, record_of, second

SHELF = {("small", "1"): everything()}
FIRST = seconds(START)
hours = st.integers(0, (DAYS + 2) * 24).map(lambda count: FIRST + 3600 * count)
zones = st.sampled_from(["Asia/Shanghai", "UTC", "America/New_York"])  # New York: clocks change on 13 March


def written(obligation: Obligation) -> Owed:
    """An obligation the way the pencil writes it."""
    return Owed(
        obligation.clause, obligation.facility, obligation.subject, obligation.opens, obligation.due,
        obligation.missed_at, obligation.status.name, obligation.trigger, obligation.answer,
    )  # fmt: skip


@given(
    said=histories(), zone=zones, at=hours, known_at=st.one_of(hours, st.just(FOREVER)), first=hours,
    length=st.integers(1, 48),
)  # fmt: skip
def test_what_is_owed_and_how_it_stands(
    said: list[Fact], zone: str, at: int, known_at: int, first: int, length: int
) -> None:
    facts = [*established(zone), issue(), *said]
    last = first + 3600 * length
    assessment = assessed(record_of(facts), shelf=SHELF, start=first, end=last, at=at, known_at=known_at)
    pencil = Pencil(facts, at=instant(at), known_at=instant(min(known_at, FIRST + 10**9)), zone=zone)
    levels = everything().clause("temperatures").levels
    wanted = oracle.everything(pencil, instant(first), instant(last), levels=levels)
    assert {written(o) for o in owed(assessment)} == wanted


@given(said=histories(), at=hours)
def test_presence_equals_the_pencil(said: list[Fact], at: int) -> None:
    record = record_of([*established(), *said])
    held = record.standing(at=at).present
    pencil = Pencil(said, at=instant(at), known_at=instant(FIRST + 10**9), zone="UTC")
    wanted = sorted(
        (person, stretch.facility, seconds(stretch.start), seconds(stretch.end) if stretch.end else FOREVER)
        for person in PEOPLE
        for stretch in pencil.present(person)
    )
    columns = (held.key.tolist(), held.facility.tolist(), held.start.tolist(), held.end.tolist())
    assert wanted == sorted(
        (record.names.name(key), record.facilities.name(place), start, end)
        for key, place, start, end in zip(*columns, strict=True)
    )


def test_an_outcome_before_the_round_opened_is_not_an_answer() -> None:
    """Whatever other rounds there are: the first outcome in the round's own time answers."""

    def opened(round_: str, at: str, number: int) -> Fact:
        body = testing.RoundOpened(
            round=round_, stratum="detainees", muster=("P1",), closes=moment("03-12 18:00")
        )
        return fact(body, at, number=number)

    def swab(at: str, number: int) -> Fact:
        return fact(
            testing.Sampled(tube="T", members=("P1",), purpose="round", round="R1"), at, number=number
        )

    facts = [
        *established(), issue(), opened("R2", "03-11 06:00", 11), swab("03-11 07:00", 12),
        opened("R1", "03-12 08:00", 13), swab("03-12 09:00", 14),
    ]  # fmt: skip
    shelf = {("small", "1"): protocol(round_is_covered())}
    end = second("03-13 00:00")
    one = assessed(record_of(facts), shelf=shelf, start=FIRST, end=end, at=end)
    assert {(o.opens, o.status.name, o.answer) for o in owed(one)} == {
        (moment("03-12 08:00"), "MET", UUID(int=14)),
        (moment("03-11 06:00"), "MISSED", None),
    }
