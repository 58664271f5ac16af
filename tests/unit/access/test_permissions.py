"""The table of permissions, a second time and by itself: every pair of role and act is asserted.

Written from the mission's *who uses it*: approving is a leader's own, the detachment orders, the doctor sees
to health, the gate states what passes it, the inspector and the administrators state nothing.
"""

import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.roles import ACTS, ADMINISTRATORS, PERMISSIONS, ROLES, Role, office_of, permitted
from lazaretto.access.tokens import WITHHELD
from lazaretto.facts.vocabulary import FAMILIES

COLUMNS: tuple[Role, ...] = (
    "gate_officer", "duty_officer", "doctor", "leader", "detachment_officer", "detachment_leader",
    "inspector", "system_admin", "security_admin", "audit_admin",
)  # fmt: skip
TABLE = """
                                    gate duty doctor leader watch chief inspector system security audit
read_board                           x    x     x      x      x     x       x       .       .       .
read_day_sheet                       x    x     x      x      x     x       x       .       .       .
read_facts                           .    x     x      x      x     x       x       .       .       .
read_person                          .    x     x      x      x     x       x       .       .       .
read_complaints                      .    .     .      x      .     x       x       .       .       .
read_protocol                        x    x     x      x      x     x       x       x       x       x
read_log                             .    .     .      .      .     .       x       .       .       x
read_entries                         .    .     .      .      .     .       .       .       .       .
read_watch                           .    .     .      .      x     x       .       x       .       .
correct                              x    x     x      x      x     x       .       .       .       .
issue_protocol                       .    .     .      .      .     x       .       .       .       .
approve_as_detachment                .    .     .      .      .     x       .       .       .       .
rebuild                              .    .     .      .      .     .       .       x       .       .
manage_users                         .    .     .      .      .     .       .       .       x       .
read_accounts                        .    .     .      .      .     x       x       .       x       .
appoint_inspectors                   .    .     .      .      .     x       .       .       .       .
countersign_access                   .    .     .      .      .     x       .       .       .       x
read_pictures                        .    .     .      .      x     x       x       .       .       .
read_retention                       .    .     x      x      x     x       x       .       .       .
approve_erasure                      .    .     .      .      .     x       .       .       .       .
read_stations                        x    x     .      x      x     x       x       .       x       .
enrol_station                        x    x     .      x      .     .       .       .       .       .
revoke_station                       .    .     .      x      .     .       .       .       x       .
settle_row                           .    x     .      x      .     .       .       .       .       .
inspect                              .    .     .      .      .     .       x       .       .       .
ask_what_if                          .    .     .      x      x     x       .       .       .       .
read_what_if                         .    .     .      x      x     x       x       .       .       .
state:command.facility_established   .    .     .      .      .     x       .       .       .       .
state:command.place_established      .    .     .      x      .     x       .       .       .       .
state:command.level_ordered          .    .     .      .      .     x       .       .       .       .
state:command.protocol_issued        .    .     .      .      .     x       .       .       .       .
state:command.role_assigned          .    .     .      .      .     x       .       .       .       .
state:command.intake_suspended       .    .     .      x      .     x       .       .       .       .
state:command.intake_resumed         .    .     .      x      .     x       .       .       .       .
state:command.leader_named           .    .     .      x      .     x       .       .       .       .
state:command.leader_relieved        .    .     .      x      .     x       .       .       .       .
state:command.responsibility_delegated . .     .      x      .     x       .       .       .       .
state:command.delegation_ended       .    x     .      x      x     x       .       .       .       .
state:command.directive_issued       .    .     .      .      x     x       .       .       .       .
state:command.directive_received     .    x     .      x      .     x       .       .       .       .
state:command.contradiction_settled  .    .    .    .    .    x    .       .       .       .
state:command.assignment_set         .    .    .    x    x    x    .       .       .       .
state:command.assignment_done        .    x    x    x    .    x    .       .       .       .
state:command.assignment_verified    .    .    .    x    x    x    .       .       .       .
state:command.assignment_returned    .    .    .    x    x    x    .       .       .       .
state:command.assignment_withdrawn   .    .    .    x    x    x    .       .       .       .
state:command.dispatch_opened        .    .    .    .    x    x    .       .       .       .
state:command.agenda_drawn           .    .    .    .    x    x    .       .       .       .
state:command.line_answered          .    x    .    x    .    x    .       .       .       .
state:command.line_noted             .    .    .    .    x    x    .       .       .       .
state:command.dispatch_closed        .    .    .    .    x    x    .       .       .       .
state:command.minutes_signed         .    .    .    .    .    x    .       .       .       .
state:command.partner_enrolled       .    .    .    x    x    x    .       .       .       .
state:command.partner_changed        .    .    .    x    x    x    .       .       .       .
state:command.partner_ended          .    .    .    x    x    x    .       .       .       .
state:command.log_submitted          .    x     .      x      .     x       .       .       .       .
state:command.pressure_reported      .    .     .      .      x     x       .       .       .       .
state:command.vehicle_listed         .    .    .     x      .     x       .       .       .       .
state:command.conversion_ordered     .    .    .     .      .     x       .       .       .       .
state:command.conversion_ended       .    .    .     .      .     x       .       .       .       .
state:custody.admitted               .    x     .      x      .     .       .       .       .       .
state:custody.moved                  .    x     .      x      .     .       .       .       .       .
state:custody.transferred_out        .    x     .      x      .     .       .       .       .       .
state:custody.transferred_in         .    x     .      x      .     .       .       .       .       .
state:custody.released               .    x     .      x      .     .       .       .       .       .
state:custody.went_out               .    x     .      x      .     .       .       .       .       .
state:custody.came_back              .    x     .      x      .     .       .       .       .       .
state:custody.deadline_set           .    x     .      x      .     .       .       .       .       .
state:custody.place_requested        .    x     .      x      .     .       .       .       .       .
state:custody.place_given_up         .    x    .     x      .     .       .       .       .       .
state:custody.left_network           .    x    .     x      .     .       .       .       .       .
state:custody.received               x    x    .     x      .     .       .       .       .       .
state:custody.hand_over_prepared     .    x    x    x    .    .    .       .       .       .
state:custody.handed_over            x    x    .    x    .    .    .       .       .       .
state:custody.hand_over_refused      x    x    .    x    .    .    .       .       .       .
state:custody.handed_back            x    x    .    x    .    .    .       .       .       .
state:custody.kept_apart             .    x    .     x      .     .       .       .       .       .
state:custody.apart_lifted           .    x    .     x      .     .       .       .       .       .
state:custody.cell_withdrawn         .    x    .     x      .     .       .       .       .       .
state:custody.cell_returned          .    x    .     x      .     .       .       .       .       .
state:quarantine.ordered             .    .     .      x      .     x       .       .       .       .
state:quarantine.served              .    x    x     x      .     .       .       .       .       .
state:quarantine.leg_started         .    x     x      x      .     .       .       .       .       .
state:quarantine.cohort_closed       .    x    x     x      .     .       .       .       .       .
state:quarantine.clock_restarted     .    x     x      x      .     .       .       .       .       .
state:quarantine.end_ordered         .    .    .     x      .     x       .       .       .       .
state:quarantine.cleared             .    .    .     x      .     x       .       .       .       .
state:quarantine.leg_ended           .    x     .      x      .     x       .       .       .       .
state:quarantine.visited             .    x     x      x      .     .       .       .       .       .
state:quarantine.reviewed            .    .     x      x      .     x       .       .       .       .
state:quarantine.isolation_ordered   .    .    x     x      .     x       .       .       .       .
state:quarantine.isolation_ended     .    .    x     x      .     x       .       .       .       .
state:gate.entered                   x    x     .      x      .     .       .       .       .       .
state:gate.left                      x    x     .      x      .     .       .       .       .       .
state:gate.refused                   x    x     .      x      .     .       .       .       .       .
state:gate.entry_requested           x    x     .      x      .     .       .       .       .       .
state:gate.entry_approved            .    .     .      x      .     x       .       .       .       .
state:gate.exit_requested            x    x    .     x      .     .       .       .       .       .
state:gate.overridden                x    x     .      x      .     .       .       .       .       .
state:gate.override_reported         .    x     .      x      x     x       .       .       .       .
state:gate.goods_registered          x    x     .      x      .     .       .       .       .       .
state:gate.goods_sampled             x    x     .      x      .     .       .       .       .       .
state:gate.goods_released            x    x     .      x      .     .       .       .       .       .
state:gate.goods_removed             x    x     .      x      .     .       .       .       .       .
state:gate.checked                  x    x    .    x    .    .     .       .       .       .
state:gate.vehicle_seen             x    x    .    x    .    .     .       .       .       .
state:gate.entry_denied             .    .    .    x    .    x     .       .       .       .
state:gate.entry_withdrawn          x    x    .    x    .    x     .       .       .       .
state:gate.approval_delegated       .    .    .    x    .    x     .       .       .       .
state:gate.goods_disinfected        x    x    .    x    .    .     .       .       .       .
state:gate.emergency_declared       x    x    x    x    x    x     .       .       .       .
state:gate.emergency_ended          .    .    .    x    .    x     .       .       .       .
state:gate.people_mustered          x    x    x    x    x    x     .       .       .       .
state:gate.line_unread              x    x    .    x    .    .     .       .       .       .
state:supervision.gate_looked       .    .    .    .    x    .     .       .       .       .
state:supervision.tally_taken       .    .    .    .    x    .     .       .       .       .
state:supervision.replay_counted    .    .    .    .    x    .     .       .       .       .
state:supervision.reconciled        .    .    .    .    x    x     .       .       .       .
state:supervision.camera_set        .    .    .    x    x    .     .       .       .       .
state:supervision.draw_committed    .    .    .    .    x    .     .       .       .       .
state:supervision.gathering_set      .    .    .    x    x    x    .    .    .    .
state:supervision.roll_call_called   .    .    .    .    x    x    .    .    .    .
state:supervision.roll_call_gathered .    x    .    x    x    x    .    .    .    .
state:supervision.roll_call_counted  .    .    .    .    x    x    .    .    .    .
state:supervision.roll_call_checked  .    x    .    x    x    x    .    .    .    .
state:supervision.roll_call_recounted .    x    .    x    x    x    .    .    .    .
state:supervision.roll_call_closed   .    .    .    .    x    x    .    .    .    .
state:supervision.tour_set           .    .    .    .    x    x    .    .    .    .
state:supervision.patrol_begun       .    .    .    .    x    .    .    .    .    .
state:supervision.patrol_looked      .    .    .    .    x    .    .    .    .    .
state:supervision.patrol_skipped     .    .    .    .    x    .    .    .    .    .
state:supervision.patrol_ended       .    .    .    .    x    .    .    .    .    .
state:supervision.patrol_broken_off  .    .    .    .    x    .    .    .    .    .
state:supervision.finding_raised     .    x    .    x    x    x    .    .    .    .
state:supervision.notice_issued      .    .    .    .    .    x    .    .    .    .
state:supervision.notice_received    .    x    .    x    .    .    .    .    .    .
state:supervision.notice_answered    .    .    .    x    .    .    .    .    .    .
state:supervision.finding_rectified  .    x    .    x    .    .    .    .    .    .
state:supervision.finding_reinspected  .    .    .    x    x    x    .    .    .    .
state:supervision.finding_reopened   .    .    .    .    x    x    .    .    .    .
state:supervision.extension_asked    .    x    .    x    .    .    .    .    .    .
state:supervision.extension_decided  .    .    .    x    x    x    .    .    .    .
state:supervision.inspection_opened  .    x    .    x    x    x    .    .    .    .
state:supervision.items_answered     .    x    .    x    x    x    .    .    .    .
state:supervision.inspection_closed  .    x    .    x    x    x    .    .    .    .
state:testing.round_opened           .    x     x      x      .     .       .       .       .       .
state:testing.sampled                .    x     x      x      .     .       .       .       .       .
state:testing.result_reported        .    x     x      x      .     .       .       .       .       .
state:testing.unsampled              .    x     x      x      .     .       .       .       .       .
state:testing.round_closed           .    x     x      x      .     .       .       .       .       .
state:testing.rounds_ordered         .    .     .      x      .     x       .       .       .       .
state:testing.screened               .    x     x      x      .     .       .       .       .       .
state:hygiene.temperatures_taken     .    x     x      x      .     .       .       .       .       .
state:hygiene.not_measured           .    x     x      x      .     .       .       .       .       .
state:hygiene.disinfected            .    x     x      x      .     .       .       .       .       .
state:hygiene.symptoms_reported      .    x     x      x      .     .       .       .       .       .
state:hygiene.isolated               .    x     x      x      .     .       .       .       .       .
state:regime.contact_given           .    x     x      x      .     .       .       .       .       .
state:regime.open_air_given          .    x     .      x      .     .       .       .       .       .
state:regime.out_of_cell             .    x    .     x      .     .       .       .       .       .
state:regime.care_ordered            .    .    x     x      .     .       .       .       .       .
state:regime.care_given              .    x    x     x      .     .       .       .       .       .
state:regime.care_ended              .    .    x     x      .     .       .       .       .       .
state:regime.activity_done            .    x    x    x    .    .    .    .    .    .
state:regime.activity_left_out        .    x    x    x    .    .    .    .    .    .
state:regime.need_stated              .    x    x    x    .    .    .    .    .    .
state:regime.need_ended               .    x    x    x    .    .    .    .    .    .
state:regime.suspended                .    .    .    x    .    .    .    .    .    .
state:regime.resumed                  .    .    .    x    .    .    .    .    .    .
state:regime.appointment_declined     .    .    .    x    .    .    .    .    .    .
state:regime.appointment_asked        .    x    .    x    .    .    .    .    .    .
state:regime.appointment_set          .    x    .    x    .    .    .    .    .    .
state:regime.appointment_postponed    .    x    .    x    .    .    .    .    .    .
state:regime.appointment_held         .    x    .    x    .    .    .    .    .    .
state:regime.appointment_missed       .    x    .    x    .    .    .    .    .    .
state:regime.appointment_cancelled    .    x    .    x    .    .    .    .    .    .
state:regime.complaint_lodged         .    x    x    x    x    x    .    .    .    .
state:regime.complaint_objected       .    x    x    x    x    x    .    .    .    .
state:regime.complaint_forwarded      .    x    .    x    .    .    .    .    .    .
state:regime.answer_handed            .    x    .    x    .    .    .    .    .    .
state:regime.complaint_received       .    .    .    x    .    x    .    .    .    .
state:regime.complaint_answered       .    .    .    x    .    x    .    .    .    .
state:regime.complaint_reviewed       .    .    .    x    .    x    .    .    .    .
state:regime.complaint_closed         .    .    .    x    .    x    .    .    .    .
state:duty.enrolled                  .    .     .      x      .     .       .       .       .       .
state:duty.reinforced                .    .     .      x      .     x       .       .       .       .
state:duty.phase_started             .    x     .      x      .     .       .       .       .       .
state:duty.roster_published          .    .     .      x      .     x       .       .       .       .
state:duty.checked_in                x    x     x      x      .     .       .       .       .       .
state:duty.handed_over               .    x     .      x      .     .       .       .       .       .
state:duty.handover_acknowledged     .    x     .      x      .     .       .       .       .       .
state:duty.left_strength            .    .    .    x    .    .    .    .    .    .
state:duty.reinforcement_ended      .    .    .    x    .    x    .    .    .    .
state:duty.absent                   .    x    x    x    .    .    .    .    .    .
state:duty.returned                 .    x    x    x    .    .    .    .    .    .
state:duty.post_set                 .    .    .    x    .    .    .    .    .    .
state:duty.pattern_ordered          .    .    .    x    .    x    .    .    .    .
state:duty.roster_drafted           .    x    .    x    .    x    .    .    .    .
state:duty.fixed                    .    .    .    x    .    .    .    .    .    .
state:duty.shared                   .    x    .    x    .    .    .    .    .    .
state:training.session_held         .    x    x    x    .    .    .    .    .    .
state:training.assessed             .    .    x    x    .    .    .    .    .    .
state:testing.tubes_labelled       .    x    x    x    .    .    .    .    .    .
state:testing.tubes_handed_over    .    x    x    x    .    .    .    .    .    .
state:testing.tubes_received       .    x    x    x    .    .    .    .    .    .
state:testing.tube_voided          .    x    x    x    .    .    .    .    .    .
state:testing.result_told          .    x    x    x    .    .    .    .    .    .
state:case.incident_opened         .    x    x    x    .    .    .    .    .    .
state:case.movement_frozen         .    x    x    x    .    .    .    .    .    .
state:case.contacts_listed         .    x    x    x    .    .    .    .    .    .
state:case.freeze_lifted           .    .    x    x    .    .    .    .    .    .
state:case.classified              .    .    x    x    .    .    .    .    .    .
state:case.contact_decided         .    .    x    x    .    .    .    .    .    .
state:case.incident_closed         .    .    x    x    .    .    .    .    .    .
state:stock.received               .    x    x    x    .    .    .    .    .    .
state:stock.used                   .    x    x    x    .    .    .    .    .    .
state:stock.discarded              .    x    x    x    .    .    .    .    .    .
state:stock.counted                .    x    x    x    .    .    .    .    .    .
state:immunity.vaccinated          .    .    x    x    .    .    .    .    .    .
state:immunity.stated              .    .    x    x    .    .    .    .    .    .
state:immunity.declined            .    .    x    x    .    .    .    .    .    .
state:command.report_drawn         .    x    .    x    x    x    .    .    .    .
state:command.report_signed        .    .    .    x    .    x    .    .    .    .
state:command.report_returned      .    .    .    x    .    x    .    .    .    .
state:command.log_reopened         .    .    .    x    .    x    .    .    .    .
state:record.retracted               .    .     .      .      .     .       .       .       .       .
state:record.hold_set                .    .     .      x      x     x       .       .       .       .
state:record.hold_lifted             .    .     .      x      x     x       .       .       .       .
state:record.erasure_proposed        .    .     .      x      .     .       .       .       .       .
state:record.erasure_declined        .    .     .      .      .     x       .       .       .       .
state:record.erased                  .    .     .      .      .     .       .       .       .       .
"""
LINES = [line.split() for line in TABLE.strip().splitlines()[1:]]
PAIRS = [(role, act, mark == "x") for act, *marks in LINES for role, mark in zip(COLUMNS, marks, strict=True)]


