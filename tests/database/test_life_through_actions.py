"""The life of two houses once more, through the actions and the tables: the same laws, and `rebuild`."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.roles import ROLES, Role, permitted
from lazaretto.access.scope import scoped
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.shelf import stock
from lazaretto.actions.statement import Statement
from lazaretto.facts import command, hygiene, quarantine
from lazaretto.facts.fact import Body, Fact, family_of, kind_of
from lazaretto.facts.record import Retracted
from lazaretto.ledger.appending import append
from lazaretto.ledger.rebuilding import rebuild
from lazaretto.ledger.tailing import live
from lazaretto.registers.record import Record
from tests.contracts.ledgers import StoredLedger
from tests.properties.living import FIRST, HOUSE, Life
from tests.properties.test_life_of_a_house import LifeOfAHouse

pytestmark = [pytest.mark.database, pytest.mark.django_db]
EVERYWHERE = Scope(everywhere=True)
FEW = settings(deadline=None, derandomize=True, suppress_health_check=(HealthCheck.too_slow,))


class ServedLife(Life):
    """A life that is stated and asked for through the actions, and read back from the ledger's tail."""

    def __init__(self) -> None:
        self.ledger = StoredLedger()  # type: ignore[assignment]
        self._found()

    @property
    def record(self) -> Record:  # type: ignore[override]
        return live()

    def issue(self, number: str) -> Fact:  # noqa: ARG002 — the face of Life
        """Versions are files here, and there is one: the first, with the digest of its bytes."""
        document = stock().documents[FIRST.id, "1"]
        body = command.ProtocolIssued(
            document=FIRST.id, version="1", digest=document.digest, authority="city"
        )
        fact = self.made(body, HOUSE)
        with scoped(EVERYWHERE):
            append([fact])
        return fact

    def ask(self, body: Body, at: str) -> tuple[Fact, str | None]:
        fact = self.made(body, at)
        try:
            self._state(fact)
        except Refused as refusal:
            return fact, refusal.rule
        return live().facts[live().number_of(fact.id)], None

    def _state(self, fact: Fact) -> None:
        statement = Statement(
            body=fact.body, occurred=fact.occurred, facility=fact.facility, id=fact.id, corrects=fact.corrects
        )
        actor = Actor("S1", self._role_for(fact), EVERYWHERE)
        receipt = record_fact(statement, actor=actor, device="desk", now=fact.recorded)
        assert receipt.recorded

    def _role_for(self, fact: Fact) -> Role:
        """Whoever may state it and, where it puts another out of force, could have stated that one."""
        old = fact.body.fact if isinstance(fact.body, Retracted) else fact.corrects
        bodies = [fact.body] if old is None else [fact.body, live().facts[live().number_of(old)].body]
        acts = {f"state:{kind_of(body)}" for body in bodies if family_of(body) != "record"}
        acts |= {"correct"} if old is not None else set()
        return next(role for role in ROLES if all(permitted(role, act) for act in acts))


class LifeThroughActions(LifeOfAHouse):
    """The same rules and laws, in one transaction that is taken back at the end."""

    def __init__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        super().__init__()

    def _begin(self) -> Life:
        return ServedLife()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @invariant()
    def rebuilding_changes_nothing(self) -> None:
        assert rebuild().differences == ()


def test_any_life_through_the_actions() -> None:
    run_state_machine_as_test(
        LifeThroughActions, settings=settings(FEW, max_examples=6, stateful_step_count=15)
    )


@pytest.mark.slow
def test_many_lives_through_the_actions() -> None:
    run_state_machine_as_test(
        LifeThroughActions, settings=settings(FEW, max_examples=30, stateful_step_count=30)
    )


def test_a_request_to_isolate_is_refused_in_words_and_what_happened_is_an_alarm() -> None:
    life = ServedLife()
    life.arrive("P1", "QZ-D/T/01")
    today = life.today()
    wanted = quarantine.IsolationOrdered(
        order="O1",
        person="P1",
        cell="QZ-D/X/01",
        basis="law",
        ends_on=today,
        review_on=today,
        ordered_by="M1",
    )
    assert life.ask(wanted, HOUSE)[1] == "order_not_live"
    found = life.say(hygiene.Isolated(person="P1"), HOUSE)
    assert ("isolated_without_order", found.id) in life.alarms(since=found.occurred)
    life.order("P1", "O1")
    granted, refused = life.ask(wanted, HOUSE)
    assert refused is None
    assert isinstance(granted.body, quarantine.IsolationOrdered)
    assert granted.body.visits in {clause.id for clause in FIRST.clauses}
    assert StoredLedger().isolations()[granted.id].visits == granted.body.visits
    again = Statement(body=wanted, occurred=granted.occurred, facility=HOUSE, id=granted.id)
    receipt = record_fact(again, actor=Actor("S1", "leader", EVERYWHERE), device="desk", now=life.now)
    assert receipt.outcome == "duplicate"
