"""Inside now and the muster, on a small house: counted once each, in the order of a call."""

from datetime import date

from lazaretto.board.houses import houses
from lazaretto.board.inside import SHEET, InsidePage, Muster, inside_page, muster, uncovered
from lazaretto.facts import custody, duty, gate, regime
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.inside import Inside, inside
from tests.stating import fact, house, moment, record_of, second

CAME: list[tuple[str, Body]] = [
    ("03-09 08:00", custody.Admitted(person="C2", cell="QZ-D/G1/02", sex="male", name="赵四")),
    ("03-09 08:00", custody.Admitted(person="C1", cell="QZ-D/G1/01", sex="male")),
    ("03-09 08:00", custody.Admitted(person="C3", cell="QZ-D/T/01", sex="female")),
    ("03-09 09:00", custody.WentOut(person="C2", to="hospital")),
    ("03-09 07:00", duty.Enrolled(person="S1", sex="male", post="officer", name="王五")),
    ("03-09 07:00", duty.Enrolled(person="S2", sex="male", post="medic")),
    ("03-09 07:10", duty.RosterPublished(roster="R", first=date(2022, 3, 9), last=date(2022, 3, 12),
                                          persons=("S1", "S2"), signed_by="L1")),
    ("03-10 08:00", gate.Entered(category="person", subject="S1", zone="administration", basis="roster")),
    ("03-10 08:30", gate.Entered(category="person", subject="S1", zone="guarded", basis="roster")),
    ("03-10 08:40", gate.Entered(category="person", subject="V1", zone="administration")),
    ("03-10 08:50", gate.Entered(category="vehicle", subject="VAN", zone="administration")),
    ("03-10 08:55", gate.GoodsRegistered(consignment="F1", goods="food", supplier="x", pieces=10)),
    ("03-10 08:56", gate.GoodsRegistered(consignment="F2", goods="daily", supplier="x")),
    ("03-10 08:57", gate.GoodsReleased(consignment="F2")),
    ("03-10 09:00", regime.CareOrdered(care="K1", person="C1", sort="medication", every_hours=12,
                                       ordered_by="D1")),
]  # fmt: skip


def looked(*more: tuple[str, Body], at: str = "03-10 10:00", until: str | None = None) -> Inside:
    told = [fact(body, when, number=n) for n, (when, body) in enumerate([*CAME, *more], 1)]
    record = record_of([house(), *told])
    standing = record.standing(at=second(at))
    last = None if until is None else second(until)
    return inside(
        standing, facts=record.facts, forces=(), facility=standing.facilities.find("QZ-D"), until=last
    )


def paged(found: Inside, *, known: Fact | None = None) -> tuple[InsidePage, Muster]:
    record = record_of([house()])
    standing = record.standing(at=second("03-10 10:00"))
    (one,) = houses(standing, facts=record.facts)
    at = instant(second("03-10 10:00"))
    given = {"house": one, "at": at, "known_at": None, "running": None}
    return inside_page(found, **given), muster(found, **given)  # type: ignore[arg-type]


def test_everybody_is_counted_once_where_they_are() -> None:
    page, _ = paged(looked())
    guarded, administration = page.counts
    assert (guarded.held, guarded.staff, guarded.visitors) == (2, 1, 0)
    assert (administration.staff, administration.visitors, administration.vehicles) == (0, 1, 1)
    assert administration.consignments == 1  # F2 went in
    assert (page.people, page.held_away) == (4, 1)
    assert [one.away for one in page.away] == ["hospital"]


def test_who_has_no_leave_stands_out_and_who_has_it_is_awaited() -> None:
    page, _ = paged(looked())
    assert [one.subject for one in page.overstaying] == ["V1", "VAN"]
    assert [(one.subject, one.kind) for one in page.awaited] == [("S2", "roster")]
    after = looked(at="03-13 10:00")
    assert [one.subject for one in after.overstaying] == ["V1", "VAN", "S1"]
    assert after.awaited == ()


def test_an_approval_awaits_and_then_covers_its_visitor() -> None:
    asked = gate.EntryRequested(
        approval="A1", category="person", subject="V2", zone="administration", purpose="repair",
        opens=moment("03-10 11:00"), closes=moment("03-10 12:00"), requested_by="S1",
    )  # fmt: skip
    leave = gate.EntryApproved(approval="A1", approved_by="L1", level="leader")
    given = [("03-10 09:10", asked), ("03-10 09:20", leave)]
    assert "V2" not in {one.subject for one in looked(*given).awaited}
    assert "V2" in {one.subject for one in looked(*given, until="03-10 23:59").awaited}
    came = ("03-10 11:10", gate.Entered(category="person", subject="V2", zone="administration", basis="A1"))
    during = looked(*given, came, at="03-10 11:30")
    assert [(o.subject, o.by) for o in during.here if o.subject == "V2"] == [("V2", "approval")]
    assert "V2" in {one.subject for one in looked(*given, came, at="03-10 12:30").overstaying}


def test_pieces_of_a_consignment_are_gone_when_all_of_them_are() -> None:
    some = ("03-10 09:30", gate.GoodsReleased(consignment="F1", pieces=6))
    rest = ("03-10 09:40", gate.GoodsRemoved(consignment="F1", how="destroyed", pieces=4))
    assert "F1" in {one.subject for one in looked(some).here}
    assert "F1" not in {one.subject for one in looked(some, rest).here}


def test_who_is_held_and_came_back_by_the_gate_is_on_the_roll_alone() -> None:
    back = ("03-10 09:30", gate.Entered(category="person", subject="C1", zone="guarded"))
    found = looked(back)
    assert "C1" not in {one.subject for one in found.here}
    assert "C1" in {one.person for one in found.present}


def test_the_muster_calls_wing_by_wing_then_staff_visitors_and_drivers() -> None:
    _, called = paged(looked())
    assert [name for name, _ in called.groups] == [
        "QZ-D/G1", "QZ-D/T", "staff-guarded", "visitors", "drivers",
    ]  # fmt: skip
    assert [call.number for call in called.calls] == ["C1", "C3", "S1", "V1", "VAN"]
    assert called.calls[0].needs == ("medication",)
    assert called.calls[2].masked == "王**"
    assert [call.number for call in called.away] == ["C2"]
    assert called.total == 5


def test_sheets_hold_so_many_lines_and_add_up() -> None:
    crowd = [
        ("03-10 09:00", custody.Admitted(person=f"X{n:03}", cell="QZ-D/T/02", sex="male"))
        for n in range(2 * SHEET)
    ]
    _, called = paged(looked(*crowd))
    sizes = [(sheet.group, len(sheet.calls)) for sheet in called.sheets]
    assert sizes[:4] == [("QZ-D/G1", 1), ("QZ-D/T", SHEET), ("QZ-D/T", SHEET), ("QZ-D/T", 1)]
    assert sum(sheet.to_count for sheet in called.sheets) == called.total
    assert {sheet.of for sheet in called.sheets} == {len(called.sheets)}
    assert called.sheets[-1].to_count == 0  # who is away is told, not counted


def test_at_the_gate_the_held_are_a_number() -> None:
    page, _ = paged(looked())
    hidden = uncovered(page)
    assert (hidden.wings, hidden.away, hidden.masked) == ((), (), True)
    assert hidden.held_present == 2
    assert hidden.here == page.here
