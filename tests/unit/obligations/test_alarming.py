"""An alarm stands until a fact cures it, however long ago it began."""

from dataclasses import replace as _replace
from typing import Any

import msgspec
import pytest

from lazaretto.facts.command import PlaceEstablished
from lazaretto.obligations.alarming import STANDING, Alarm, standing_alarms
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.force import in_force
from lazaretto.protocol.document import Protocol, Refrain
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.owing import at, document, issue

ROOM = fact(
    PlaceEstablished(established="QZ-D/I/01", use="isolation", capacity=1), "01-02 00:00", number=9001
)
CELL = fact(
    PlaceEstablished(established="QZ-D/T/01", use="transition", capacity=4), "01-02 00:00", number=9002
)


def standing(
    condition: str, *lines: Line, until: str, papers: tuple[Protocol, ...] = (), **settings: int
) -> list[Any]:
    """What stands at an instant, with one clause of that condition in force."""
    document_ = papers[0] if papers else document(Refrain(condition=condition, settings=settings))
    record = record_of(
        [house(), ROOM, CELL, issue("1", "01-01 00:00", 7001), *facts_of({"facts": list(lines)})]
    )
    known = record.standing(at=second(until))
    forces = in_force(known, shelf={("test", "1"): document_})
    return [(alarm.person, alarm.since) for alarm in standing_alarms(known, forces=forces)]


def test_every_condition_that_stands_is_one_of_the_list() -> None:
    assert set(STANDING) <= set(CONDITIONS)


