"""An order is opened with a reason, by a house that made it, holds the person, or lies on the path."""

from datetime import date

import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.models import Read
from lazaretto.access.scope import scoped
from lazaretto.actions.open_order import open_order
from lazaretto.board.order_page import OrderPage
from lazaretto.facts.custody import Admitted
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg
from lazaretto.ledger.appending import append
from tests.stating import fact, house, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOW = moment("03-10 12:00")


@pytest.fixture(autouse=True)
def _told() -> None:
    legs = (PlannedLeg(layer=1, facility="QZ-L", days=21), PlannedLeg(layer=2, facility="QS-D", days=21))
    order = Ordered(
        order="O", person="Wang", basis="law", ordered_by="L1", legs=legs, review_on=date(2022, 3, 20)
    )
    start = LegStarted(order="O", person="Wang", layer=1, cohort="C")
    came = Admitted(person="Wang", cell="QZ-L/A/01", sex="male")
    told = enumerate((came, order, start), 1)
    said = [fact(body, "03-01 09:00", number=n, facility="QZ-L") for n, body in told]
    with scoped(Scope(everywhere=True)):
        append([house(code) for code in ("QZ-L", "QS-D", "MJ-D")] + said)


def opened(facility: str, *, order: str = "O", reason: str = "transfer") -> OrderPage:
    doctor = Actor("DR-1", "doctor", Scope(frozenset({facility})))
    return open_order(order, person="Wang", actor=doctor, reason=reason, now=NOW)


@pytest.mark.parametrize("facility", ["QZ-L", "QS-D"])
def test_the_houses_of_the_path_read_the_whole_order_and_leave_a_line(facility: str) -> None:
    page = opened(facility)
    assert [(leg.layer, leg.stage) for leg in page.path] == [(1, "running"), (2, "ahead")]
    (read,) = Read.objects.all()
    assert (read.subject, read.facility, read.whole, read.outcome) == ("Wang", facility, True, "granted")


def test_another_house_learns_nothing_and_the_attempt_is_logged() -> None:
    with pytest.raises(Refused) as refusal:
        opened("MJ-D")
    with pytest.raises(Refused) as unknown:
        opened("MJ-D", order="P")
    assert refusal.value.rule == unknown.value.rule == "not_in_record"
    assert [read.outcome for read in Read.objects.all()] == ["refused", "refused"]


def test_no_reason_no_order() -> None:
    with pytest.raises(Refused) as refusal:
        opened("QZ-L", reason=" ")
    assert refusal.value.rule == "reason_missing"
    assert not Read.objects.exists()
