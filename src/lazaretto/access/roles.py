"""Who may do what: roles and permissions as literal data. Whatever is not listed is refused.

An act is one of :data:`ACTS`; stating is an act a kind of fact (``state:gate.entered``) and a grant may name
a whole family (``state:hygiene``). Facility scope is asked apart (:mod:`.scope`). The table follows the
mission's list of who uses the house; ``tests/unit/access`` states it a second time, pair by pair.
"""

from typing import Literal, get_args

from lazaretto.facts.retention import Office
from lazaretto.facts.vocabulary import BY_KIND, FAMILIES

Role = Literal[
    "gate_officer",
    "duty_officer",
    "doctor",
    "leader",
    "detachment_officer",
    "detachment_leader",
    "inspector",
    "system_admin",
    "security_admin",
    "audit_admin",
]
ROLES: tuple[Role, ...] = get_args(Role)
ADMINISTRATORS: tuple[Role, ...] = ("system_admin", "security_admin", "audit_admin")

ACTS: frozenset[str] = frozenset(
    {
        "read_board",
        "read_day_sheet",
        "read_protocol",
        "read_facts",
        "read_person",
        "read_complaints",
        "read_log",
        "read_entries",  # of the log, with their words: for nodes of ours, and for no role
        "read_watch",
        "read_pictures",
        "read_retention",
        "approve_erasure",
        "correct",
        "issue_protocol",
        "approve_as_detachment",
        "rebuild",
        "manage_users",
        "read_accounts",
        "appoint_inspectors",
        "countersign_access",
        "read_stations",
        "enrol_station",
        "revoke_station",
        "settle_row",
        "inspect",
        "ask_what_if",
        "read_what_if",
        *(f"state:{family}" for family in FAMILIES),
        *(f"state:{kind}" for kind in BY_KIND),
    }
)


def _stating(family: str, *kinds: str) -> frozenset[str]:
    return frozenset(f"state:{family}.{kind}" for kind in kinds)


_OTHERS = (
    "command",
    "record",
    "supervision",
)  # families of which a facility's leader states single kinds only
_READ = frozenset({"read_board", "read_day_sheet", "read_protocol", "read_facts"})
_OFFICER = _READ | {"read_person", "correct"}
# What passes a gate is stated by whoever stands there; approving is a leader's own (M08).
# A hand-over is acknowledged there too: the gate never waits for somebody else to write it down (M19).
_AT_THE_GATE = (
    _stating("gate", "checked", "entered", "left", "refused", "vehicle_seen", "exit_requested", "overridden")
    | _stating("gate", "entry_requested", "entry_withdrawn")
    | _stating("gate", "goods_registered", "goods_disinfected", "goods_sampled")
    | _stating("gate", "goods_released", "goods_removed")
    | _stating("gate", "line_unread")
    | _stating("custody", "received", "handed_over", "hand_over_refused", "handed_back")
)
# Whoever is on duty and sees a fire opens the house; only who answers for it says that it is over (H1).
_IN_AN_EMERGENCY = _stating("gate", "emergency_declared", "people_mustered")
# The course of an order is stated on the spot; ordering, reviewing and ending one is signed (M15, M19).
_ALONG_THE_LEGS = _stating(
    "quarantine", "served", "leg_started", "cohort_closed", "clock_restarted", "visited"
)
# Care besides the epidemic is ordered by a doctor and given by whoever is there (H3).
_CARE = _stating("regime", "care_ordered", "care_given", "care_ended", "contact_given")
# The wing's day, appointments with the law and what people need are stated by whoever is there (M35, H4); to
# decline an appointment is the leader's own.
_WING = _stating("regime", "activity_done", "activity_left_out", "need_stated", "need_ended")
_APPOINTMENTS = _stating(
    "regime", "appointment_asked", "appointment_set", "appointment_postponed", "appointment_held",
    "appointment_missed", "appointment_cancelled",
)  # fmt: skip
# Anybody who is told a complaint writes it down; who answers it, reads it (H5).
_TOLD = _stating("regime", "complaint_lodged", "complaint_objected")
_CARRIED = _stating("regime", "complaint_forwarded", "answer_handed")
_ANSWERING = _stating(
    "regime", "complaint_received", "complaint_answered", "complaint_reviewed", "complaint_closed"
)
_SIGNING = _stating("quarantine", "end_ordered", "cleared", "isolation_ordered", "isolation_ended")
# Whoever is in isolation says where; whoever is on duty says who is ill, who shares what, who takes over
# (M25, M27, M29). A roster is worked out by an officer and signed by a leader (M30).
_CHECKING_IN = _stating("duty", "checked_in")
_ON_DUTY = _stating(
    "duty", "phase_started", "checked_in", "handed_over", "handover_acknowledged", "absent", "returned",
    "shared", "roster_drafted",
)  # fmt: skip
_TESTING = _stating(
    "testing", "round_opened", "sampled", "result_reported", "unsampled", "round_closed", "screened",
    "tubes_labelled", "tubes_handed_over", "tubes_received", "tube_voided", "result_told",
)  # fmt: skip
_ANSWERS = _stating("command", "log_submitted", "directive_received", "assignment_done", "line_answered")
# Whoever answers for a house or watches over it sets what is to be done, and looks at what was (M04, M05).
_ASSIGNING = _stating(
    "command", "assignment_set", "assignment_verified", "assignment_returned", "assignment_withdrawn"
)
# A report is drawn up by whoever keeps the day and signed by whoever answers for it (M37).
_DRAWING = _stating("command", "report_drawn")
_SIGNED_REPORTS = _DRAWING | _stating("command", "report_signed", "report_returned")
# Whoever is there opens an incident and freezes movement; what a person is, and when it is over, a doctor
# or the leader says (M20). An officer of the house lists contacts, too.
_INCIDENT = _stating("case", "incident_opened", "movement_frozen", "contacts_listed")

