"""Silence is a state of its own: what fell due since a house was last heard, and stayed without an answer.

No number says when a house has been silent for too long. As soon as one of its duties falls due after its
last word, it is quiet; when the grace of one has passed, too, it is silent. Who owes nothing may say nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lazaretto.obligations.owed import Judged, Status
from lazaretto.protocol.document import Owner, Refrain
from lazaretto.registers.events import NAMES, Ints
from lazaretto.registers.standing import Standing

Voice = Literal["heard", "quiet", "silent"]
VOICES: tuple[Voice, ...] = ("silent", "quiet", "heard")  # gravest first
LOOKED_BACK = 48 * 3600  # seconds; what a house said before that is not looked for
ABOVE: tuple[Owner, ...] = ("detachment_officer", "detachment_leader")
# Said of a house by somebody else: they do not show that the house itself still speaks.
SAID_BY_OTHERS = frozenset(
    {
        "result", "goods_result", "gate_looked", "look_drawn", "tally_taken", "replay_counted", "reconciled",
        "reconciled_by", "camera_set", "draw_committed", "level_ordered", "pressure_reported",
        "roll_call_called", "roll_call_gathered", "roll_call_counts", "roll_call_closed", "roll_call_said",
        "roll_call_held", "tour_set", "tour_dropped", "tour_walked", "patrol_said",
        "finding_raised", "finding_about", "finding_due", "finding_noticed", "finding_reinspected",
        "finding_again", "finding_act", "finding_extended", "extension_decided", "extension_act",
        "notice_issued", "notice_numbered", "notice_act",
        "directive_issued", "directive_to_pass_on", "directive_passed_on", "directive_in_force",
        "directive_superseded", "directive_sets", "directive_asks", "contradiction_settled",
        "assignment_set", "assignment_due", "assignment_verified", "assignment_returned",
        "assignment_withdrawn", "dispatch_opened", "dispatched", "line_drawn", "line_noted",
        "dispatch_closed", "minutes_signed", "partner_said",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Silence:
    """How a house is heard. due: its duties that fell due since its last word and wait for an answer;
    missed: those of them whose grace has passed.
    """

    due: int = 0
    missed: int = 0

    @property
    def voice(self) -> Voice:
        """How grave it is."""
        if self.missed:
            return "silent"
        return "quiet" if self.due else "heard"


@dataclass(frozen=True, slots=True)
class Heard:
    """By facility number. last: when its latest fact was recorded, seconds; 0: not within two days."""

    last: Ints
    due: Ints
    missed: Ints

    def of(self, number: int) -> Silence:
        """One facility's."""
        return Silence(int(self.due[number]), int(self.missed[number]))


def hear(standing: Standing, judged: Iterable[Judged]) -> Heard:
    """When each facility was last heard, and what it has left unanswered since."""
    last, at = heard_of(standing), standing.at
    due, missed = np.zeros_like(last), np.zeros_like(last)
    for part in judged:
        block = part.block
        if isinstance(block.clause.duty, Refrain) or block.clause.owner in ABOVE:
            continue
        since = last[block.facility]
        waits = (part.answer < 0) & (part.status != Status.EXCUSED) & (block.due <= at) & (block.due > since)
        gone = waits & (block.missed_at <= at)
        due += np.bincount(block.facility[waits], minlength=len(due))
        missed += np.bincount(block.facility[gone], minlength=len(missed))
    return Heard(last, due, missed)


def heard_of(standing: Standing) -> Ints:
    """When each facility's latest fact of the last two days was recorded; 0: none."""
    latest = np.zeros(len(standing.facilities), np.int64)
    for name in NAMES:
        if name not in SAID_BY_OTHERS:
            rows = standing.during(name, standing.at - LOOKED_BACK, standing.at + 1)
            np.maximum.at(latest, rows.facility, rows.recorded)
    return latest
