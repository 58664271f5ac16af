"""The rights guard's rows: how each day is read, and what was last said of a person kept apart."""

from datetime import date

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.regime import OutOfCell
from lazaretto.obligations.chronicling import measure
from lazaretto.obligations.force import InForce, in_force
from lazaretto.obligations.guarding import SHOWN, Guarded, guard
from lazaretto.protocol.document import Refrain
from lazaretto.registers.events import FOREVER
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.owing import at, document, issue

RULE = Refrain(condition="alone_too_long", settings={"days": 15, "hours": 22, "minutes": 120})
PLACES = [
    fact(PlaceEstablished(established=f"QZ-D/{name}", use=use, capacity=4), "01-02 00:00", number=number)  # type: ignore[arg-type]
    for number, name, use in (
        (9000, "T/01", "transition"),
        (9001, "I/01", "isolation"),
        (9002, "G/01", "general"),
    )
]
OUT = fact(OutOfCell(persons=("Wang",), minutes=40, sort="washing"), "03-04 10:00", number=9100)


def guarded(*lines: Line, until: str, ruled: bool = True, company: bool = True) -> dict[str, Guarded]:
    """The rows at an instant, by person."""
    issued = [issue("1", "01-01 00:00", 7001)] if ruled else []
    record = record_of([house(), *PLACES, *issued, OUT, *facts_of({"facts": list(lines)})])
    standing = record.standing(at=second(until))
    forces = in_force(standing, shelf={("test", "1"): document(RULE)})
    return {row.person: row for row in guard(standing, forces=forces, facts=record.facts, company=company)}


WANG = [
    at("03-01 18:00", "Wang", admitted_to="QZ-D/T/01"),
    at("03-02 10:00", "Wang", contact="talk", minutes=100),
    at("03-02 15:00", "Wang", contact="family_call", minutes=20),
    at("03-03 10:00", "Wang", visited_by="D1"),
    at("03-04 16:00", "Wang", open_air=60),
    at("03-06 08:00", "Li", admitted_to="QZ-D/T/01"),
    at("03-06 11:00", "Li", moved_to="QZ-D/I/01"),
]  # fmt: skip


def test_each_day_is_read_by_the_cells_and_by_what_was_stated() -> None:
    row = guarded(*WANG, until="03-07 12:00")["Wang"]
    assert len(row.days) == SHOWN
    assert [day.state for day in row.days[-7:]] == [
        "part", "contact", "without", "without", "not_stated", "company", "today",
    ]  # fmt: skip
    assert {day.state for day in row.days[:-7]} == {"absent"}
    second_, third, fourth, fifth = row.days[-6:-2]
    assert (second_.alone, second_.contact_minutes, second_.family) == (1440, 120, 20)
    assert second_.contact == (("talk", 100), ("family_call", 20))
    assert (third.contact_minutes, third.visits, third.explained) == (None, 1, True)  # unsaid is not nought
    assert (fourth.out, fourth.open_air) == (100, 60)
    assert (fifth.stated, fifth.contact_minutes, fifth.out, fifth.visits) == (False, None, None, 0)
    assert row.days[-2].company == 180
    assert row.run == 0


def test_the_run_ends_today_with_contact_that_was_given_today() -> None:
    story = [*WANG[:1], at("03-06 10:00", "Wang", contact="talk", minutes=120)]
    assert (
        guarded(*story, until="03-06 09:00")["Wang"].run,
        guarded(*story, until="03-06 11:00")["Wang"].run,
    ) == (4, 4)
    assert [guarded(*story, until=f"03-06 {hour}")["Wang"].broken for hour in ("09:00", "11:00")] == [
        False,
        True,
    ]
    assert guarded(*story, until="03-07 11:00")["Wang"].run == 0


def test_where_no_document_says_what_counts_there_is_no_counter() -> None:
    row = guarded(*WANG[:1], until="03-10 12:00", ruled=False)["Wang"]
    assert row.run is None
    assert not row.broken