# Who answers for a house leaves it to somebody for a while (M03); whoever has it gives it back.
_RETURNING = _stating("command", "delegation_ended")
_LEAVING = _stating("command", "leader_relieved", "responsibility_delegated") | _RETURNING

# The house answers a roll-call and counts on the spot; only the detachment calls, and ends, one (M31).
_ANSWERING_THE_RADIO = _stating(
    "supervision", "roll_call_gathered", "roll_call_checked", "roll_call_recounted"
)
_CALLING = _ANSWERING_THE_RADIO | _stating(
    "supervision", "roll_call_called", "roll_call_counted", "roll_call_closed", "gathering_set", "tour_set"
)

# What supervision found is put right and answered by the house, demanded by a leader of the detachment, and
# looked at again by somebody else; a house inspects itself, too (M33, M34).
_FINDING = _stating(
    "supervision", "finding_raised", "inspection_opened", "items_answered", "inspection_closed"
)
_RECTIFYING = _FINDING | _stating("supervision", "finding_rectified", "notice_received", "extension_asked")
_DEMANDING = _FINDING | _stating(
    "supervision", "notice_issued", "finding_reinspected", "finding_reopened", "extension_decided"
)
_SUPERVISING = frozenset(f"state:{kind}" for kind in BY_KIND if kind.startswith("supervision.")) - _stating(
    "supervision", "notice_issued", "notice_received", "notice_answered", "finding_rectified",
    "extension_asked",
)  # fmt: skip

# Who answers for a house, or watches over it, keeps its register of partners (M06); a doctor draws up the
# status document of a person who is handed over, as whoever is on duty does.
_PARTNERS = _stating("command", "partner_enrolled", "partner_changed", "partner_ended")
_STATUS = _stating("custody", "hand_over_prepared")

# Whoever may stand at a gate makes a browser its station; who answers for the house takes it back.
_STATIONS = frozenset({"read_stations", "enrol_station"})

# Whoever watches over the others is appointed by two of the city; the security administrator alone shuts
# no inspector out, and makes no administrator (THREAT_MODEL).
_ACCESS = frozenset({"read_accounts", "appoint_inspectors", "countersign_access"})

# Whoever answers for a house, or watches over it, keeps what is held about somebody from being erased. The
# house proposes to erase what is due, and the detachment alone approves or declines: two offices, two people.
_HOLDING = _stating("record", "hold_set", "hold_lifted") | {"read_retention"}
_PROPOSING = _HOLDING | _stating("record", "erasure_proposed")
_ERASING = _HOLDING | _stating("record", "erasure_declined") | {"approve_erasure"}

# Who orders, or advises who orders, asks what another order would do; nothing is recorded by it.
_WHAT_IF = frozenset({"ask_what_if", "read_what_if"})

