"""What a consignment waits for and what is done with it next: by the clauses in force, by no number here."""

from pathlib import Path
from typing import Any

import pytest

from lazaretto.facts.command import LevelOrdered
from lazaretto.facts.fact import Fact
from lazaretto.obligations.force import InForce
from lazaretto.obligations.shelving import Consignment, asked, consignments
from lazaretto.protocol.reading import read
from lazaretto.registers.events import FOREVER
from tests.examples.telling import Line, facts_of
from tests.stating import HOUSE, fact, house, moment, record_of, second
from tests.unit.obligations.owing import at

DOCUMENT = Path(__file__).parents[3] / "protocols" / "four-layer-2022" / "1.yaml"
CAME = at("03-16 08:00", goods_registered="food", lot="rice", pieces=40)


def level(word: Any) -> Fact:
    body = LevelOrdered(level=word, authority="city", reason="cases")
    return fact(body, "03-15 00:00", number=800_000)


def shelf(*lines: Line, until: str, order: str = "closed", gone_since: int = 0) -> dict[str, Consignment]:
    """The consignments of a story by their number, as the model document has it."""
    protocol = read(DOCUMENT.read_bytes()).protocol
    assert protocol is not None
    standing = record_of([house(), level(order), *facts_of({"facts": list(lines)})]).standing(
        at=second(until)
    )
    force = InForce(protocol, second("03-01 00:00"), FOREVER, 0)
    number = standing.facilities.find(HOUSE)
    found = consignments(standing, forces=(force,), facility=number, gone_since=gone_since)
    return {one.code: one for one in found}


def swab(result: str, at_: str = "03-17 10:00", tube: str = "T1") -> list[Line]:
    return [at("03-16 10:00", goods_sampled="rice", tube=tube), at(at_, tube=tube, tube_reported=result)]


def test_what_is_asked_stands_in_the_document() -> None:
    protocol = read(DOCUMENT.read_bytes()).protocol
    assert protocol is not None
    hours = {p.id: int(p.value) for p in protocol.parameters if p.id.startswith("goods.")}
    for order, held in (("closed", True), ("routine", False)):
        standing = record_of([house(), level(order)]).standing(at=second("03-20 00:00"))
        force = InForce(protocol, second("03-01 00:00"), FOREVER, 0)
        found = asked(standing, forces=(force,), facility=standing.facilities.find(HOUSE))
        assert found.hold == (hours["goods.hold"] * 3600 if held else None)
        assert found.sampled == (hours["goods.sample"] * 3600 if held else None)
        assert found.removed == hours["goods.remove"] * 3600  # at every level
        assert found.disinfected == bool(found.barred) == held


@pytest.mark.parametrize(
    ("lines", "until", "state", "waits"),
    [
        ([], "03-16 09:00", "sample", ("sample", "hold")),
        ([at("03-16 10:00", goods_sampled="rice", tube="T1")], "03-16 12:00", "wait", ("result", "hold")),
        (swab("negative"), "03-17 12:00", "wait", ("hold",)),
        (swab("negative"), "03-18 07:59", "wait", ("hold",)),
        (swab("negative"), "03-18 08:00", "ready", ()),  # the later of the two is over
        (swab("negative", "03-18 15:00"), "03-18 14:59", "wait", ("result",)),
        (swab("negative", "03-18 15:00"), "03-18 15:00", "ready", ()),
        (swab("positive"), "03-17 12:00", "remove", ("sample", "hold")),
        (swab("grey"), "03-17 12:00", "sample", ("sample", "hold")),
        ([*swab("grey"), *swab("negative", tube="T2")], "03-18 12:00", "ready", ()),
        ([*swab("positive"), *swab("negative", tube="T2")], "03-18 12:00", "remove", ("sample",)),
        ([at("03-18 09:00", goods_removed="rice")], "03-18 12:00", "gone", ("sample",)),
    ],
)  # fmt: skip
def test_the_state_of_food(lines: list[Line], until: str, state: str, waits: tuple[str, ...]) -> None:
    found = shelf(CAME, *lines, until=until)["rice"]
    assert (found.state, found.waits) == (state, waits)


def test_the_countdown_and_what_is_owed_by_when() -> None:
    fresh = shelf(CAME, until="03-16 09:00")["rice"]
    assert fresh.rests_until == moment("03-18 08:00")
    assert fresh.due == moment("03-17 08:00")
    bad = shelf(CAME, *swab("positive"), until="03-17 12:00")["rice"]
    assert bad.positive
    assert bad.due == moment("03-18 10:00")  # from the instant at which the result was known
    assert shelf(CAME, *swab("negative"), until="03-17 12:00")["rice"].due is None


def test_what_is_no_food_need_not_rest() -> None:
    dirty = at("03-16 08:00", goods_registered="daily", lot="soap", disinfected=False)
    found = shelf(dirty, until="03-16 09:00")["soap"]
    assert (found.state, found.due) == ("disinfect", None)  # no clause has it sampled
    clean = shelf(dirty, at("03-16 08:30", goods_disinfected="soap"), until="03-16 09:00")["soap"]
    assert (clean.state, clean.rests_until, clean.total, clean.left) == ("ready", None, None, None)


def test_what_is_barred_goes_back() -> None:
    parcel = at("03-16 08:00", goods_registered="parcel", lot="P1")
    assert shelf(parcel, until="03-16 09:00")["P1"].state == "remove"
    assert shelf(parcel, until="03-16 09:00", order="routine")["P1"].state == "ready"  # nothing forbids it


def test_pieces_that_went_in_part_are_counted_down() -> None:
    parts = [at("03-18 09:00", goods_released="rice", pieces=30),
             at("03-18 10:00", goods_removed="rice", pieces=4, how="returned")]  # fmt: skip
    found = shelf(CAME, *swab("negative"), *parts, until="03-18 12:00")["rice"]
    assert (found.total, found.let_in, found.returned, found.destroyed, found.left) == (40, 30, 4, 0, 6)
    assert found.state == "ready"
    over = [*parts, at("03-18 11:00", goods_released="rice", pieces=7)]
    found = shelf(CAME, *swab("negative"), *over, until="03-18 12:00")["rice"]
    assert (found.let_in, found.left, found.over, found.state) == (36, 0, 1, "gone")


def test_a_number_used_again_is_another_consignment() -> None:
    again = [at("03-18 12:00", goods_released="rice"),
             at("03-20 08:00", goods_registered="food", lot="rice", pieces=5)]  # fmt: skip
    found = shelf(CAME, *swab("negative"), *again, until="03-20 09:00")["rice"]
    assert (found.state, found.samples, found.total, found.let_in) == ("sample", (), 5, 0)
    assert found.rests_until == moment("03-22 08:00")


def test_only_what_went_lately_is_told() -> None:
    gone = [CAME, *swab("negative"), at("03-18 12:00", goods_released="rice")]
    assert "rice" in shelf(*gone, until="03-18 23:00", gone_since=second("03-18 00:00"))
    assert "rice" not in shelf(*gone, until="03-19 23:00", gone_since=second("03-19 00:00"))