ISOLATED = [at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01"), at("03-01 09:00", "Wang", isolated="alone")]


@pytest.mark.parametrize(
    ("cure", "stands"),
    [
        ([], True),
        ([at("03-03 10:00", "Wang", ordered_into_quarantine="O", review_on="03-08")], False),
        ([at("03-03 10:00", "Wang", put_in_a_room_alone_by="L1", cell="QZ-D/T/01", ends_on="04-09",
             review_on="03-05")], False),
        ([at("03-03 10:00", "Wang", room_alone_ended_by="L1")], False),
        ([at("03-03 10:00", "Wang", released="law")], False),
        ([at("03-03 10:00", "Li", ordered_into_quarantine="O", review_on="03-08")], True),
        ([at("03-03 10:00", "Wang", visited_by="D1")], True),
    ],
)  # fmt: skip
def test_isolation_without_an_order_stands_until_there_is_one_or_the_room_is_left(
    cure: list[Line], stands: bool
) -> None:
    found = standing("isolated_without_order", *ISOLATED, *cure, until="04-05 12:00")
    assert found == ([("Wang", moment("03-01 09:00"))] if stands else [])


def test_a_bed_in_an_isolation_room_needs_an_order_though_nobody_said_isolated() -> None:
    story = [
        at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-02 08:00", "Wang", moved_to="QZ-D/I/01"),
    ]
    assert standing("isolated_without_order", *story, until="03-02 09:00") == [
        ("Wang", moment("03-02 08:00"))
    ]
    back = at("03-03 08:00", "Wang", moved_to="QZ-D/T/01")
    assert standing("isolated_without_order", *story, back, until="03-03 09:00") == []


def test_an_order_that_lapses_leaves_the_person_without_one_from_then_on() -> None:
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
    assert standing("isolated_without_order", *story, until="03-05 23:00") == []
    midnight = moment("03-06 00:00")
    assert standing("isolated_without_order", *story, until="03-07 12:00") == [("Wang", midnight)]
    assert standing("isolation_past_end", *story, until="03-05 23:00") == []
    assert standing("isolation_past_end", *story, until="03-20 12:00") == [("Wang", midnight)]
    longer = at("03-06 09:00", "Wang", put_in_a_room_alone_by="L1", cell="QZ-D/I/01", ends_on="03-25",
                review_on="03-10")  # fmt: skip
    assert standing("isolation_past_end", *story, longer, until="03-20 12:00") == []


def test_days_alone_stand_until_company_or_contact_ends_them() -> None:
    story = [at("03-01 00:00", "Wang", admitted_to="QZ-D/T/01")]
    rule: dict[str, Any] = {"days": 10, "hours": 22, "minutes": 120}
    assert standing("alone_too_long", *story, until="03-10 23:00", **rule) == []
    since = [("Wang", moment("03-11 00:00"))]
    assert standing("alone_too_long", *story, until="03-11 00:00", **rule) == since
    assert standing("alone_too_long", *story, until="03-14 12:00", **rule) == since  # the same, four days on
    talk = at("03-14 10:00", "Wang", contact="talk", minutes=120)
    assert standing("alone_too_long", *story, talk, until="03-14 12:00", **rule) == []
    short = at("03-14 10:00", "Wang", contact="talk", minutes=119)
    assert standing("alone_too_long", *story, short, until="03-14 12:00", **rule) == since
    joined = at("03-14 09:00", "Li", admitted_to="QZ-D/T/01")
    assert standing("alone_too_long", *story, joined, until="03-14 10:00", **rule) == []  # in company now
    gone = at("03-14 10:30", "Li", moved_to="QZ-D/I/01")
    assert standing("alone_too_long", *story, joined, gone, until="03-14 12:00", **rule) == since


def test_of_two_warnings_about_one_person_the_graver_stands() -> None:
    ten, thirteen = (
        document(Refrain(condition="alone_too_long", settings={"days": days, "hours": 22, "minutes": 120}))
        for days in (10, 13)
    )
    clauses = (ten.clauses[0], msgspec.structs.replace(thirteen.clauses[0], id="test.graver"))
    both = msgspec.structs.replace(ten, clauses=clauses)
    story = at("03-01 00:00", "Wang", admitted_to="QZ-D/T/01")
    assert standing("x", story, until="03-12 12:00", papers=(both,)) == [("Wang", moment("03-11 00:00"))]
    assert standing("x", story, until="03-14 12:00", papers=(both,)) == [("Wang", moment("03-14 00:00"))]


def test_custody_past_its_deadline_stands_until_release_or_a_new_paper() -> None:
    story = [at("03-01 08:00", "Wang", admitted_to="QZ-D/T/01", held_until="03-10")]
    assert standing("held_past_deadline", *story, until="03-10 23:00") == []
    assert standing("held_past_deadline", *story, until="03-20 12:00") == [("Wang", moment("03-11 00:00"))]
    paper = at("03-12 08:00", "Wang", may_be_held_until="05-10")
    assert standing("held_past_deadline", *story, paper, until="03-20 12:00") == []
    assert (
        standing("held_past_deadline", *story, at("03-12 08:00", "Wang", released="law"), until="03-20 12:00")
        == []
    )


def test_care_stands_overdue_until_it_is_given() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/T/01"),
        at("03-01 08:00", ["Wang", "Li"], care_ordered="medication", every_hours=8),
        at("03-01 09:00", "Wang", leg_started=3),
    ]
    both = [(who, moment("03-01 18:00")) for who in ("Li", "Wang")]
    assert standing("care_overdue", *story, until="03-01 17:59", minutes=120) == []
    assert standing("care_overdue", *story, until="03-04 12:00", minutes=120) == both
    given = at("03-04 11:00", "Li", care_given="refused")
    assert standing("care_overdue", *story, given, until="03-04 12:00", minutes=120) == both[1:]


def test_an_alarm_tells_its_owner_first_and_nobody_twice() -> None:
    clause = document(Refrain(condition="isolated_without_order")).clauses[0]
    clause = msgspec.structs.replace(clause, tell=("leader", "doctor", "inspector"))
    alarm = Alarm(clause, "test", "1", "Wang", "QZ-D", moment("03-01 08:00"), 1)
    assert alarm.tell == ("doctor", "leader", "inspector")
    assert _replace(alarm, clause=msgspec.structs.replace(clause, tell=())).tell == ("doctor",)
