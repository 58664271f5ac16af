"""What lies on the border of a day or of a figure: midnight, the second before it, twice, and nobody's."""

from datetime import date
from pathlib import Path

from lazaretto.facts import command, custody, gate, hygiene, quarantine, stock
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.reports.drawing import draw_facility
from lazaretto.reports.report import Report
from tests.quarantining import isolation
from tests.stating import ZONE, fact, moment
from tests.unit.board.world import FOUNDING
from tests.unit.board.world import measured as sweep
from tests.unit.reports.test_drawing import signed
from tests.unit.reports.world import (
    DAY,
    EVE,
    G1,
    GATE,
    MG,
    MJ,
    OFFICE,
    QZ,
    T1,
    Said,
    admitted,
    city,
    goods,
    leg,
    looked,
    numbered,
    opened,
    over,
    printed,
    seen,
    sprayed,
    swab,
    told,
)

FAR = fact(
    command.FacilityEstablished(name="Far", sort="detention_house", county="LN", city="LN", zone=ZONE),
    "01-01 00:05", number=30, facility="LN-D",
)  # fmt: skip
LAST, NEXT = "03-15 23:59:59", "03-16 00:00"
BUSY: tuple[Said, ...] = (
    (goods("K1", 4), "03-14 10:00", MJ),  # the number of a consignment of the other house
    (goods("K5", 10), "03-14 10:00", QZ),
    (gate.GoodsReleased(consignment="K5", pieces=1), "03-14 11:00", QZ),
    (gate.GoodsReleased(consignment="K5", pieces=2), "03-15 09:00", QZ),
    (gate.GoodsReleased(consignment="K5", pieces=3), "03-15 10:00", QZ),
    (gate.GoodsRemoved(consignment="K5", how="returned", pieces=1), "03-15 11:00", QZ),
    (gate.GoodsRemoved(consignment="K5", how="destroyed", pieces=3), "03-15 12:00", QZ),
    (goods("K5", 6), "03-15 13:00", QZ),  # the number is used again
    (gate.GoodsReleased(consignment="K5", pieces=5), "03-15 14:00", QZ),
    (goods("K6", 2), "03-13 10:00", QZ),
    (gate.GoodsReleased(consignment="K6"), "03-14 10:00", QZ),
    (goods("K7", 2), "03-15 00:00", QZ),
    (gate.GoodsReleased(consignment="K7"), LAST, QZ),
    (goods("K8", 1), LAST, QZ),
    (gate.GoodsReleased(consignment="K8"), NEXT, QZ),
    (opened("R4", "detainees", "A", "B", closes="03-15 00:00"), "03-14 10:00", QZ),
    (opened("R5", "detainees", "A", "E", closes="03-15 22:00"), "03-15 12:00", QZ),
    (swab("U9", "E", round_="R5"), "03-15 13:00", QZ),
    (isolation("E", "O-E", cell="QZ-D/I/01"), "03-15 12:00", QZ),
    (seen("V7", disinfected=True), "03-15 12:30", QZ),
    (custody.Released(person="G", basis="court"), "03-15 12:00", MJ),
    (leg("E", 1), LAST, QZ),
    (admitted("L1", G1), LAST, QZ),
    (leg("L1", 4), LAST, QZ),
    (custody.TransferredOut(person="A", to="LN-D"), "03-15 20:00", QZ),
    (custody.TransferredIn(person="W", cell=G1, origin="LN-D"), "03-15 21:00", QZ),
    (stock.Received(item="swab", batch="w1", pieces=21), "03-01 08:00", QZ),
    (stock.Used(item="swab", batch="w1", pieces=7), "03-15 08:00", QZ),
    (stock.Received(item="reagent", batch="r1", pieces=1, expires=date(2022, 3, 1)), "03-01 08:00", QZ),
    (stock.Received(item="gown", batch="g1", pieces=2, expires=date(2022, 3, 1)), "03-01 08:00", MJ),
    (stock.Discarded(item="gown", batch="g1", pieces=2, why="expired"), "03-02 08:00", MJ),
)  # fmt: skip
GONE_ON_THE_ROAD: tuple[Said, ...] = (
    (admitted("R", MG), "03-10 09:00", MJ),
    (custody.TransferredOut(person="R", to=QZ), "03-14 22:00", MJ),
    (custody.LeftNetwork(person="R", sort="hospital", to="city"), "03-15 03:00", MJ),
    (admitted("U", MG), "03-10 09:00", MJ),
    (custody.TransferredOut(person="U", to=QZ), "03-14 22:00", MJ),
    (custody.Released(person="U", basis="court"), "03-15 03:00", MJ),
)
BASELINES = Path(__file__).resolve().parents[2] / "baselines"


def busy() -> Report:
    return city(FAR, *numbered(BUSY, 7000), fact(sprayed(), "03-15 12:00", number=7900, place=GATE))


def test_a_busy_day_is_as_told_by_hand() -> None:
    assert printed(busy()) == (BASELINES / "report-busy.txt").read_text()
    assert busy().astray == ()


