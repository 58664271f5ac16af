"""Findings and inspections as pages are built: order, whose, terms, heat, items, what is still missing."""

from lazaretto.board.findings_page import (
    FindingsPage,
    city_findings,
    coming_of,
    findings_page,
    matters_in_force,
)
from lazaretto.board.houses import House, houses
from lazaretto.board.inspections_page import InspectionPage, inspection_page, inspections_page
from lazaretto.facts.fact import Body
from lazaretto.facts.inspections import InspectionClosed, InspectionOpened, ItemAnswer, ItemsAnswered
from tests.stating import moment, second
from tests.unit.obligations.legs import PROTOCOL, World, world
from tests.unit.registers.noticed import LINE, asked, issued, raised

(CHECKLIST,) = PROTOCOL.checklists
OPENED = InspectionOpened(
    inspection="I1", checklist=CHECKLIST.id, document=PROTOCOL.id, version=PROTOCOL.version, by="house",
    opened_by="S1",
)  # fmt: skip


def house_of(told: World) -> House:
    (found,) = houses(told.standing, facts=told.facts, codes={"QZ-D"})
    return found


def page_of(told: World) -> FindingsPage:
    return findings_page(told.standing, house=house_of(told), **told.known)


def test_what_is_overdue_stands_first_then_the_gravest() -> None:
    told = world(
        (raised(finding="F1", severity="note", about="stores"), "03-15 09:00"),
        (raised(finding="F2", severity="alarm", about="testing"), "03-15 09:00"),
        (raised(finding="F3", severity="note", about="records", due=moment("03-15 10:00")), "03-15 09:00"),
        at="03-15 11:00",
    )
    page = page_of(told)
    assert [line.code for line in page.waiting] == ["F3", "F2", "F1"]
    assert (page.overdue, page.count("note"), page.count("alarm")) == (1, 2, 1)
    assert page.closed == ()
    assert {matter.id for matter in page.matters} >= {"stores", "testing", "records"}
    assert page.waiting[0].title is not None


def test_a_matter_that_no_document_knows_has_no_title() -> None:
    told = world((raised(about="folklore"), "03-15 09:00"), at="03-15 11:00")
    (line,) = page_of(told).waiting
    assert line.title is None
    assert matters_in_force(told.forces, second("01-01 00:00")) == ()  # before any was in force


def test_a_finding_knows_its_papers_and_whether_more_time_may_be_asked_for() -> None:
    order = issued(LINE, sort="order", due=moment("03-16 08:00"))
    before = world((raised(), "03-15 09:00"), (order, "03-15 10:00"), at="03-15 11:00")
    (line,) = page_of(before).waiting
    assert [paper.body.notice for paper in line.notices] == ["N1"]
    assert (line.due, line.first_due, line.may_ask, line.asked) == (moment("03-16 08:00"), None, True, None)
    more = world(
        (raised(), "03-15 09:00"), (order, "03-15 10:00"), (asked(), "03-15 10:30"), at="03-15 11:00"
    )
    (line,) = page_of(more).waiting
    assert line.asked is not None
    assert not line.may_ask  # one request at a time
    assert [one.code for one in line.extensions] == ["E1"]


def test_what_will_be_names_who_has_it_then() -> None:
    told = world((raised(), "03-15 09:00"), at="03-15 10:00")
    (line,) = page_of(told).waiting
    coming = coming_of(told.standing, line=line, **told.known)
    assert [one.ahead.step for one in coming] == ["reminded", "missed", "calms"]
    assert coming[0].whose is not None
    assert coming[0].at == moment("03-15 10:00")
    assert coming[-1].whose is None  # that a matter calms is nobody's duty


def test_the_city_counts_by_matter_and_house() -> None:
    told = world(
        (raised(finding="F1"), "03-01 09:00"), (raised(finding="F2"), "03-15 09:00"),
        (raised(finding="F3", about="stores"), "03-15 09:00"), at="03-15 11:00",
    )  # fmt: skip
    page = city_findings(
        told.standing, houses=[house_of(told)], days=30, next_numbers={"order": 1}, **told.known
    )
    (first, heat), (second_row, _) = page.rows
    assert (first.id, second_row.id) == ("fire-safety", "stores")  # the most found first
    assert [(one.found, one.waiting) for one in heat] == [(2, 2)]
    assert {line.code for line in page.unsaid} == {"F1", "F2", "F3"}
    assert [line.code for line in page.repeats] == ["F2"]
    assert page.waiting == 3
    assert page.asked == ()
    more = world((raised(finding="F1"), "03-15 09:00"), (asked(), "03-15 10:00"), at="03-15 11:00")
    page = city_findings(more.standing, houses=[house_of(more)], days=30, next_numbers={}, **more.known)
    assert [line.code for line in page.asked] == ["F1"]


def inspected(*said: tuple[Body, str], at: str = "03-15 12:00", code: str = "I1") -> InspectionPage:
    told = world((OPENED, "03-15 08:00"), *said, at=at)
    page = inspection_page(told.standing, house=house_of(told), code=code, **told.known)
    assert page is not None
    return page


def answers(*given: ItemAnswer, inspection: str = "I1") -> ItemsAnswered:
    return ItemsAnswered(inspection=inspection, answers=given, answered_by="S1")


def test_every_item_stands_in_its_area_and_what_is_missing_is_named() -> None:
    page = inspected((answers(ItemAnswer(item="radio", said="no")), "03-15 09:00"))
    assert len(page.items) == len(CHECKLIST.items) == page.line.of
    assert [area.id for area, _ in page.areas] == [area.id for area in CHECKLIST.areas]
    missing = [line.judged.item.id for line in page.wanting]
    assert "radio" not in missing
    assert len(missing) == len(CHECKLIST.items) - 1
    assert page.following is page.wanting[0]
    assert (page.line.done, page.line.failed, page.line.running) == (1, 1, True)
    unproved = inspected((answers(ItemAnswer(item="fire-exits", said="yes")), "03-15 09:00"))
    assert "fire-exits" in [line.judged.item.id for line in unproved.wanting]  # a picture is asked for


def test_an_item_shows_what_was_said_last_time_and_what_it_became() -> None:
    second_one = InspectionOpened(
        inspection="I2", checklist=CHECKLIST.id, document=PROTOCOL.id, version=PROTOCOL.version,
        by="detachment", opened_by="D1",
    )  # fmt: skip
    closed = InspectionClosed(inspection="I1", checklist=CHECKLIST.id, score=900, failed=1, closed_by="S1")
    page = inspected(
        (answers(ItemAnswer(item="radio", said="no")), "03-15 09:00"), (closed, "03-15 09:30"),
        (second_one, "03-15 10:00"),
        (raised(origin="inspection", of="I2", item="radio", about="equipment"), "03-15 10:30"),
        code="I2",
    )  # fmt: skip
    (radio,) = [line for line in page.items if line.judged.item.id == "radio"]
    assert radio.before is not None
    assert radio.before.answer.said == "no"
    assert (radio.said, radio.finding) == (None, "F1")


def test_an_inspection_that_nobody_opened_is_no_page() -> None:
    told = world((OPENED, "03-15 08:00"), at="03-15 12:00")
    assert inspection_page(told.standing, house=house_of(told), code="I9", **told.known) is None
    listed = inspections_page(told.standing, house=house_of(told), **told.known)
    assert [line.inspection.code for line in listed.running] == ["I1"]
    assert listed.closed == ()
    assert [checklist.id for _, _, checklist in listed.offered] == [CHECKLIST.id]
