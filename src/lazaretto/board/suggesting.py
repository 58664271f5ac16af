"""Which fact would answer a duty: the form a hand finds already filled in. One entry an event."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lazaretto.board.day_sheet import Suggestion
from lazaretto.obligations.owed import Block
from lazaretto.protocol.document import Coverage, Deadline, Recurring
from lazaretto.registers.testing import PURPOSES, STRATA

# Event: (kind, values known beforehand, fields a person must still fill)
Form = tuple[str, dict[str, Any], tuple[str, ...]]
MOST_IN_A_TUBE = 20  # of facts.testing.Sampled


@dataclass(frozen=True, slots=True)
class Asked:
    """What a group asks for: who, where, on which day, in which round, why a test, for which disease."""

    subjects: tuple[str, ...]
    place: str | None
    day: date
    round: str | None
    purpose: str
    disease: str | None


def suggest(block: Block, *, subjects: tuple[str, ...], place: str | None, day: date,
            round_: str | None) -> Suggestion | None:  # fmt: skip
    """The fact that answers these rows of a block; None for a duty that no statement here answers."""
    duty = block.clause.duty
    if isinstance(duty, Coverage):
        event = "covered"
    elif isinstance(duty, Recurring | Deadline):
        event = duty.evidence
    else:
        return None
    disease = block.force.protocol.screens_for
    asked = Asked(subjects, place, day, round_, _purpose(duty), disease)
    if event in _TOGETHER:
        kind, values, asks = _TOGETHER[event](asked)
        return Suggestion(kind, place, subjects, {"kind": f"{kind}/1", **values}, asks)
    if event in _EACH:
        kind, values, asks = _EACH[event](asked)
        return Suggestion(kind, place, subjects, {"kind": f"{kind}/1", **values}, asks, each=True)
    if event in _THING and len(subjects) == 1:
        kind, values, asks = _THING[event](asked)
        return Suggestion(kind, place, (), {"kind": f"{kind}/1", **values}, asks)
    return None


def _purpose(duty: object) -> str:
    if isinstance(duty, Deadline) and duty.evidence_aux_values:
        return str(PURPOSES[duty.evidence_aux_values[0]])
    return "round" if isinstance(duty, Coverage) else "leg"


def _temperature(asked: Asked) -> Form:
    readings = [{"person": person} for person in asked.subjects]
    return "hygiene.temperatures_taken", {"readings": readings}, ("readings.celsius_tenths",)


def _visited(asked: Asked) -> Form:
    return "quarantine.visited", {"persons": list(asked.subjects), "explained": True}, ("by",)


def _swabbed(asked: Asked) -> Form:
    members = list(asked.subjects[:MOST_IN_A_TUBE])
    values: dict[str, Any] = {"members": members, "purpose": asked.purpose}
    if asked.round is not None:
        values["round"] = asked.round
    return "testing.sampled", values, ("tube",)


def _contact(asked: Asked) -> Form:
    return "regime.contact_given", {"persons": list(asked.subjects), "sort": "talk"}, ("minutes",)


def _family_contact(asked: Asked) -> Form:
    return "regime.contact_given", {"persons": list(asked.subjects), "sort": "family_call"}, ("minutes",)


def _open_air(asked: Asked) -> Form:
    return "regime.open_air_given", {"persons": list(asked.subjects)}, ("minutes",)


def _screened(disease: str | None) -> Form:
    if disease is None:
        return "testing.screened", {"finding": "clear"}, ("disease", "method")
    return "testing.screened", {"finding": "clear", "disease": disease}, ("method",)


_TOGETHER: dict[str, Callable[[Asked], Form]] = {
    "temperature": _temperature,
    "visited": _visited,
    "covered": _swabbed,
    "sampled": _swabbed,
    "contact": _contact,
    "family_contact": _family_contact,
    "open_air": _open_air,
}
_EACH: dict[str, Callable[[Asked], Form]] = {
    "checked_in": lambda _: ("duty.checked_in", {"where": "home", "well": True}, ()),
    "reviewed": lambda _: ("quarantine.reviewed", {}, ("order", "reviewed_by", "next_on")),
    "leg_ended": lambda _: (
        "quarantine.leg_ended",
        {"outcome": "completed"},
        ("order", "layer", "signed_by"),
    ),
    "leg_started": lambda _: ("quarantine.leg_started", {}, ("order", "layer", "cohort")),
    "isolated": lambda _: ("hygiene.isolated", {}, ("order",)),
    "received": lambda _: ("custody.received", {}, ("party", "received_by")),
    "screened": lambda a: _screened(a.disease),
    "released": lambda _: ("custody.released", {}, ("basis", "handed_to")),
    "ordered": lambda _: ("quarantine.ordered", {}, ("order", "basis", "ordered_by", "legs", "review_on")),
}


_THING: dict[str, Callable[[Asked], Form]] = {
    "disinfected": lambda _: (
        "hygiene.disinfected", {}, ("agent", "target_mg_l", "measured_mg_l", "contact_minutes"),
    ),
    "log_submitted": lambda a: ("command.log_submitted", {"day": a.day.isoformat()}, ("incidents",)),
    "directive_received": lambda a: (
        "command.directive_received", {"directive": a.subjects[0].partition("|")[2]}, (),
    ),
    "roll_call_gathered": lambda a: (
        "supervision.roll_call_gathered", {"roll_call": a.subjects[0].partition("|")[2]}, ("told_by",),
    ),
    "assignment_done": lambda a: (
        "command.assignment_done", {"assignment": a.subjects[0].partition("|")[2]}, ("done_by", "evidence"),
    ),
    "handover_acknowledged": lambda a: (
        "duty.handover_acknowledged", {"handover": a.subjects[0]}, ("incoming",),
    ),
    "override_reported": lambda a: ("gate.override_reported", {"override": a.subjects[0]}, ()),
    "goods_sampled": lambda a: ("gate.goods_sampled", {"consignment": a.subjects[0]}, ("tube",)),
    "goods_released": lambda a: ("gate.goods_released", {"consignment": a.subjects[0]}, ()),
    "goods_result": lambda _: ("testing.result_reported", {}, ("tube", "result", "laboratory")),
    "result": lambda _: ("testing.result_reported", {}, ("tube", "result", "laboratory")),
    "round_opened": lambda _: (
        "testing.round_opened", {"stratum": STRATA[0]}, ("round", "muster", "closes"),
    ),
    "round_closed": lambda a: ("testing.round_closed", {"round": a.subjects[0]}, ()),
}  # fmt: skip