def test_contradictions_are_counted_in_their_day_and_house() -> None:
    """Two on each border of the day, one of another house; those beside the day are another day's."""
    let_go = [("03-15 00:00", QZ), (LAST, QZ), ("03-15 12:00", MJ), ("03-14 23:59:59", QZ), (NEXT, QZ)]
    moved = ["03-15 00:00", LAST, "03-14 23:59:59"]
    report = city(
        *(
            fact(custody.Released(person=f"nobody{n}", basis="law"), at, number=7600 + n, facility=where)
            for n, (at, where) in enumerate(let_go)
        ),
        *(fact(custody.Moved(person=f"no{n}", cell=G1), at, number=7700 + n) for n, at in enumerate(moved)),
    )
    sheets = (report.sheet, *report.sheet.houses)
    found = [one.table("findings").at("custody", "contradictions") for one in sheets]
    assert found == [5, 4, 1, 0]


def test_who_is_gone_on_the_road_is_on_it_no_longer() -> None:
    """Neither arrived nor on the road: what was sent and what was received do not meet, and it is said."""
    report = city(*numbered(GONE_ON_THE_ROAD, 7000))
    assert report.sheet.table("between").column("count") == (3, 2, 2, 1)
    assert report.astray == ("departures_stated", "transfers_meet")


def test_a_fever_is_none_where_no_document_says_from_where_on() -> None:
    early = sweep(7001, "02-20 07:00", "C", tenths=395)
    health = city(early, day=date(2022, 2, 20), known="02-21 06:00").sheet.table("health")
    assert (health.at("readings", "count"), health.at("fevers", "count")) == (1, 0)


def test_the_document_of_the_last_second_decides_on_the_lines_that_must_read_nought() -> None:
    body = command.ProtocolIssued(document="small", version="2", digest="0" * 64, authority="office")
    for at, rows in ((LAST, ("nobody-missed",)), ("03-15 12:00", ("nobody-missed",)),
                     (NEXT, ("nobody-missed", "nobody-mixed"))):  # fmt: skip
        report = city(fact(body, at, number=7100, facility=OFFICE))
        assert report.sheet.table("bottom_lines").rows == rows, at
        assert report.sheet.table("stock").at("items", "count") == (0 if len(rows) == 1 else 3), at
        assert report.documents == (("small", "1"), ("small", "2"))[: 3 - len(rows)]
    midnight = city(fact(body, "03-15 00:00", number=7100, facility=OFFICE))
    assert midnight.documents == (("small", "2"),)
    before = city(day=EVE, known="03-15 06:00")
    assert before.documents == (("small", "1"),)


def test_what_comes_due_at_midnight_is_the_next_day_s() -> None:
    owed = told().sheet.houses[1].table("obligations")
    assert owed.at("quarantine", "owed") == 1  # the night that began the day before
    assert owed.at("quarantine", "missed") == 1


def test_yesterday_ends_in_its_last_second() -> None:
    late = fact(admitted("Late", G1), "03-14 23:59:59", number=7200)
    early = fact(admitted("Early", G1), "03-15 00:00", number=7201)
    again = fact(custody.Released(person="F", basis="court"), "03-15 00:00:01", number=7203)
    report = draw_facility(looked(*signed("03-15 00:10", "03-15 08:00"), late, early, again), QZ)
    assert report.sheet.carried == 7
    assert report.sheet.table("custody_layers").total("yesterday") == 7


def test_who_cannot_serve_is_asked_by_the_house_s_own_calendar() -> None:
    dawn = city(known="03-15 07:00").sheet
    assert dawn.table("strength").at("absent", "count") == 1
    assert dawn.table("stock").at("expired", "count") == 1
    assert looked(known="03-15 07:00").of((QZ,)).date_of(0) == DAY
    assert looked(known="03-15 07:00").of((QZ,)).date_of(99) == EVE  # no clock of its own: UTC
    assert looked(known="03-15 07:00").end == 1 + looked(known="03-15 07:00").standing.at
    assert instant(looked().start) == moment("03-15 00:00")


def test_restarts_and_symptoms_stay_where_they_were_said() -> None:
    more: list[Fact] = [
        fact(quarantine.ClockRestarted(order="O-G", person="G", layer=2, cohort="c9", because=FOUNDING[0].id,
                                       reason="mixed"), "03-15 12:00", number=7300, facility=MJ),
        fact(hygiene.SymptomsReported(person="G", symptoms=("cough",)), "03-15 12:00", number=7301,
             facility=MJ),
        fact(over("I2"), "03-15 18:00", number=7302, facility=MJ),
        fact(custody.Moved(person="A", cell=T1), "03-15 18:00", number=7303),
    ]  # fmt: skip
    report = city(*more)
    assert report.sheet.table("legs").at("leg2", "restarted") == 1
    assert report.sheet.table("health").at("symptoms", "count") == 2
    assert report.sheet.houses[0] == told().sheet.houses[0]
    assert report.failures == ()