@pytest.mark.parametrize(("role", "act", "expected"), PAIRS, ids=[f"{r}-{a}" for r, a, _ in PAIRS])
def test_each_pair_is_as_the_mission_says(role: Role, act: str, expected: bool) -> None:
    assert permitted(role, act) is expected


def test_the_table_names_every_act_and_every_role() -> None:
    families = {f"state:{family}" for family in FAMILIES}
    assert {act for act, *_ in LINES} == ACTS - families
    assert set(COLUMNS) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_granted_that_is_no_act(role: Role) -> None:
    assert PERMISSIONS[role] <= ACTS


def test_an_unknown_act_is_open_to_nobody() -> None:
    assert [role for role in ROLES if permitted(role, "state:weather.changed")] == []
    assert [role for role in ROLES if permitted(role, "state")] == []
    assert [role for role in ROLES if permitted(role, "")] == []


def test_administrators_share_nothing_but_reading_the_protocol() -> None:
    for one in ADMINISTRATORS:
        for other in ADMINISTRATORS:
            if one != other:
                assert PERMISSIONS[one] & PERMISSIONS[other] == {"read_protocol"}


@pytest.mark.parametrize("role", [*ADMINISTRATORS, "inspector"])
def test_whoever_watches_or_administers_states_nothing(role: Role) -> None:
    assert [act for act in ACTS if act.startswith("state:") and permitted(role, act)] == []


