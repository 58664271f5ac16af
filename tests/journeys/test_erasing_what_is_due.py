"""What is due is erased by two people of two offices, and not while anything keeps it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.scope import everywhere, scoped
from lazaretto.actions.answer_erasure import approve_erasure
from lazaretto.actions.give_data_sheet import open_data_sheet
from lazaretto.actions.list_due_data import DueData, list_due_data
from lazaretto.actions.propose_erasure import propose_erasure
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.retract_fact import retract_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.case import IncidentOpened
from lazaretto.facts.complaints import ComplaintLodged
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Body
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.record import Retracted
from lazaretto.facts.retention import Erased, ErasureDeclined, ErasureProposed, HoldLifted, HoldSet
from lazaretto.ledger import proving
from lazaretto.ledger.checking import strange
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.publishing import publish
from lazaretto.ledger.reading import Wanted, page
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.web.data_sheet_paper import data_sheet_paper, said
from tests.database.sql import acting, sql
from tests.database.test_proving import SIGNER
from tests.journeys.city import record
from tests.retaining import keep_health_for_a_week
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
RULE = "four-layer-2022/1 health.erased"
READ = TemperaturesTaken(readings=(Reading(person="W", celsius_tenths=366),))
STORY = (
    fact(Admitted(person="W", cell="QZ-D/T/02", sex="male"), "03-12 20:00", number=152),
    fact(READ, "03-13 08:00", number=153), fact(READ, "03-14 08:00", number=154),
    fact(Retracted(fact=UUID(int=154), reason="another's"), "03-14 08:30", number=155),
    fact(Released(person="W", basis="law"), "03-15 10:00", number=156),
)  # fmt: skip
LODGED = ComplaintLodged(complaint="C1", way="oral", addressed="house", person="W", about="treatment")
OPENED = IncidentOpened(incident="I1", cause="symptom", person="W")
NOW = moment("03-23 08:00")  # a week after, by the document of these tests
EARLY = moment("03-22 23:00")


@pytest.fixture(autouse=True)
def _a_document_that_keeps_health_for_a_week(settings: Any, tmp_path: Path) -> None:
    keep_health_for_a_week(settings, tmp_path)
    record(*STORY)


def somebody(role: str, code: str = "", *facilities: str) -> Actor:
    scope = Scope(frozenset(facilities or ("QZ-D",)))
    return Actor(code or f"{role}-1", role, scope)  # type: ignore[arg-type]


LEADER, CHIEF = somebody("leader"), somebody("detachment_leader")
WATCH, DOCTOR = somebody("detachment_officer"), somebody("doctor")


def due(now: datetime = NOW, actor: Actor = LEADER) -> tuple[DueData, ...]:
    return list_due_data(None, actor=actor, now=now).due


def propose(now: datetime = NOW, actor: Actor = LEADER) -> UUID:
    receipt = propose_erasure("W", "health", actor=actor, device="web", now=now)
    assert receipt.fact_id is not None
    return receipt.fact_id


def approve(proposal: UUID, *, now: datetime = NOW, actor: Actor = CHIEF) -> list[int]:
    return sorted(one.int for one in approve_erasure(proposal, actor=actor, device="web", now=now))


def say(body: Body, actor: Actor, now: datetime = NOW) -> UUID:
    told = Statement(body=body, occurred=now, facility="QZ-D")
    receipt = record_fact(told, actor=actor, device="web", now=now)
    assert receipt.fact_id is not None
    return receipt.fact_id


def hold(actor: Actor = LEADER, office: Any = "facility", now: datetime = NOW) -> UUID:
    return say(HoldSet(person="W", office=office, reason="A court asks for it."), actor, now)


def kept() -> list[int]:
    with everywhere("a test looks at what is kept"):
        rows = sql(
            "SELECT fact FROM ledger_payload WHERE fact = ANY (%s)", [[UUID(int=n) for n in range(152, 157)]]
        )
    return sorted(row[0].int for row in rows)


def test_the_house_proposes_and_the_detachment_erases_with_what_withdrew_it() -> None:
    (one,) = due()
    assert (one.person, one.data, one.rule, one.facts, one.held, one.proposal) == (
        "W", "health", RULE, 2, (), None,
    )  # fmt: skip
    proposal = propose()
    (one,) = due()
    assert one.proposal is not None
    assert (one.proposal.id, one.proposal.by) == (proposal, "leader-1")
    assert kept() == [152, 153, 154, 155, 156]  # nothing is erased by a proposal
    assert approve(proposal) == [153, 154, 155]
    assert due() == ()
    assert kept() == [152, 156]
    with scoped(CHIEF.scope):
        (line,) = page(Wanted(kinds=["record.erased"]), after=None, limit=9)
        gone = decode(line.canonical or b"")
        assert isinstance(gone.body, Erased)
        assert (gone.body.proposal, gone.body.rule, gone.actor) == (proposal, RULE, "detachment_leader-1")
        erased = {line.erased_by for line in page(Wanted(kinds=["hygiene"]), after=None, limit=9)}
    assert erased == {RULE}
    assert rebuild(restore=False).differences == ()


def test_the_check_of_the_ledger_finds_nothing_afterwards(tmp_path: Path) -> None:
    approve(propose())
    with acting():
        proving.enter(most=10_000)
        publish(tmp_path, SIGNER, now=NOW)
        assert list(strange(tmp_path, size=proving.size())) == []
        assert sql("SELECT count(*) FROM ledger_fact") == [(proving.size(),)]


def test_a_second_press_erases_nothing_twice() -> None:
    proposal = propose()
    approve(proposal)
    with pytest.raises(Refused, match="proposal_answered"):
        approve(proposal, now=NOW + timedelta(seconds=5))
    with scoped(CHIEF.scope):
        assert len(page(Wanted(kinds=["record.erased"]), after=None, limit=9)) == 1


def test_nothing_is_proposed_before_it_is_due_nor_of_another_class_nor_twice() -> None:
    with pytest.raises(Refused, match="not_due"):
        propose(EARLY)
    with pytest.raises(Refused, match="not_due"):
        propose_erasure("W", "custody", actor=LEADER, device="web", now=NOW)
    propose()
    with pytest.raises(Refused, match="proposed_already"):
        propose(actor=somebody("leader", "L2"))


@pytest.mark.parametrize(
    "role", ["doctor", "inspector", "duty_officer", "detachment_officer", "gate_officer"]
)
def test_nobody_else_proposes_or_answers(role: str) -> None:
    other, proposal = somebody(role), propose()
    with pytest.raises(Refused, match="not_permitted"):
        propose(actor=other)
    with pytest.raises(Refused, match="not_permitted"):
        approve(proposal, actor=other)
    with pytest.raises(Refused, match="not_permitted"):
        say(ErasureDeclined(proposal=proposal, reason="no"), other)
    assert kept() == [152, 153, 154, 155, 156]


@pytest.mark.parametrize("role", ["doctor", "inspector", "duty_officer", "gate_officer"])
def test_nobody_else_holds(role: str) -> None:
    with pytest.raises(Refused, match="not_permitted"):
        hold(somebody(role))


def test_the_two_offices_do_not_change_places() -> None:
    proposal = propose()
    with pytest.raises(Refused, match="not_permitted"):
        propose(actor=CHIEF)
    with pytest.raises(Refused, match="not_permitted"):
        approve(proposal, actor=somebody("leader", "L2"))
    with pytest.raises(Refused, match="not_permitted"):  # in the other office's name
        hold(LEADER, "detachment")
    with pytest.raises(Refused, match="not_permitted"):
        hold(CHIEF, "facility")


def test_nobody_answers_what_they_proposed_whatever_they_have_become_since() -> None:
    proposal = propose(actor=somebody("leader", "L1"))
    promoted = somebody("detachment_leader", "L1")
    with pytest.raises(Refused, match="answered_by_the_proposer"):
        approve(proposal, actor=promoted)
    with pytest.raises(Refused, match="answered_by_the_proposer"):
        say(ErasureDeclined(proposal=proposal, reason="no"), promoted)
    assert kept() == [152, 153, 154, 155, 156]


def test_whoever_serves_in_the_house_does_not_answer_for_the_detachment() -> None:
    proposal = propose()
    record(fact(Enrolled(person=CHIEF.code, sex="male", post="officer"), "03-01 08:00", number=160))
    with pytest.raises(Refused, match="answered_by_the_house"):
        approve(proposal)


def test_another_house_is_answered_as_if_there_were_nothing() -> None:
    proposal, stranger = propose(), somebody("detachment_leader", "C2", "MJ-D")
    with pytest.raises(Refused, match="not_in_record"):
        approve(proposal, actor=stranger)
    with pytest.raises(Refused, match="not_due"):
        propose(actor=somebody("leader", "L3", "MJ-D"))
    with pytest.raises(Refused, match="out_of_scope"):
        say(HoldSet(person="W", office="facility", reason="x"), somebody("leader", "L3", "MJ-D"))


def test_all_of_it_goes_or_nothing() -> None:
    """Some of it lies in a house that the one who approves does not answer for."""
    proposal = propose()
    record(fact(READ, "03-13 09:00", number=161, facility="MJ-D"))
    with pytest.raises(Refused, match="out_of_scope"):
        approve(proposal)
    assert kept() == [152, 153, 154, 155, 156]
    both = somebody("detachment_leader", "C1", "QZ-D", "MJ-D")
    assert approve(proposal, actor=both) == [153, 154, 155, 161]
    with scoped(both.scope):
        assert [one.facility for one in page(Wanted(kinds=["record.erased"]), after=None, limit=9)] == [
            "MJ-D", "QZ-D",
        ]  # fmt: skip


def test_what_was_declined_stays_due_and_is_proposed_anew() -> None:
    proposal = propose()
    say(ErasureDeclined(proposal=proposal, reason="A court may ask for it."), CHIEF)
    with pytest.raises(Refused, match="proposal_answered"):
        approve(proposal)
    (one,) = due()
    assert one.proposal is None
    assert approve(propose(NOW + timedelta(minutes=1)), now=NOW + timedelta(minutes=2)) == [153, 154, 155]


def test_a_hold_that_came_after_the_proposal_keeps_it() -> None:
    proposal = propose()
    held = hold()
    with pytest.raises(Refused, match="kept_from_erasure") as refusal:
        approve(proposal)
    assert refusal.value.values == {"person": "W", "kept": "hold"}
    assert kept() == [152, 153, 154, 155, 156]
    found = list_due_data(None, actor=DOCTOR, now=NOW)
    assert [(one.id, one.by, one.office, one.reason) for one in found.holds] == [
        (held, "leader-1", "facility", "A court asks for it."),
    ]
    assert found.due[0].held == ("hold",)
    say(HoldLifted(hold=held, office="facility", reason="The case is over."), somebody("leader", "L2"))
    assert approve(proposal) == [153, 154, 155]


def test_the_detachments_hold_is_lifted_by_the_detachment_alone() -> None:
    held = hold(WATCH, "detachment")
    with pytest.raises(Refused, match="kept_from_erasure"):
        propose()
    with pytest.raises(Refused, match="hold_of_the_detachment"):
        say(HoldLifted(hold=held, office="facility", reason="x"), LEADER)
    say(HoldLifted(hold=held, office="detachment", reason="The case is over."), CHIEF)
    assert due()[0].held == ()


def test_a_decision_is_neither_withdrawn_nor_corrected() -> None:
    held = hold()
    say(HoldLifted(hold=held, office="facility", reason="x"), LEADER)
    proposal = propose()
    for one in (held, proposal):
        with pytest.raises(Refused, match="decided_for_good"):
            retract_fact(one, facility="QZ-D", reason="x", actor=LEADER, device="web", now=NOW)
        instead = HoldSet(person="W", office="facility", reason="x")
        correction = Statement(body=instead, occurred=NOW, facility="QZ-D", corrects=one)
        with pytest.raises(Refused, match="decided_for_good"):
            record_fact(correction, actor=LEADER, device="web", now=NOW)


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        (OPENED, "incident"),
        (
            ComplaintLodged(complaint="C1", way="oral", addressed="house", person="W", about="treatment"),
            "complaint",
        ),
    ],
)
def test_what_is_opened_after_the_proposal_keeps_it(opened: Body, told: str) -> None:
    proposal = propose()
    record(fact(opened, "03-14 12:00", number=163))
    with pytest.raises(Refused, match="kept_from_erasure") as refusal:
        approve(proposal)
    assert refusal.value.values["kept"] == told


def test_whom_a_complaint_is_about_learns_nothing_of_it_by_what_keeps_the_data() -> None:
    told = ComplaintLodged(
        complaint="C1", way="oral", addressed="detachment", person="W", about="treatment",
        against=(LEADER.code,),
    )  # fmt: skip
    record(fact(told, "03-14 12:00", number=163))
    assert due()[0].held == ("matter",)
    assert due(actor=somebody("leader", "L2"))[0].held == ("complaint",)
    with pytest.raises(Refused, match="kept_from_erasure") as refusal:
        propose()
    assert refusal.value.values["kept"] == "matter"


def test_a_proposal_from_before_they_came_again_asks_for_nothing() -> None:
    proposal = propose()
    record(
        fact(Admitted(person="W", cell="QZ-D/T/02", sex="male"), "03-23 09:00", number=164),
        fact(Released(person="W", basis="law"), "03-24 09:00", number=165),
    )
    later = moment("04-10 08:00")
    (one,) = due(later)
    assert one.proposal is None
    with pytest.raises(Refused, match="not_due"):
        approve(proposal, now=later)
    assert approve(propose(later, somebody("leader", "L2")), now=later) == [153, 154, 155]


def test_what_was_proposed_before_its_time_waits_on_the_list_and_blocks_nobody() -> None:
    """Through the API somebody may say it early: the detachment must see it, else nobody can go on."""
    (one,) = due()
    early = ErasureProposed(person="W", data="health", rule=one.rule)
    proposal = say(early, LEADER, EARLY)
    (one,) = due()
    assert one.proposal is not None
    assert one.proposal.id == proposal
    assert approve(proposal) == [153, 154, 155]


def test_the_sheet_of_the_person_tells_the_rule_and_the_day_on_page_and_paper() -> None:
    assert open_data_sheet("W", reason="asked for", actor=DOCTOR, now=NOW).erased == ()
    proposal = propose()
    asked = open_data_sheet("W", reason="asked for", actor=DOCTOR, now=NOW)
    assert asked.erased == ()
    approve(proposal)
    sheet = open_data_sheet("W", reason="asked for", actor=DOCTOR, now=NOW)
    assert "health" not in [one.of.id for one in sheet.held]
    assert [(one.of.en, one.rule, one.day) for one in sheet.erased] == [("Health", RULE, date(2022, 3, 23))]
    (line,) = said(sheet, lang="en")["gone_line"]
    assert line.startswith("Health: erased by rule “Health records are erased fifteen years")
    assert line.endswith("on 2022-03-23")
    assert said(sheet, lang="zh-hans")["gone_line"][0].startswith("健康：2022-03-23 依规则《")
    paper = data_sheet_paper(sheet, lang="zh-hant")
    assert paper.startswith(b"%PDF")
    assert open_data_sheet("W", reason="x", actor=somebody("doctor", "D2", "MJ-D", "QZ-D"), now=NOW).erased


def test_whoever_has_nothing_left_but_that_is_told_it() -> None:
    """Everything else was erased as well: the proposal alone speaks of them still."""
    approve(propose())
    with scoped(CHIEF.scope):
        erase([UUID(int=152), UUID(int=156)], rule="another", actor="C9", now=NOW)
    sheet = open_data_sheet("W", reason="asked for", actor=DOCTOR, now=NOW)
    assert [one.of.id for one in sheet.held] == ["work"]  # that it was proposed, and by whom
    assert [one.rule for one in sheet.erased] == [RULE]


def test_what_is_erased_tells_nobody_beyond_its_readers() -> None:
    for role in ("gate_officer", "duty_officer", "system_admin", "security_admin", "audit_admin"):
        with pytest.raises(Refused, match="not_permitted"):
            list_due_data(None, actor=somebody(role), now=NOW)
