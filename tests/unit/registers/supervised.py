"""What the detachment states, as rows of whole numbers: a part of the examples of ``test_lowering``."""

from datetime import date

from lazaretto.facts import supervision
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import day_number
from tests.stating import HOUSE, moment

DAY = date(2022, 3, 15)
N = day_number(DAY)
CLOSES = moment("03-15 18:00")
FLOW = supervision.Flow(of="person", came=3, went=2)

# body → rows, with names in place of the numbers they are given
SUPERVISED: list[tuple[Body, list[tuple[str, str, int | str, int | str]]]] = [
    (
        supervision.GateLooked(camera="C1", by="hand", people=3, drawn=True),
        [("gate_looked", HOUSE, 3, 1), ("look_drawn", HOUSE, 1, 0)],
    ),
    (
        supervision.TallyTaken(day=DAY, first=CLOSES, last=CLOSES, flows=(FLOW,), told_by="S1"),
        [("tally_taken", HOUSE, N, "officer")],
    ),
    (
        supervision.ReplayCounted(day=DAY, camera="C1", first=CLOSES, last=CLOSES, flows=(FLOW,)),
        [("replay_counted", HOUSE, N, "officer")],
    ),
    (
        supervision.Reconciled(
            day=DAY,
            signed_by="S1",
            differences=(
                supervision.Difference(of="person", first=CLOSES, last=CLOSES, by=1),
                supervision.Difference(of="vehicle", first=CLOSES, last=CLOSES, by=1, explained="x"),
            ),
        ),
        [("reconciled", HOUSE, N, 1), ("reconciled_by", HOUSE, "S1", N)],
    ),
    (supervision.CameraSet(camera="C1", address="rtsp://10.0.0.9/gate"), [("camera_set", "C1", 1, 0)]),
    (supervision.CameraSet(camera="C1"), [("camera_set", "C1", 0, 0)]),
    (
        supervision.DrawCommitted(anchor="0" * 64, first=DAY, days=90, committed_by="D1"),
        [("draw_committed", HOUSE, N, 90)],
    ),
]