def test_a_station_may_do_no_more_than_whoever_enrolled_it() -> None:
    may = {act for act in ACTS if permitted("gate_officer", act)} - WITHHELD
    enrolling = [role for role in ROLES if permitted(role, "enrol_station")]
    assert enrolling == [role for role in ROLES if permitted(role, "state:gate.entered")]
    assert [role for role in enrolling if any(not permitted(role, act) for act in may)] == []


def test_no_device_enrols_ends_or_settles() -> None:
    device = Actor("QZ-D/gate-1", "gate_officer", Scope(frozenset({"QZ-D"})), withheld=WITHHELD)
    acts = ("enrol_station", "revoke_station", "settle_row", "read_person")
    assert [act for act in acts if device.may(act)] == []


def test_nobody_both_proposes_to_erase_and_answers() -> None:
    """Two offices: whoever may propose may neither approve nor decline, and is of the other office."""
    proposing = {role for role in ROLES if permitted(role, "state:record.erasure_proposed")}
    for act in ("approve_erasure", "state:record.erasure_declined"):
        answering = {role for role in ROLES if permitted(role, act)}
        assert answering
        assert {office_of(role) for role in answering}.isdisjoint(office_of(role) for role in proposing)


def test_an_act_outside_the_scope_is_refused_by_name() -> None:
    actor = Actor("S1", "duty_officer", Scope(frozenset({"QZ-D"})))
    actor.require("state:hygiene.disinfected", facility="QZ-D")
    with pytest.raises(Refused) as refusal:
        actor.require("state:hygiene.disinfected", facility="MJ-D")
    assert (refusal.value.rule, refusal.value.values) == ("out_of_scope", {"facility": "MJ-D"})


def test_an_act_outside_the_role_is_refused_by_name() -> None:
    actor = Actor("S1", "gate_officer", Scope(everywhere=True))
    with pytest.raises(Refused) as refusal:
        actor.require("state:gate.entry_approved", facility="QZ-D")
    assert refusal.value.rule == "not_permitted"


def test_an_empty_scope_sees_nothing() -> None:
    assert "QZ-D" not in Scope()
    assert "QZ-D" in Scope(everywhere=True)
