"""The rights guard's rows, worst off first, what is red about each, and whom it calls."""

from datetime import date

import msgspec

from lazaretto.board.calling import call
from lazaretto.board.rights_page import Called, RightsPage, RightsSheet
from lazaretto.board.weighing import sheet_of, weigh
from lazaretto.facts.custody import Admitted, WentOut
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Isolated
from lazaretto.facts.quarantine import Visited
from lazaretto.facts.regime import CareOrdered, ContactGiven, OpenAirGiven
from lazaretto.obligations.alarming import standing_alarms
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import InForce, in_force
from lazaretto.protocol.document import Clause, Recurring, Refrain
from tests.stating import fact, moment
from tests.unit.board.world import PROTOCOL, SLOTS, Seen, clause, look

ALONE = {"hours": 22, "minutes": 120}
TELL = ("doctor", "leader", "inspector")


def alone(identity: str, days: int, severity: str) -> Clause:
    settings = {"days": days, "hours": 22, "minutes": 120}
    return clause(identity, Refrain(condition="alone_too_long", settings=settings), measure="G1",
                  severity=severity, tell=TELL)  # fmt: skip


VISIT = Recurring(who="quarantined", slots=SLOTS[:1], evidence="visited", grace=60)
AIR = Recurring(who="quarantined", slots=SLOTS, evidence="open_air", grace=0, sum_at_least=60)
CARE = Refrain(condition="care_overdue", settings={"minutes": 60})
ORDER = Refrain(condition="isolated_without_order")
CLAUSES = (
    alone("regime.alone_ten", 10, "warning"),
    alone("regime.alone_thirteen", 13, "alarm"),
    alone("regime.alone_limit", 15, "alarm"),
    clause("quarantine.isolated_without_order", ORDER, measure="G1", severity="alarm", tell=TELL),
    clause("regime.care_due", CARE, measure="H3"),
    clause("quarantine.daily_visit", VISIT, measure="G1", severity="alarm", tell=TELL),
    clause("regime.open_air", AIR, measure="G1", severity="note"),
)
RIGHTS = msgspec.structs.replace(PROTOCOL, clauses=CLAUSES)
YESTERDAY = (
    fact(Visited(persons=("A", "B"), by="M1"), "03-14 07:00", number=90),
    fact(OpenAirGiven(persons=("A", "B"), minutes=60), "03-14 08:00", number=91),
    fact(OpenAirGiven(persons=("A", "B"), minutes=60), "03-14 18:30", number=92),
)  # nothing of the day before is left undone


def assessed(*said: Fact, at: str) -> tuple[Seen, Assessment, tuple[InForce, ...]]:
    """The small world under a document of rights."""
    seen = look(*YESTERDAY, *said, at=at)
    forces = in_force(seen.assessment.standing, shelf={("small", "1"): RIGHTS})
    facts = seen.record.facts
    found = assess(
        forces=forces, standing=seen.assessment.standing, window=seen.window, fact_id=lambda n: facts[n].id
    )
    return seen, found, forces


def weighed(*said: Fact, at: str, facility: str | None = "QZ-D") -> RightsPage:
    seen, assessment, forces = assessed(*said, at=at)
    return weigh(
        assessment, alarms=standing_alarms(assessment.standing, forces=forces), forces=forces,
        facts=seen.record.facts, seen=seen.houses({facility} if facility else {"QZ-D", "MJ-D"}),
        zone="Asia/Shanghai", facility=facility, missing=(),
    )  # fmt: skip


def called(
    *said: Fact, at: str, role: str, facilities: tuple[str, ...] = ("QZ-D", "MJ-D")
) -> tuple[Called, ...]:
    _, assessment, forces = assessed(*said, at=at)
    alarms = standing_alarms(assessment.standing, forces=forces)
    return call(assessment, alarms=alarms, role=role, facilities=facilities)


LONE = fact(Admitted(person="W", cell="QZ-D/T/02", sex="male"), "03-01 20:00", number=52)
TALK = fact(ContactGiven(persons=("C",), sort="talk", minutes=120), "03-14 10:00", number=60)


def test_worst_off_first_by_days_alone() -> None:
    page = weighed(LONE, TALK, at="03-15 07:00")
    assert [(row.held.person, row.held.run, row.warned) for row in page.rows] == [
        ("W", 13, "second"), ("A", 0, "calm"), ("B", 0, "calm"), ("C", 0, "calm"),
    ]  # fmt: skip
    assert page.measure is not None
    assert (page.measure.limit, page.measure.warnings) == (15, (10, 13))
    assert [row.held.person for row in page.worst] == ["W", "C"]
    assert [row.held.person for row in page.calm] == ["A", "B"]


