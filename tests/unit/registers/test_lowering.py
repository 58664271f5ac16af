"""Every kind as rows of whole numbers: (event, key, value, aux)."""

from datetime import date
from uuid import UUID

import pytest

from lazaretto.facts import (
    command,
    custody,
    gate,
    quarantine,
    record,
    regime,
    retention,
)
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import day_number
from lazaretto.facts.quarantine import PlannedLeg
from lazaretto.facts.vocabulary import KINDS
from lazaretto.registers.events import CODE, FOREVER
from lazaretto.registers.lowering import LOWERING, lower
from lazaretto.registers.naming import Names
from tests.stating import HOUSE, fact, moment, second
from tests.unit.registers.assigned import ASSIGNED
from tests.unit.registers.handed import HANDED
from tests.unit.registers.health import CHLORINE, HEALTH
from tests.unit.registers.led import LED
from tests.unit.registers.living import LIVING
from tests.unit.registers.noticed import NOTICED
from tests.unit.registers.reported import REPORTED
from tests.unit.registers.staff import STAFF
from tests.unit.registers.supervised import SUPERVISED

DAY = date(2022, 3, 15)
N = day_number(DAY)
CLOSES = moment("03-15 18:00")
P, CELL = "P1", "QZ-D/T/01"
HOLD = str(UUID(int=7))
ADMITTED = custody.Admitted(person=P, cell=CELL, sex="male")
DATED = custody.Admitted(person=P, cell=CELL, sex="male", legal_deadline=DAY)
ORDERED = quarantine.Ordered(
    order="O1", person=P, basis="Art. 1", ordered_by="L1", review_on=DAY,
    legs=(
        PlannedLeg(layer=1, facility="QZ-L", days=21),
        PlannedLeg(layer=2, facility="QZ-L", days=9, outside="x"),
    ),
)  # fmt: skip
PLANNED = [("leg_planned", P, 1 * 512 + 21, 1), ("leg_planned", P, 2 * 512 + 9, -1)]
LET_IN = [("goods_released", "C1", 0, 0), ("goods_pieces", "C1", -1, 1)]
ENTERED = gate.Entered(category="vehicle", subject="V1", zone="guarded", basis="A1")
REQUESTED = gate.EntryRequested(
    approval="A1", category="person", subject="S1", zone="guarded", purpose="Repair.", opens=CLOSES,
    closes=CLOSES, requested_by="L1",
)  # fmt: skip