PERMISSIONS: dict[Role, frozenset[str]] = {
    # nothing clinical beyond admit, hold, refuse: the day sheet, but neither people's records nor all facts
    "gate_officer": frozenset({"read_board", "read_day_sheet", "read_protocol", "correct"})
    | _AT_THE_GATE
    | _IN_AN_EMERGENCY
    | _CHECKING_IN
    | _STATIONS,
    "duty_officer": _OFFICER
    | {"state:custody", "state:hygiene", "state:stock", "settle_row"}
    | _INCIDENT
    | _STATIONS
    | _stating("regime", "contact_given", "open_air_given", "out_of_cell", "care_given")
    | _WING
    | _APPOINTMENTS
    | _TOLD
    | _CARRIED
    | _TESTING
    | _AT_THE_GATE
    | _IN_AN_EMERGENCY
    | _stating("gate", "override_reported")
    | _ALONG_THE_LEGS
    | _stating("quarantine", "leg_ended")
    | _ON_DUTY
    | _RECTIFYING
    | _stating("training", "session_held")
    | _ANSWERING_THE_RADIO
    | _RETURNING
    | _ANSWERS
    | _DRAWING,
    "doctor": _OFFICER
    | {"state:hygiene", "state:case", "state:stock", "state:immunity", "read_retention"}
    | _TESTING
    | _ALONG_THE_LEGS
    | _CARE
    | _STATUS
    | _WING
    | _TOLD
    | _CHECKING_IN
    | _stating("command", "assignment_done")
    | _stating("duty", "absent", "returned")
    | {"state:training"}
    | _IN_AN_EMERGENCY
    | _stating("quarantine", "reviewed", "isolation_ordered", "isolation_ended"),
    "leader": _OFFICER
    | {f"state:{family}" for family in FAMILIES if family not in _OTHERS}
    | _ANSWERS
    | _ASSIGNING
    | _PARTNERS
    | _SIGNED_REPORTS
    | _stating("command", "place_established", "intake_suspended", "intake_resumed", "leader_named")
    | _LEAVING
    | _stating("command", "vehicle_listed", "log_reopened")
    | _stating("supervision", "camera_set", "gathering_set", "notice_answered", "finding_reinspected")
    | _stating("supervision", "extension_decided")
    | _RECTIFYING
    | _ANSWERING_THE_RADIO
    | _STATIONS
    | {"revoke_station", "settle_row", "read_complaints"}
    | _PROPOSING
    | _WHAT_IF,
    "detachment_officer": _OFFICER
    | _DRAWING
    | {"read_stations", "read_watch"}
    | _IN_AN_EMERGENCY
    | _stating("command", "directive_issued", "pressure_reported")
    | _PARTNERS
    | _ASSIGNING
    | _stating("command", "dispatch_opened", "agenda_drawn", "line_noted", "dispatch_closed")
    | _RETURNING
    | _stating("gate", "override_reported")
    | _TOLD
    | _SUPERVISING
    | {"read_pictures"}
    | _HOLDING
    | _WHAT_IF,
    "detachment_leader": _OFFICER
    | {"state:command", "issue_protocol", "approve_as_detachment", "read_stations", "read_watch"}
    | _stating("gate", "entry_approved", "entry_denied", "entry_withdrawn", "approval_delegated")
    | _IN_AN_EMERGENCY
    | _stating("gate", "override_reported", "emergency_ended")
    | _stating("supervision", "reconciled")
    | _DEMANDING
    | _CALLING
    | {"read_pictures"}
    | _WHAT_IF
    | _ACCESS
    | _ERASING
    | _stating("quarantine", "ordered", "leg_ended", "reviewed")
    | _SIGNING
    | _stating("testing", "rounds_ordered")
    | _TOLD
    | _ANSWERING
    | {"read_complaints"}
    | _stating("duty", "reinforced", "reinforcement_ended", "pattern_ordered")
    | _stating("duty", "roster_drafted", "roster_published"),
    "inspector": _READ
    | {"read_person", "read_complaints", "read_log", "read_stations", "read_pictures"}
    | {"read_what_if", "read_accounts", "read_retention", "inspect"},
    "system_admin": frozenset({"read_protocol", "rebuild", "read_watch"}),
    "security_admin": frozenset({"read_protocol", "manage_users", "read_stations", "revoke_station"})
    | {"read_accounts"},
    "audit_admin": frozenset({"read_protocol", "read_log", "countersign_access"}),
}

# To whom approving entries may be left, by the level at which it is done (M03): an officer of the house, an
# officer of the detachment. Never to whoever stands at the gate, and never to an inspector or administrator.
DEPUTIES: dict[str, frozenset[Role]] = {
    "leader": frozenset({"duty_officer", "leader"}),
    "detachment": frozenset({"detachment_officer", "detachment_leader"}),
}


def office_of(role: Role) -> Office:
    """Whose word a decision about what is held of people is: the detachment's, or the house's."""
    return "detachment" if role in DEPUTIES["detachment"] else "facility"


def permitted(role: Role, act: str) -> bool:
    """True when a role may do an act. ``state:gate`` covers ``state:gate.entered``."""
    granted = PERMISSIONS[role]
    return act in granted or act.rpartition(".")[0] in granted
