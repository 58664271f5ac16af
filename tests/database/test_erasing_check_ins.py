"""Check-ins are gone when their time is over: the words, the person, the memory; the proof still holds."""

from uuid import UUID

import pytest
from psycopg import errors

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.scope import scoped
from lazaretto.actions.erase_check_ins import erase_check_ins, list_due_check_ins
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.retract_fact import retract_fact
from lazaretto.actions.say_erased import say_erased
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.commitment import leaf
from lazaretto.facts.duty import CheckedIn, PhaseStarted
from lazaretto.facts.encoding import decode
from lazaretto.facts.record import Retracted
from lazaretto.facts.retention import Erased
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.reading import Wanted, page
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.tailing import live
from lazaretto.obligations.owed import Status
from tests.database.sql import refusal_of, sql
from tests.journeys.city import record
from tests.stating import fact, moment, second

pytestmark = [pytest.mark.database, pytest.mark.django_db]
OFFICER = Actor("QZ1", "duty_officer", Scope(frozenset({"QZ-D"})))
RULE = "four-layer-2022/1 duty.check_ins_deleted"
NOW = moment("04-13 00:00")


@pytest.fixture(autouse=True)
def _a_week_of_isolation() -> None:
    """O1 isolated from 15 to 22 March and checked in three times, once in error; O2 isolates still."""
    record(
        fact(PhaseStarted(person="O1", batch="b", phase="C"), "03-15 07:00", number=501),
        fact(CheckedIn(person="O1", where="home", words="near the market"), "03-15 08:30", number=502),
        fact(CheckedIn(person="O1", where="home"), "03-16 08:30", number=503),
        fact(CheckedIn(person="O1", where="elsewhere"), "03-16 08:40", number=504),
        fact(Retracted(fact=UUID(int=504), reason="he is at home"), "03-16 08:50", number=505),
        fact(PhaseStarted(person="O1", batch="b", phase="B"), "03-22 07:00", number=506),
        fact(PhaseStarted(person="O2", batch="b", phase="C"), "04-11 07:00", number=507),
        fact(CheckedIn(person="O2", where="home"), "04-12 08:30", number=508),
    )


def test_nothing_is_due_before_the_day_is_over() -> None:
    early = list_due_check_ins(["QZ-D"], actor=OFFICER, now=moment("04-12 23:59"))
    assert (early.due, early.retention and early.retention.days) == ((), 21)
    due = list_due_check_ins(None, actor=OFFICER, now=NOW).due
    assert [one.fact.int for one in due] == [502, 503, 504]
    assert {(one.person, one.since) for one in due} == {("O1", NOW)}


def test_what_was_said_is_gone_and_the_proof_still_holds() -> None:
    assert live().standing(at=second("04-13 00:00")).events("checked_in").key.size == 3
    with scoped(OFFICER.scope):
        leaves = sql("SELECT id, leaf FROM ledger_fact ORDER BY id")
        words, salt = sql("SELECT canonical, salt FROM ledger_payload WHERE fact = %s", [UUID(int=502)])[0]
    erased = erase_check_ins(["QZ-D"], actor=OFFICER, now=NOW)
    assert sorted(one.int for one in erased) == [502, 503, 504, 505]
    with scoped(OFFICER.scope):
        lines = {line.id.int: line for line in page(Wanted(kinds=["duty.checked_in"]), after=None, limit=50)}
        assert {n: line.erased_by for n, line in lines.items()} == {
            502: RULE, 503: RULE, 504: RULE, 508: None,
        }  # fmt: skip
        assert [n for n, line in lines.items() if line.canonical is not None] == [508]
        now = dict(sql("SELECT id, leaf FROM ledger_fact"))
        assert [(id_, now[id_]) for id_, _ in leaves] == leaves  # every leaf, erased or not
        assert leaf(words, salt=salt) == dict(leaves)[UUID(int=502)]  # whoever kept a copy can prove it
        assert sql("SELECT count(*) FROM ledger_payload WHERE fact = %s", [UUID(int=502)]) == [(0,)]
        mentioned = sql("SELECT fact FROM ledger_mention WHERE subject = 'O1' AND kind LIKE 'duty.checked%%'")
        assert mentioned == []
    assert rebuild(restore=False).differences == ()
    assert erase_check_ins(["QZ-D"], actor=OFFICER, now=NOW) == []  # once is enough


def test_a_fact_of_the_house_says_what_was_erased_and_by_which_rule() -> None:
    erased = erase_check_ins(["QZ-D"], actor=OFFICER, now=NOW, device="browser")
    with scoped(OFFICER.scope):
        (line,) = page(Wanted(kinds=["record.erased"]), after=None, limit=50)
        said = decode(line.canonical or b"")
        assert isinstance(said.body, Erased)
        assert (sorted(said.body.facts), said.body.rule) == (sorted(erased), RULE)
        assert (said.facility, said.actor, said.device, said.occurred) == ("QZ-D", "QZ1", "browser", NOW)
        named = sql("SELECT DISTINCT said_by FROM ledger_erasure")
        assert named == [(said.id,)]
        assert sql("SELECT subject FROM ledger_mention WHERE fact = %s", [said.id]) == []  # it names nobody
    assert erase_check_ins(["QZ-D"], actor=OFFICER, now=NOW) == []
    with scoped(OFFICER.scope):  # and nothing is stated where nothing was erased
        assert len(page(Wanted(kinds=["record.erased"]), after=None, limit=50)) == 1


