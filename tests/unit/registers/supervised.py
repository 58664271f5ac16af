"""What the detachment states, as rows of whole numbers: a part of the examples of ``test_lowering``."""

from datetime import date

from lazaretto.facts import patrols, roll_calls, supervision
from lazaretto.facts.fact import Body
from lazaretto.facts.periods import day_number
from tests.stating import HOUSE, moment

DAY = date(2022, 3, 15)
N = day_number(DAY)
CLOSES = moment("03-15 18:00")
FLOW = supervision.Flow(of="person", came=3, went=2)

R = f"{HOUSE}|R1"
COUNTS = {"roll_call": "R1", "by": "camera", "inside": 2, "standby": 1, "counted_by": "D1"}
PACKED = 2 * 2**21 + 1
STOP = patrols.Stop(stop="W1", title="Wing 1")


def _acts(act: int, who: str) -> list[tuple[str, str, int | str, int | str]]:
    return [("roll_call_said", R, act, who), ("roll_call_said", R, act, "officer")]


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
    (
        roll_calls.GatheringSet(call_sign="Q-1", camera="YARD", room="x", set_by="D1"),
        [("gathering_set", HOUSE, "YARD", 0)],
    ),
    (
        roll_calls.RollCallCalled(roll_call="R1", inside=2, standby=1, drawn=True, called_by="D1"),
        [
            ("roll_call_called", R, 1, 0),
            ("roll_call_counts", R, PACKED, 0),
            ("roll_call_held", HOUSE, 1, R),
            *_acts(0, "D1"),
        ],
    ),
    (
        roll_calls.RollCallCalled(roll_call="R1", inside=2, called_by="officer"),
        [
            ("roll_call_called", R, 0, 0),
            ("roll_call_counts", R, -1, 0),
            ("roll_call_held", HOUSE, 0, R),
            ("roll_call_said", R, 0, "officer"),
        ],
    ),
    (
        roll_calls.RollCallGathered(roll_call="R1", told_by="S1"),
        [("roll_call_gathered", R, 0, 0), *_acts(1, "S1")],
    ),
    (
        roll_calls.RollCallCounted(**COUNTS),  # type: ignore[arg-type]
        [("roll_call_counts", R, PACKED, 2), *_acts(2, "D1")],
    ),
    (
        roll_calls.RollCallChecked(**COUNTS),  # type: ignore[arg-type]
        [("roll_call_counts", R, PACKED, 3), *_acts(3, "D1")],
    ),
    (
        roll_calls.RollCallRecounted(**COUNTS),  # type: ignore[arg-type]
        [("roll_call_counts", R, PACKED, 4), *_acts(4, "D1")],
    ),
    (
        roll_calls.RollCallClosed(roll_call="R1", outcome="stood_down", words="x", closed_by="D1"),
        [("roll_call_closed", R, 7, 0), *_acts(7, "D1")],
    ),
    (
        patrols.TourSet(tour="T1", title="x", stops=(STOP,), turns=2, set_by="D1"),
        [
            *[("tour_set", f"{HOUSE}|T1|{n}", 1, n) for n in (1, 2)],
            *[("tour_dropped", f"{HOUSE}|T1|{n}", 0, n) for n in (3, 4, 5, 6)],
        ],
    ),
    (
        patrols.PatrolBegun(patrol="P1", tour="T1", begun_by="D1"),
        [("patrol_said", f"{HOUSE}|P1", 0, "T1")],
    ),
    (
        patrols.PatrolLooked(patrol="P1", stop="W1", looked="dark", looked_by="D1"),
        [("patrol_said", f"{HOUSE}|P1", 1, "W1")],
    ),
    (
        patrols.PatrolSkipped(patrol="P1", stop="W1", reason="x", skipped_by="D1"),
        [("patrol_said", f"{HOUSE}|P1", 2, "W1")],
    ),
    (
        patrols.PatrolEnded(patrol="P1", tour="T1", stops_looked=3, stops_skipped=1, ended_by="D1"),
        [("tour_walked", f"{HOUSE}|T1|1", 3, 1), ("patrol_said", f"{HOUSE}|P1", 3, "T1")],
    ),
    (
        patrols.PatrolBrokenOff(patrol="P1", reason="x", broken_off_by="D1"),
        [("patrol_said", f"{HOUSE}|P1", 4, "P1")],
    ),
]
