"""Law 15 in any ledger: what a request to isolate needs, and what becomes of it when its order ends."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from lazaretto.facts import custody, hygiene, quarantine, record
from lazaretto.facts.fact import Body, Fact
from tests.contracts.ledgers import Ledger, say
from tests.quarantining import isolation, leg_end, order
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

FAR = "MJ-D/T/01"


def under_order(ledger: Ledger, *, layers: tuple[int, ...] = (1,)) -> None:
    """D1 is held in cell 01 under an order O1 of these layers, since 15 March."""
    ledger.append(
        [
            fact(custody.Admitted(person="D1", cell="QZ-D/T/01", sex="male"), "03-15 08:00", number=101),
            fact(order("D1", "O1", layers=layers), "03-15 08:00", number=102),
        ]
    )


def apart(at: str, *, number: int = 110, **how: Any) -> Fact:
    return fact(isolation("D1", how.pop("code", "O1"), **how), at, number=number)


def kept_apart(ledger: Ledger) -> list[tuple[str, datetime, datetime]]:
    return sorted((i.person, i.start, i.end) for i in ledger.isolations().values())


OVER = moment("03-26 20:00")  # noon UTC of the day after the last one


def test_an_isolation_under_a_live_order_stands_until_its_last_day_is_over_everywhere(ledger: Ledger) -> None:
    under_order(ledger)
    assert say(ledger, apart("03-16 08:00")) == [("accepted", ())]
    assert kept_apart(ledger) == [("D1", moment("03-16 08:00"), OVER)]
    assert [(o.code, o.days, o.end) for o in ledger.orders().values()] == [("O1", 21, None)]


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ({"code": "O2"}, "order_not_live"),
        ({"basis": " "}, "basis_missing"),
        ({"ends_on": date(2022, 3, 14), "review_on": date(2022, 3, 14)}, "isolation_without_end"),
        ({"review_on": date(2022, 3, 14)}, "review_before_order"),
        ({"review_on": date(2022, 3, 26)}, "review_after_end"),
        ({"visits": None}, "visit_not_owed"),
        ({"visits": " "}, "visit_not_owed"),
        ({"cell": FAR}, "place_elsewhere"),
    ],
)
def test_a_request_to_isolate_that_lacks_one_of_the_five_is_refused(
    ledger: Ledger, how: dict[str, Any], rule: str
) -> None:
    under_order(ledger)
    assert say(ledger, apart("03-16 08:00", **how)) == [("refused", (rule,))]
    assert ledger.isolations() == {}
    assert ledger.disputes() == {}


def test_nobody_is_isolated_before_the_order_or_after_it_was_over(ledger: Ledger) -> None:
    under_order(ledger)
    ended = fact(leg_end("D1", "O1"), "03-20 08:00", number=103)
    assert say(ledger, apart("03-14 08:00", number=1), ended, apart("03-20 08:00", number=2)) == [
        ("refused", ("order_not_live",)), ("accepted", ()), ("refused", ("order_not_live",)),
    ]  # fmt: skip


def test_an_order_lives_from_leg_to_leg_until_its_last_one_ended(ledger: Ledger) -> None:
    under_order(ledger, layers=(1, 2))
    first = fact(leg_end("D1", "O1"), "03-17 08:00", number=103)
    last = fact(leg_end("D1", "O1", layer=2), "03-19 08:00", number=104)
    assert say(ledger, first, apart("03-18 08:00"), last) == [("accepted", ())] * 3
    assert kept_apart(ledger) == [("D1", moment("03-18 08:00"), moment("03-19 08:00"))]


@pytest.mark.parametrize(
    "body",
    [
        custody.Released(person="D1", basis="order"),
        custody.LeftNetwork(person="D1", sort="prison", to="Another province"),
        quarantine.IsolationEnded(order="O1", person="D1", signed_by="M1"),
        leg_end("D1", "O1", outcome="released_by_law"),
    ],
)
def test_an_isolation_ends_when_the_person_is_let_out_of_it(ledger: Ledger, body: Body) -> None:
    under_order(ledger, layers=(1,) if isinstance(body, quarantine.LegEnded) else (1, 2))
    say(ledger, apart("03-16 08:00"), fact(body, "03-18 08:00", number=111))
    assert kept_apart(ledger) == [("D1", moment("03-16 08:00"), moment("03-18 08:00"))]


def test_no_other_house_ends_an_order_or_an_isolation(ledger: Ledger) -> None:
    under_order(ledger)
    say(ledger, apart("03-16 08:00"))
    for number, body in enumerate(
        (
            leg_end("D1", "O1"), custody.Released(person="D1", basis="order"),
            quarantine.IsolationEnded(order="O1", person="D1", signed_by="M1"),
        ), 120,
    ):  # fmt: skip
        ledger.append([fact(body, "03-18 08:00", number=number, facility="MJ-D")])
    assert kept_apart(ledger) == [("D1", moment("03-16 08:00"), OVER)]


def test_a_leaving_that_turns_out_right_ends_the_order_after_all(ledger: Ledger) -> None:
    """The other house's word counts once it is known that the person had been moved there."""
    under_order(ledger)
    say(ledger, apart("03-16 08:00"))
    gone = fact(custody.Released(person="D1", basis="order"), "03-18 08:00", number=103, facility="MJ-D")
    out = fact(
        custody.TransferredOut(person="D1", to="MJ-D"), "03-17 07:00", number=104, recorded="03-19 08:00"
    )
    there = custody.TransferredIn(person="D1", cell=FAR, origin="QZ-D")
    came = fact(there, "03-17 08:00", number=105, facility="MJ-D", recorded="03-19 08:00")
    assert say(ledger, gone, out, came) == [
        ("disputed", ("held_elsewhere",)), ("accepted", ()), ("accepted", ()),
    ]  # fmt: skip
    assert kept_apart(ledger) == [("D1", moment("03-16 08:00"), moment("03-18 08:00"))]


def test_an_isolation_ordered_anew_takes_the_place_of_the_one_before(ledger: Ledger) -> None:
    under_order(ledger)
    assert say(ledger, apart("03-16 08:00"), apart("03-18 08:00", number=112)) == [("accepted", ())] * 2
    assert kept_apart(ledger) == [
        ("D1", moment("03-16 08:00"), moment("03-18 08:00")), ("D1", moment("03-18 08:00"), OVER),
    ]  # fmt: skip


def test_an_isolation_whose_order_was_withdrawn_is_disputed_and_stands_no_longer(ledger: Ledger) -> None:
    under_order(ledger)
    back = fact(record.Retracted(fact=UUID(int=102), reason="wrong person"), "03-17 08:00", number=103)
    assert say(ledger, apart("03-16 08:00"), back) == [("accepted", ())] * 2
    assert ledger.isolations() == {}
    assert ledger.disputes() == {UUID(int=110): ("order_not_live",)}


def test_a_person_found_isolated_is_recorded_whatever_it_lacks(ledger: Ledger) -> None:
    assert say(ledger, fact(hygiene.Isolated(person="D1"), "03-16 08:00")) == [("accepted", ())]
    assert ledger.isolations() == {}


@pytest.mark.parametrize(
    ("body", "rule"),
    [(order("D1", "O1", basis=" "), "basis_missing"), (order("D1", "O1", days=0), "order_without_end")],
)
def test_an_order_that_lacks_its_basis_or_its_end_is_refused(ledger: Ledger, body: Body, rule: str) -> None:
    assert say(ledger, fact(body, "03-16 08:00")) == [("refused", (rule,))]
    assert ledger.orders() == {}