def test_an_alarm_that_stands_comes_before_the_longest_run() -> None:
    isolated = fact(Isolated(person="C"), "03-14 11:00", number=61)
    lone = fact(Admitted(person="W", cell="QZ-D/T/02", sex="male"), "03-04 20:00", number=52)
    page = weighed(lone, TALK, isolated, at="03-15 07:00")
    assert [row.held.person for row in page.rows][:2] == ["C", "W"]
    light = page.rows[0].lights[0]
    assert (light.state, light.clause, light.since, light.item) == (
        "standing", "quarantine.isolated_without_order", moment("03-14 11:00"), None,
    )  # fmt: skip
    assert light.cure is not None
    assert (light.cure.kind, dict(light.cure.values)) == (
        "quarantine.isolation_ordered", {"cell": "QZ-D/G1/01"},
    )  # fmt: skip


def test_what_is_still_owed_is_not_red_and_what_was_answered_is_gone() -> None:
    (a, _) = weighed(at="03-15 07:00").calm
    assert [(light.clause, light.state) for light in a.owed] == [
        ("quarantine.daily_visit", "owed"), ("regime.open_air", "owed"),
    ]  # fmt: skip
    assert a.red == 0
    seen = fact(Visited(persons=("A",), by="M1"), "03-15 06:30", number=62)
    (a, b) = weighed(seen, at="03-15 07:00").calm
    assert [light.clause for light in a.owed] == ["regime.open_air"]
    assert a.today.visits == 1
    assert b.today.visits == 0
    late = weighed(seen, at="03-15 09:30")
    assert [(row.held.person, row.red) for row in late.rows if row.red] == [("C", 1), ("B", 2), ("A", 1)]


def test_two_cares_of_one_person_are_two_lights_each_with_its_own_form() -> None:
    cares = [
        CareOrdered(care=name, person="A", sort="medication", every_hours=8, ordered_by="M1")
        for name in ("insulin", "iron")
    ]
    said = [fact(care, "03-14 08:00", number=70 + number) for number, care in enumerate(cares)]
    row = next(row for row in weighed(*said, at="03-15 07:00").rows if row.held.person == "A")
    forms = [
        dict(light.cure.values)["care"] for light in row.lights if light.cure and light.state == "standing"
    ]
    assert sorted(forms) == ["insulin", "iron"]


def test_of_several_houses_only_those_who_are_alone_are_listed_and_all_are_counted() -> None:
    page = weighed(LONE, at="03-15 07:00", facility=None)
    assert {row.held.person for row in page.rows} == {"C", "D", "W"}
    counts = {one.facility: (one.apart, one.alone, one.running, one.warned) for one in page.houses}
    assert counts == {"QZ-D": (4, 2, 2, 2), "MJ-D": (1, 1, 1, 1)}


def test_a_clause_calls_those_whom_it_tells_and_nobody_else() -> None:
    isolated = fact(Isolated(person="A"), "03-14 11:00", number=61)  # under an order: nothing to tell
    lines = called(LONE, TALK, isolated, at="03-15 10:30", role="leader", facilities=("QZ-D",))
    assert [(line.clause, line.state, line.people) for line in lines] == [
        ("regime.alone_thirteen", "standing", ("W",)),
        ("quarantine.daily_visit", "missed", ("A", "B")),
    ]
    assert called(LONE, at="03-15 10:30", role="duty_officer") == ()
    assert {line.facility for line in called(at="03-15 10:30", role="doctor")} == {"QZ-D", "MJ-D"}


def test_who_is_in_hospital_is_not_in_isolation_here() -> None:
    isolated = fact(Isolated(person="C"), "03-14 11:00", number=61)
    out = fact(WentOut(person="C", to="hospital"), "03-14 12:00", number=62)
    row = next(row for row in weighed(TALK, isolated, out, at="03-15 07:00").rows if row.held.person == "C")
    assert row.held.away
    assert "quarantine.isolated_without_order" not in [light.clause for light in row.lights]


def test_the_sheet_is_of_whoever_has_a_bed_in_scope() -> None:
    seen, assessment, forces = assessed(LONE, at="03-15 07:00")

    def sheet(person: str) -> RightsSheet | None:
        return sheet_of(
            assessment, person=person, alarms=(), forces=forces, facts=seen.record.facts,
            seen=seen.houses({"QZ-D"}),
        )  # fmt: skip

    found = sheet("A")
    assert found is not None
    assert found.row is not None
    assert found.row.held.review.next_on == date(2022, 3, 20)
    assert found.row.ends == moment("03-27 08:00")
    assert sheet("D") is None
    assert sheet("nobody") is None