def test_nobody_states_it_by_hand_and_nobody_takes_it_back() -> None:
    erase_check_ins(["QZ-D"], actor=OFFICER, now=NOW)
    leader = Actor("L1", "leader", Scope(frozenset({"QZ-D"})))
    by_hand = Statement(body=Erased(facts=(UUID(int=508),), rule=RULE), occurred=NOW, facility="QZ-D")
    with pytest.raises(Refused, match="only_by_erasing"):
        record_fact(by_hand, actor=leader, device="browser", now=NOW)
    with scoped(OFFICER.scope):
        (line,) = page(Wanted(kinds=["record.erased"]), after=None, limit=50)
    with pytest.raises(Refused, match="erased_for_good"):
        retract_fact(line.id, facility="QZ-D", reason="x", actor=leader, device="browser", now=NOW)
    instead = Statement(
        body=CheckedIn(person="L1", where="home"), occurred=NOW, facility="QZ-D", corrects=line.id
    )
    with pytest.raises(Refused, match="erased_for_good"):
        record_fact(instead, actor=leader, device="browser", now=NOW)
    assert erase([line.id], rule=RULE, actor="L1", now=NOW) == []


def test_more_than_one_fact_can_name_are_named_by_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.ledger.erasing.MOST_ERASED", 3)
    assert len(erase_check_ins(["QZ-D"], actor=OFFICER, now=NOW)) == 4
    with scoped(OFFICER.scope):
        counted = sql("SELECT count(*) FROM ledger_erasure GROUP BY said_by ORDER BY 1")
    assert counted == [(1,), (3,)]


def test_an_erasure_that_cannot_be_stated_erases_nothing() -> None:
    with pytest.raises(ValueError, match="nothing was erased"), scoped(OFFICER.scope):
        erase([UUID(int=502)], rule="R\x00", actor="QZ1", now=NOW)
    with scoped(OFFICER.scope):
        assert sql("SELECT count(*) FROM ledger_payload WHERE fact = %s", [UUID(int=502)]) == [(1,)]


def test_what_a_former_version_erased_is_said_once() -> None:
    with scoped(OFFICER.scope):
        for number in (502, 503):
            sql("SELECT ledger_erase(%s, %s, 'R0', %s, 'QZ9')", [[UUID(int=number)], ["O1"], NOW])
    assert say_erased(now=moment("05-01 00:00")) == 2
    with scoped(OFFICER.scope):
        (line,) = page(Wanted(kinds=["record.erased"]), after=None, limit=50)
        said = decode(line.canonical or b"")
        assert isinstance(said.body, Erased)
        assert (said.body.facts, said.body.rule, said.actor) == ((UUID(int=502), UUID(int=503)), "R0", "QZ9")
        assert (said.occurred, said.recorded) == (NOW, moment("05-01 00:00"))
        assert sql("SELECT DISTINCT said_by FROM ledger_erasure") == [(said.id,)]
    assert say_erased(now=moment("05-02 00:00")) == 0


@pytest.mark.parametrize("said", [UUID(int=501), UUID(int=999)])
def test_the_database_erases_by_no_other_fact(said: UUID) -> None:
    with scoped(OFFICER.scope):
        refusal = refusal_of(
            "SELECT ledger_erase_as_said(%s, '{}', 'R1', now(), 'x', %s)", [[UUID(int=502)], said]
        )
        assert isinstance(refusal, errors.RestrictViolation)


def test_memory_forgets_and_the_past_shows_an_erasure_and_no_omission() -> None:
    erase_check_ins(["QZ-D"], actor=OFFICER, now=NOW)
    then = live().standing(at=second("03-16 23:00"))
    assert len(then.events("checked_in")) == 0
    said = then.events("erased")
    assert {then.names.name(int(rule)) for rule in said.aux} == {RULE}
    kinds = [then.names.name(int(kind)) for kind in said.value]
    assert sorted(kinds) == ["duty.checked_in"] * 3 + ["record.retracted"]
    seen = view(now=NOW, at=moment("03-16 23:00"))
    mine = [
        (one.slot, one.status) for one in seen.assessment.obligations()
        if one.clause == "duty.check_in" and one.opens >= moment("03-16 00:00")
    ]  # fmt: skip
    assert sorted(mine, key=str) == [("evening", Status.MISSED), ("morning", Status.EXCUSED)]


def test_nobody_erases_elsewhere_or_without_the_right() -> None:
    guard = Actor("QZ2", "gate_officer", Scope(frozenset({"QZ-D"})))
    for actor, code, rule in ((guard, "QZ-D", "not_permitted"), (OFFICER, "MJ-D", "out_of_scope")):
        with pytest.raises(Refused, match=rule):
            erase_check_ins([code], actor=actor, now=NOW)