# body → rows, with names in place of the numbers they are given
EXAMPLES: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        command.FacilityEstablished(name="x", sort="lock_up", county="QZ", city="TS", zone="UTC"),
        [("facility_established", HOUSE, 1, "QZ")],
    ),
    (
        command.PlaceEstablished(established=CELL, use="transition", capacity=4),
        [("place_established", CELL, 0, 4), ("wing_of", CELL, "QZ-D/T", 0)],
    ),
    (
        command.LevelOrdered(level="closed", authority="city", reason="cases"),
        [("level_ordered", HOUSE, 2, 0)],
    ),
    (command.ProtocolIssued(document="d", version="1", digest="0" * 64, authority="city"), []),
    (command.RoleAssigned(role="transition_house", basis="order"), [("role_assigned", HOUSE, 2, 0)]),
    (command.IntakeSuspended(basis="order"), [("intake_suspended", HOUSE, 0, 0)]),
    (command.IntakeResumed(basis="order"), [("intake_resumed", HOUSE, 0, 0)]),
    (command.LeaderNamed(person="L1", title="Deputy"), [("leader_named", "L1", 0, 0)]),
    (
        command.LogSubmitted(day=DAY, incidents=2),
        [("log_submitted", HOUSE, N, 2), ("log_numbered", HOUSE, N, 1)],
    ),
    (
        command.PressureReported(region="620500", day=DAY, new_cases=9, source="s"),
        [("pressure_reported", "620500", 9, N)],
    ),
    (ADMITTED, [("placed", P, CELL, 0), ("admitted", P, CELL, 0), ("sex", P, 1, 0)]),
    (DATED, [("placed", P, CELL, 0), ("admitted", P, CELL, N), ("deadline", P, N, 0), ("sex", P, 1, 0)]),
    (custody.DeadlineSet(person=P, until=DAY, basis="arrest"), [("deadline", P, N, 0)]),
    (
        custody.Admitted(person=P, cell=CELL, sex="female", born=DAY, case_group="G1"),
        [
            ("placed", P, CELL, 0),
            ("admitted", P, CELL, 0),
            ("sex", P, 0, 0),
            ("born", P, N, 0),
            ("case_group", P, "G1", 0),
        ],
    ),
    (custody.Moved(person=P, cell=CELL), [("placed", P, CELL, 1)]),
    (
        custody.TransferredOut(person=P, to=HOUSE, status_document=True),
        [("unplaced", P, 1, 0), ("transferred_out", P, 0, 1)],
    ),
    (
        custody.TransferredIn(person=P, cell=CELL, origin=HOUSE),
        [("placed", P, CELL, 2), ("transferred_in", P, CELL, 0)],
    ),
    (
        custody.Released(person=P, basis="law", handed_to="health"),
        [("unplaced", P, 0, 0), ("released", P, 1, 0)],
    ),
    (custody.WentOut(person=P, to="court"), [("went_out", P, 0, 0)]),
    (
        custody.WentOut(person=P, to="court", escort=("S1",)),
        [("went_out", P, 0, 0), ("travelled", P, -1, 0), ("travelled", "S1", -1, 1)],
    ),
    (
        custody.TransferredOut(person=P, to=HOUSE, escort=("S1",), vehicle="V1"),
        [
            ("unplaced", P, 1, 0),
            ("transferred_out", P, 0, 0),
            ("travelled", P, "V1", 0),
            ("travelled", "S1", "V1", 1),
        ],
    ),
    (custody.CameBack(person=P, cell=CELL), [("placed", P, CELL, 3)]),
    (custody.PlaceRequested(person=P, cell=CELL, reason="x"), [("place_requested", P, CELL, 0)]),
    (ORDERED, [("ordered", P, N, "O1"), ("ordered_by", P, "L1", "O1"), *PLANNED]),
    (
        quarantine.LegStarted(order="O1", person=P, layer=3, cohort="C1"),
        [("leg_started", P, 3, "C1"), ("clock_started", P, 3, "C1")],
    ),
    (
        quarantine.ClockRestarted(
            order="O1", person=P, layer=3, cohort="C1", because=UUID(int=1), reason="x"
        ),
        [("clock_restarted", P, 3, "C1"), ("clock_started", P, 3, "C1")],
    ),
    (
        quarantine.LegEnded(order="O1", person=P, layer=3, outcome="cut_short", signed_by="L1"),
        [("leg_ended", P, 3, 1), ("leg_cut_short", P, 3, 0)],
    ),
    (
        quarantine.Visited(persons=(P, "P2"), by="S9", explained=False),
        [("visited", P, 0, 0), ("visited", "P2", 0, 0)],
    ),
    (
        quarantine.Reviewed(order="O1", person=P, reviewed_by="L2", next_on=DAY),
        [("reviewed", P, N, "O1"), ("reviewed_by", P, "L2", "O1")],
    ),
    (ENTERED, [("entered", "V1", 1, 1), ("entered_on", "V1", "A1", 1)]),
    (
        gate.Entered(category="person", subject="S1", zone="administration"),
        [("entered", "S1", 0, 0), ("entered_on", "S1", -1, 0)],
    ),
    (gate.Left(category="person", subject="S1", zone="guarded"), [("left", "S1", 1, 0)]),
    (gate.Refused(category="consignment", subject="C1", reason="x"), [("entry_refused", "C1", 2, 0)]),
    (
        REQUESTED,
        [
            ("entry_requested", "A1", "L1", second("03-15 18:00")),
            ("entry_wanted", "A1", "S1", 1),
            ("entry_opens", "A1", second("03-15 18:00"), 0),
        ],
    ),
    (
        gate.EntryApproved(approval="A1", approved_by="L2", level="detachment"),
        [("entry_approved", "A1", "L2", 1), ("approved_until", "A1", FOREVER, -1)],
    ),
    (
        gate.EntryApproved(approval="A1", approved_by="L2", level="leader", closes=CLOSES, delegation="D1"),
        [("entry_approved", "A1", "L2", 0), ("approved_until", "A1", second("03-15 18:00"), "D1")],
    ),
    (
        gate.Overridden(override="O1", subject="S1", authority="L1", reason="Fire."),
        [("overridden", "O1", "S1", 0)],
    ),
    (gate.OverrideReported(override="O1"), [("override_reported", "O1", 0, 0)]),
    (
        gate.GoodsRegistered(consignment="C1", goods="parcel", supplier="x", disinfected=True),
        [("goods_registered", "C1", 3, 1), ("goods_pieces", "C1", -1, 0)],
    ),
    (gate.GoodsSampled(consignment="C1", tube="T1"), [("goods_sampled", "C1", "T1", 0)]),
    (
        gate.GoodsReleased(consignment="C1", pieces=4),
        [("goods_released", "C1", 0, 0), ("goods_pieces", "C1", 4, 1)],
    ),
    (
        gate.GoodsRemoved(consignment="C1", how="returned"),
        [("goods_removed", "C1", 0, 0), ("goods_pieces", "C1", -1, 2)],
    ),
    (
        gate.GoodsRemoved(consignment="C1", how="destroyed", pieces=1),
        [("goods_removed", "C1", 0, 0), ("goods_pieces", "C1", 1, 3)],
    ),
    (
        gate.GoodsDisinfected(consignment="C1", agent="ethanol", contact_minutes=3),
        [("goods_disinfected", "C1", 3, 0)],
    ),
    (
        gate.Checked(
            passage="P1",
            category="person",
            subject="S1",
            zone="guarded",
            officer="S2",
            table="gate.verdict",
            verdict="refuse",
            answers=(gate.Answer(input="exposure_declared", value="true"),),
        ),
        [("checked", "S1", 2, "P1"), ("checked_by", "S1", "S2", "P1"), ("declared", "S1", 1, "P1")],
    ),
    (
        gate.Entered(category="person", subject="S1", zone="administration", basis="roster", passage="P1"),
        [("entered", "S1", 0, 0), ("entered_on", "S1", "roster", 0), ("passed", "P1", "S1", 0)],
    ),
    (
        gate.Left(category="person", subject="S1", zone="guarded", passage="P2"),
        [("left", "S1", 1, 0), ("passed", "P2", "S1", 1)],
    ),
    (
        gate.Entered(category="consignment", subject="C1", zone="guarded", basis="A1"),
        [("entered", "C1", 1, 2), ("entered_on", "C1", "A1", 2), *LET_IN],
    ),
    (
        gate.Refused(category="person", subject="S1", reason="x", passage="P3"),
        [("entry_refused", "S1", 0, 0), ("passed", "P3", "S1", 2)],
    ),
    (
        gate.VehicleSeen(vehicle="V1", plate="甘E12345", plate_kind="ordinary", driver="S1"),
        [("vehicle_seen", "V1", "S1", -1)],
    ),
    (
        gate.EntryDenied(approval="A1", denied_by="L1", level="leader", reason="x"),
        [("entry_denied", "A1", "L1", 0)],
    ),
    (
        gate.EntryWithdrawn(approval="A1", withdrawn_by="L1", reason="x"),
        [("entry_withdrawn", "A1", "L1", 0)],
    ),
    (
        gate.ApprovalDelegated(
            delegation="D1", delegated_by="L1", delegate="S1", level="leader", opens=CLOSES, closes=CLOSES
        ),
        [
            ("approval_delegated", "S1", 0, second("03-15 18:00")),
            ("delegation_opens", "D1", "L1", second("03-15 18:00")),
        ],
    ),
    (
        gate.EmergencyDeclared(emergency="E1", cause="earthquake", declared_by="S1"),
        [("emergency_declared", HOUSE, 1, "E1")],
    ),
    (gate.LineUnread(form="F1", line=3, reason="wet"), [("line_unread", "F1/03", 3, 0)]),
    (gate.EmergencyEnded(emergency="E1", ended_by="L1"), [("emergency_ended", HOUSE, 0, "E1")]),
    (
        gate.PeopleMustered(assembly="yard", present=(P,), missing=("P2",), emergency="E1"),
        [("answered_muster", P, 1, "E1"), ("answered_muster", "P2", 0, "E1")],
    ),
    *SUPERVISED,
    *NOTICED,
    *HANDED,
    *ASSIGNED,
    (
        regime.ContactGiven(persons=(P,), sort="family_video", minutes=20),
        [("contact", P, 20, 4), ("family_contact", P, 20, 4)],
    ),
    (regime.ContactGiven(persons=(P,), sort="talk", minutes=60), [("contact", P, 60, 0)]),
    (regime.OpenAirGiven(persons=(P,), minutes=60), [("open_air", P, 60, 0)]),
    *HEALTH,
    *STAFF,
    *REPORTED,
    *LED,
    (
        command.PlaceEstablished(established=CELL, use="transition", neighbours=("QZ-D/T/02",)),
        [
            ("place_established", CELL, 0, 0),
            ("wing_of", CELL, "QZ-D/T", 0),
            ("neighbour", CELL, "QZ-D/T/02", 0),
        ],
    ),
    (
        command.PlaceEstablished(established=CELL, use="general", people="women"),
        [
            ("place_established", CELL, 1, 0),
            ("wing_of", CELL, "QZ-D/T", 1),
            ("place_people", CELL, 1, 0),
        ],
    ),
    (command.VehicleListed(vehicle="V1", seats=6), [("vehicle_listed", "V1", 6, 0)]),
    (
        command.ConversionOrdered(
            conversion="C1", role="isolation_point", authority="city", reason="cases", begins=CLOSES
        ),
        [("conversion_ordered", HOUSE, 1, "C1")],
    ),
    (
        command.ConversionEnded(conversion="C1", outcome="reversed"),
        [("conversion_ended", HOUSE, 1, "C1")],
    ),
    (custody.PlaceGivenUp(person=P, cell=CELL, reason="full"), [("place_given_up", P, CELL, 0)]),
    (
        custody.LeftNetwork(person=P, sort="prison", to="Prison 1", status_document=True),
        [("unplaced", P, 2, 0), ("left_network", P, 0, 1)],
    ),
    (custody.Received(person=P, party="hospital", received_by="Ward 3"), [("received", P, 2, 0)]),
    (custody.KeptApart(person="P2", other=P, reason="threat"), [("kept_apart", "P1|P2", P, "P2")]),
    (custody.ApartLifted(person=P, other="P2", reason="over"), [("apart_lifted", "P1|P2", P, "P2")]),
    (custody.CellWithdrawn(cell=CELL, cause="damage"), [("cell_withdrawn", CELL, 1, 0)]),
    (custody.CellReturned(cell=CELL), [("cell_returned", CELL, 0, 0)]),
    (quarantine.Served(order="O1", person=P, served_by="S1", signed=False), [("served", P, "O1", 0)]),
    (quarantine.CohortClosed(cohort="K1", cell=CELL), [("cohort_closed", "K1", CELL, 0)]),
    (
        quarantine.EndOrdered(order="O1", person=P, layer=1, ends_on=DAY, decided_by="L1", reason="contact"),
        [("end_ordered", P, N, 1)],
    ),
    (quarantine.Cleared(order="O1", person=P, layer=1, signed_by="L1"), [("cleared", P, 1, "L1")]),
    (
        quarantine.IsolationOrdered(
            order="O1", person=P, cell=CELL, basis="Art. 1", ends_on=DAY, review_on=DAY, ordered_by="L1"
        ),
        [("isolation_ordered", P, N, N)],
    ),
    (quarantine.IsolationEnded(order="O1", person=P, signed_by="L1"), [("isolation_ended", P, 0, 0)]),
    (
        quarantine.LegEnded(order="O1", person=P, layer=1, outcome="cut_short", signed_by="L1", reason=" "),
        [("leg_ended", P, 1, 1), ("leg_cut_short", P, 1, 0)],
    ),
    (
        gate.ExitRequested(exit="X1", subject=P, purpose="court", requested_by="S1"),
        [("exit_requested", P, 3, "X1")],
    ),
    (
        regime.OutOfCell(persons=(P, "P2"), minutes=30, sort="washing"),
        [("out_of_cell", P, 30, 1), ("out_of_cell", "P2", 30, 1)],
    ),
    (
        regime.CareOrdered(care="M1", person=P, sort="withdrawal", every_hours=8, ordered_by="D1", until=DAY),
        [("care_ordered", "P1|M1", 8, 1), ("care_until", "P1|M1", N, 0), ("care_of", "P1|M1", P, 0)],
    ),
    (
        regime.CareGiven(care="M1", person=P, given_by="D1", outcome="refused"),
        [("care_given", "P1|M1", 1, 0)],
    ),
    (regime.CareEnded(care="M1", person=P, reason="well"), [("care_ended", "P1|M1", 0, 0)]),
    (record.Retracted(fact=UUID(int=1), reason="x"), []),
    (retention.HoldSet(person=P, office="detachment", reason="x"), [("hold_set", P, 1, str(UUID(int=1)))]),
    (retention.HoldLifted(hold=UUID(int=7), office="facility", reason="x"), [("hold_lifted", HOLD, 0, 0)]),
    (
        retention.ErasureProposed(person=P, data="health", rule="document/1 a"),
        [("erasure_act", str(UUID(int=1)), 0, "officer")],
    ),
    (
        retention.ErasureDeclined(proposal=UUID(int=7), reason="x"),
        [("erasure_act", HOLD, 1, "officer")],
    ),
    (retention.Erased(facts=(UUID(int=1),), rule="check-in.keep"), []),
    *LIVING,
]


@pytest.mark.parametrize(("body", "rows"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_the_events_of_a_fact(body: Body, rows: list[tuple[str, str, int | str, int | str]]) -> None:
    keys, facilities = Names(), Names()
    facilities.number(HOUSE)
    given = list(lower(fact(body, "03-15 08:00"), keys=keys, facilities=facilities))
    wanted = [
        (name, *(keys.find(part) if isinstance(part, str) else part for part in numbers))
        for name, *numbers in rows
    ]
    assert given == wanted
    assert all(name in CODE for name, *_ in given)


def test_a_disinfection_is_of_the_place_it_was_done_in() -> None:
    keys = Names()
    said = fact(CHLORINE, "03-15 08:00", place="QZ-D/K/gate")
    rows = lower(said, keys=keys, facilities=Names())
    assert {keys.name(row[1]) for row in rows} == {"QZ-D/K/gate"}


def test_every_kind_has_its_example() -> None:
    assert {type(body) for body, _ in EXAMPLES} == set(KINDS)
    assert set(LOWERING) <= set(KINDS)
