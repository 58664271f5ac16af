"""What the families' types refuse, one worked example a rule."""

from typing import Any

import pytest

from lazaretto.facts.encoding import Malformed, body_from

GOOD: dict[str, dict[str, Any]] = {
    "command.facility_established/1": {
        "name": "Qinzhou detention house", "sort": "detention_house", "county": "QZ", "city": "TS",
        "zone": "Asia/Shanghai",
    },
    "command.log_submitted/1": {"day": "2022-03-15", "incidents": 0},
    "command.protocol_issued/1": {
        "document": "four-layer-2022", "version": "1", "digest": "0" * 64, "authority": "Detachment",
    },
    "command.pressure_reported/1": {
        "region": "620500", "day": "2022-03-15", "new_cases": 3, "source": "Bulletin",
    },
    "custody.admitted/1": {"person": "P1", "cell": "QZ-D/T/01", "sex": "female"},
    "duty.phase_started/1": {"person": "S1", "batch": "1", "phase": "A"},
    "gate.goods_removed/1": {"consignment": "C1", "how": "destroyed"},
    "hygiene.disinfected/1": {"agent": "chlorine", "target_mg_l": 500, "contact_minutes": 30},
    "hygiene.temperatures_taken/1": {"readings": [{"person": "P1", "celsius_tenths": 365}]},
    "quarantine.ordered/1": {
        "order": "O1", "person": "P1", "basis": "Article 1", "ordered_by": "L1", "review_on": "2022-03-22",
        "legs": [{"layer": 1, "facility": "QZ-L", "days": 21}],
    },
    "record.erased/1": {"facts": ["00000000-0000-0000-0000-000000000001"], "rule": "four-layer-2022/1 a.b"},
    "record.erasure_declined/1": {
        "proposal": "00000000-0000-0000-0000-000000000001", "reason": "A court asks for it.",
    },
    "record.erasure_proposed/1": {"person": "P1", "data": "health", "rule": "four-layer-2022/1 a.b"},
    "record.hold_lifted/1": {
        "hold": "00000000-0000-0000-0000-000000000001", "office": "facility", "reason": "The case is over.",
    },
    "record.hold_set/1": {"person": "P1", "office": "detachment", "reason": "A court asks for it."},
    "record.retracted/1": {"fact": "00000000-0000-0000-0000-000000000001", "reason": "Wrong person."},
    "supervision.camera_set/1": {"camera": "GATE-1", "address": "rtsp://10.0.0.9:554/gate?channel=1"},
    "supervision.draw_committed/1": {
        "anchor": "0" * 64, "first": "2022-03-15", "days": 30, "committed_by": "D1",
    },
    "testing.sampled/1": {"tube": "T1", "members": ["P1"], "purpose": "round"},
}  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_the_worked_example_is_accepted(kind: str) -> None:
    assert body_from({"kind": kind, **GOOD[kind]})


@pytest.mark.parametrize(
    ("kind", "field", "wrong"),
    [
        ("command.facility_established/1", "sort", "hotel"),
        ("command.log_submitted/1", "incidents", -1),
        ("command.log_submitted/1", "day", "15 March"),
        ("command.protocol_issued/1", "digest", "0" * 63),
        ("command.protocol_issued/1", "digest", "0" * 64 + "\n"),
        ("command.pressure_reported/1", "new_cases", 2**60),
        ("custody.admitted/1", "person", "P" * 41),
        ("custody.admitted/1", "sex", "unknown"),
        ("duty.phase_started/1", "phase", "D"),
        ("gate.goods_removed/1", "how", "eaten"),
        ("hygiene.disinfected/1", "contact_minutes", -1),
        ("hygiene.temperatures_taken/1", "readings", []),
        ("hygiene.temperatures_taken/1", "readings", [{"person": "P1", "celsius_tenths": 299}]),
        ("hygiene.temperatures_taken/1", "readings", [{"person": "P1", "celsius_tenths": 451}]),
        ("hygiene.temperatures_taken/1", "readings", [{"person": "P1", "celsius_tenths": 36.5}]),
        ("quarantine.ordered/1", "legs", []),
        ("quarantine.ordered/1", "legs", [{"layer": 5, "facility": "QZ-L", "days": 21}]),
        ("record.erased/1", "facts", []),
        ("record.erased/1", "facts", [f"00000000-0000-0000-0000-{n:012}" for n in range(1001)]),
        ("record.erased/1", "rule", ""),
        ("record.erased/1", "proposal", "the second"),
        ("record.erasure_declined/1", "reason", ""),
        ("record.erasure_proposed/1", "rule", ""),
        ("record.hold_lifted/1", "hold", "the first"),
        ("record.hold_set/1", "office", "inspector"),
        ("record.hold_set/1", "reason", ""),
        ("record.retracted/1", "reason", ""),
        ("supervision.camera_set/1", "address", "rtsp://looker:secret@10.0.0.9/gate"),
        ("supervision.camera_set/1", "address", "file:///etc/passwd"),
        ("supervision.camera_set/1", "address", "rtsp://10.0.0.9/gate\n"),
        ("supervision.draw_committed/1", "anchor", "0" * 63),
        ("supervision.draw_committed/1", "days", 0),
        ("testing.sampled/1", "members", []),
        ("testing.sampled/1", "members", [f"P{n}" for n in range(21)]),
    ],
)
def test_a_wrong_value_is_refused_and_named(kind: str, field: str, wrong: Any) -> None:
    with pytest.raises(Malformed, match=field):
        body_from({"kind": kind, **GOOD[kind], field: wrong})


def test_an_order_cannot_be_stated_without_an_end_and_a_review() -> None:
    for field in ("legs", "review_on", "basis"):
        values = {name: value for name, value in GOOD["quarantine.ordered/1"].items() if name != field}
        with pytest.raises(Malformed, match=field):
            body_from({"kind": "quarantine.ordered/1", **values})
