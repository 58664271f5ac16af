"""Duty and training as rows of whole numbers: a part of ``test_lowering``."""

from datetime import date, time

from lazaretto.facts import duty, training
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import FOREVER
from tests.stating import HOUSE

DAY = date(2022, 3, 15)
N = day_number(DAY)
TURN = duty.Turn(person="S1", phase="A", batch="1", first=DAY, last=DAY)
HOME = duty.Turn(person="S2", phase="C", batch="2", first=DAY, last=DAY)
POST, NIGHT = f"{HOUSE}|gate", f"{HOUSE}|gate|night"

# body → rows, with names in place of the numbers they are given
STAFF: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (duty.Enrolled(person="S1", sex="female", post="medic"), [("enrolled", "S1", 2, 0)]),
    (duty.LeftStrength(person="S1", reason="retired"), [("left_strength", "S1", 0, 0)]),
    (duty.Reinforced(person="S1", origin="QZ-L"), [("reinforced", "S1", 0, 0)]),
    (duty.ReinforcementEnded(person="S1"), [("reinforcement_ended", "S1", 0, 0)]),
    (
        duty.Absent(person="S1", cause="isolated", first=DAY, last=DAY),
        [("absent", "S1", N, N), ("absent_for", "S1", 2, N)],
    ),
    (
        duty.Absent(person="S1", cause="sick", first=DAY),
        [("absent", "S1", N, FOREVER), ("absent_for", "S1", 0, N)],
    ),
    (duty.Returned(person="S1"), [("returned", "S1", 0, 0)]),
    (
        duty.PostSet(
            post="gate", title="Gate", zone="guarded", staff=("gate", "officer"), procedures=("donning",),
            watches=(duty.Watch(watch="night", begins=time(20, 30), hours=12, need=2, women=1),),
        ),
        [
            ("post_set", POST, 1, 1),
            ("post_for", POST, 3, 0),
            ("post_for", POST, 1, 0),
            ("post_asks", POST, "donning", 0),
            ("watch_set", NIGHT, (20 * 60 + 30) * 64 + 12, 2 * 2**20 + 1),
            ("watch_of", NIGHT, POST, 1),
        ],
    ),
    (
        duty.PatternOrdered(pattern="abc-14-14-14", first=DAY, authority="city", reason="cases"),
        [("pattern_ordered", HOUSE, "abc-14-14-14", N)],
    ),
    (duty.PhaseStarted(person="S1", batch="1", phase="C"), [("phase_started", "S1", 2, "1")]),
    (
        duty.RosterDrafted(roster="D", pattern="abc-7-7-7", first=DAY, last=DAY, turns=(TURN,)),
        [("roster_drafted", "D", "officer", 0)],
    ),
    (
        duty.RosterPublished(roster="R", first=DAY, last=DAY, persons=("S1", "S2"), signed_by="L1"),
        [
            ("roster_published", "R", N, N),
            ("roster_signed", "R", "L1", -1),
            ("rostered", "S1", N, N),
            ("rostered", "S2", N, N),
        ],
    ),
    (
        duty.RosterPublished(
            roster="R", first=DAY, last=DAY, persons=("S1",), signed_by="L1", pattern="abc-7-7-7", draft="D",
            turns=(TURN, HOME), stands=(duty.Stand(person="S1", post="gate", watch="night", day=DAY),),
            despite=("batch_incomplete",), reason="nobody else is left",
        ),
        [
            ("roster_published", "R", N, N),
            ("roster_signed", "R", "L1", "D"),
            ("roster_despite", "R", "batch_incomplete", 0),
            ("turn", "S1", N * 8, N),
            ("turn_batch", "S1", "1", N),
            ("rostered", "S1", N, N),
            ("turn", "S2", N * 8 + 2, N),
            ("turn_batch", "S2", "2", N),
            ("stand", "S1", N, NIGHT),
        ],
    ),
    (
        duty.Fixed(
            matrix="M", signed_by="L1",
            rows=(
                duty.Fixing(task="disinfection", post="gate", person="S1", duty="three a day", deputy="S2"),
                duty.Fixing(task="log", post="gate", person="S2", duty="by 18:00"),
            ),
        ),
        [
            ("matrix_signed", "M", "L1", 2),
            ("fixed", "S1", "disinfection", POST),
            ("fixed_deputy", "S2", "disinfection", POST),
            ("fixed", "S2", "log", POST),
        ],
    ),
    (
        duty.SharedPlace(persons=("S1", "S2"), sort="vehicle", of="V1"),
        [("shared", "S1", 2, f"{HOUSE}|V1"), ("shared", "S2", 2, f"{HOUSE}|V1")],
    ),
    (duty.CheckedIn(person="S1", where="on_site", well=False), [("checked_in", "S1", 1, 0)]),
    (duty.CheckedIn(person="S1", where="home", symptoms=("cough",)), [("checked_in", "S1", 0, 0)]),
    (duty.CheckedIn(person="S1", where="home"), [("checked_in", "S1", 0, 1)]),
    (duty.HandedOver(handover="H1", outgoing="S1"), [("handed_over", "H1", "S1", 0)]),
    (
        duty.HandedOver(handover="H1", outgoing="S1", held=120, outstanding=("O1",)),
        [("handed_over", "H1", "S1", 0), ("handover_held", "H1", 120, 0), ("handover_line", "H1", "O1", 0)],
    ),
    (duty.HandoverAcknowledged(handover="H1", incoming="S2"), [("handover_acknowledged", "H1", "S2", 0)]),
    (
        duty.HandoverAcknowledged(handover="H1", incoming="S2", held=119, outstanding=("O1",)),
        [
            ("handover_acknowledged", "H1", "S2", 0),
            ("handover_held", "H1", 119, 1),
            ("handover_line", "H1", "O1", 1),
        ],
    ),
    (
        training.SessionHeld(
            session="L1", procedure="donning", trainer="S3", persons=("S1", "S2"), minutes=60
        ),
        [("taught", "S1", "donning", 60), ("taught", "S2", "donning", 60)],
    ),
    (
        training.Assessed(person="S1", procedure="donning", passed=True, assessor="S3", score=90),
        [("assessed", "S1", "donning", 1), ("assessed_by", "S1", "S3", "donning")],
    ),
]  # fmt: skip