def test_who_is_kept_apart() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Zhou", "Wu", "Sun"], admitted_to="QZ-D/G/01"),
        at("03-01 09:00", "Zhou", leg_started=3),
        at("03-02 09:00", "Wu", isolated="alone"),
        at("03-02 09:00", "Qian", admitted_to="QZ-D/T/01"),
    ]
    rows = guarded(*story, until="03-02 12:00")
    assert {who: row.apart for who, row in rows.items()} == {
        "Qian": "alone", "Wu": "isolation", "Zhou": "quarantine",
    }  # fmt: skip
    assert (rows["Wu"].under_order, rows["Zhou"].under_order) == (False, True)
    assert {who for who, row in rows.items() if row.unordered} == {"Wu"}  # who is merely alone needs no order
    assert set(guarded(*story, until="03-02 12:00", company=False)) == {"Qian", "Wu"}


def test_the_next_review_is_the_order_s_own_until_somebody_reviews_it() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01", held_until="03-12"),
        at("03-01 08:10", "Wang", ordered_into_quarantine="O", by="L1", review_on="03-07"),
        at("03-01 08:20", "Wang", leg_started=3),
        at("03-06 08:00", "Wang", reviewed_by="L1", next_on="03-13"),
        at("03-07 08:00", "Wang", reviewed_by="L2", next_on="03-14"),
    ]
    found = [guarded(*story, until=f"03-{day} 12:00")["Wang"] for day in ("05", "06", "07")]
    assert [(row.review.next_on, row.review.by, row.review.independent) for row in found] == [
        (date(2022, 3, 7), None, None), (date(2022, 3, 13), "L1", False), (date(2022, 3, 14), "L2", True),
    ]  # fmt: skip
    assert [row.review_days for row in found] == [2, 7, 7]
    assert [row.deadline_days for row in found] == [7, 6, 5]
    assert found[0].basis is not None
    assert found[0].basis.ends_on is None


def test_an_isolation_order_is_the_paper_of_whoever_is_kept_alone() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/I/01"),
        at(
            "03-01 08:10",
            "Wang",
            put_in_a_room_alone_by="L1",
            cell="QZ-D/I/01",
            ends_on="03-05",
            review_on="03-04",
        ),
    ]
    row = guarded(*story, until="03-03 12:00")["Wang"]
    assert row.basis is not None
    assert (row.basis.ends_on, row.review.next_on, row.since) == (
        date(2022, 3, 5), date(2022, 3, 4), moment("03-01 08:00"),
    )  # fmt: skip


def test_ordered_care_is_told_with_its_next_hour() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 09:00", "Wang", care_ordered="medication", every_hours=8, care="insulin"),
        at("03-01 09:00", "Wang", care_ordered="pregnancy", every_hours=48, care="visit"),
        at("03-01 17:30", "Wang", care_given="refused", care="insulin"),
    ]
    first, second_ = guarded(*story, until="03-01 18:00")["Wang"].cares
    assert (first.care, first.sort, first.last, first.due) == (
        "insulin", "medication", moment("03-01 17:30"), moment("03-02 01:30"),
    )  # fmt: skip
    assert (second_.care, second_.last, second_.due) == ("visit", None, moment("03-03 09:00"))
    over = at("03-01 17:40", "Wang", care_ended="no longer needed", care="insulin")
    assert [one.care for one in guarded(*story, over, until="03-01 18:00")["Wang"].cares] == ["visit"]


def test_the_warnings_are_the_document_s_own() -> None:
    papers = [
        document(Refrain(condition="alone_too_long", settings={"days": days, "hours": 22, "minutes": 120}))
        for days in (10, 15, 13)
    ]
    record = record_of([house()])
    standing = record.standing(at=second("03-01 00:00"))
    forces = [InForce(paper, 0, FOREVER, 0) for paper in papers]
    found = measure(forces, at=standing.at)
    assert found is not None
    assert (found.limit, found.warnings, found.contact_owed) == (15, (10, 13), None)
    assert measure([], at=standing.at) is None
