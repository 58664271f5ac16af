"""The addresses of the screens.

A code is what a document or a device calls a thing, and may hold a slash: its part of an address takes one
(`path`), and an address that goes on behind a code stands before the one that ends in it.
"""

from django.urls import path

from lazaretto.web.access_log import access_log
from lazaretto.web.accounts import account, accounts
from lazaretto.web.appointments import appointment, appointments
from lazaretto.web.approvals import approvals
from lazaretto.web.board import board
from lazaretto.web.bottom_lines import bottom_line, bottom_lines
from lazaretto.web.capacity import capacity, capacity_everywhere
from lazaretto.web.cells import cells
from lazaretto.web.certificate import certificate, certificate_facts, certificate_file
from lazaretto.web.check_ins import check_ins
from lazaretto.web.complaints import (
    complaint,
    complaint_answer,
    complaint_receipt,
    complaints,
    complaints_everywhere,
)
from lazaretto.web.contacts import contacts
from lazaretto.web.conversion import conversion
from lazaretto.web.correcting import correct, retract
from lazaretto.web.data_protection import data_protection, data_sheet, my_data
from lazaretto.web.day_sheet import day_sheet
from lazaretto.web.design import design
from lazaretto.web.directives import directive, directive_new, directives, house_directives
from lazaretto.web.disclosure import disclosure
from lazaretto.web.dispatches import dispatch, dispatches, house_dispatches, minutes
from lazaretto.web.emergency import emergency
from lazaretto.web.entries import entries
from lazaretto.web.exceptions import exceptions, exceptions_everywhere
from lazaretto.web.explain import explain
from lazaretto.web.exporting import export
from lazaretto.web.findings import evidence, finding, findings, findings_everywhere
from lazaretto.web.fixed import fixed
from lazaretto.web.gate_looks import gate_draw, gate_looks, gate_picture, promise_looks
from lazaretto.web.hand_over import hand_over, hand_over_slip
from lazaretto.web.hand_overs import status, status_json, status_new, status_pdf
from lazaretto.web.handover import handover
from lazaretto.web.incident import incident
from lazaretto.web.incidents import incidents, incidents_everywhere
from lazaretto.web.inside import inside, muster, register
from lazaretto.web.inspecting import (
    inspecting,
    inspecting_check,
    inspecting_checkpoint,
    inspecting_waiting,
)
from lazaretto.web.inspections import inspection, inspections
from lazaretto.web.issuing import issue
from lazaretto.web.leaders import leaders
from lazaretto.web.leave import leave
from lazaretto.web.levels import levels
from lazaretto.web.locking import lock, locked
from lazaretto.web.log import log, logs
from lazaretto.web.looking_up import look_up
from lazaretto.web.looks import set_theme
from lazaretto.web.loop import loop, loop_pattern
from lazaretto.web.me import calendar_feed, me
from lazaretto.web.needs import needs
from lazaretto.web.nodes import nodes
from lazaretto.web.nodes import tokens as node_tokens
from lazaretto.web.notices import notice, receipt
from lazaretto.web.notifications import notification, notifications
from lazaretto.web.order import order
from lazaretto.web.own_password import own_password
from lazaretto.web.paper import paper, paper_day, paper_forms
from lazaretto.web.partners import house_partners, partners
from lazaretto.web.patrol import patrol
from lazaretto.web.patrol_tour import patrol_tour
from lazaretto.web.patrols import house_patrols, patrols
from lazaretto.web.person import person
from lazaretto.web.placing import placing
from lazaretto.web.pool_plan import pool_plan
from lazaretto.web.pools import pools
from lazaretto.web.posts import posts
from lazaretto.web.protocol import protocol, protocol_changes, protocols
from lazaretto.web.proved_log import proved_log
from lazaretto.web.reconciliation import reconciliation, reconciliation_everywhere
from lazaretto.web.regime import regime
from lazaretto.web.releases import releases
from lazaretto.web.report import report, report_json, report_pdf, report_xlsx
from lazaretto.web.reports import reports, review, review_pdf
from lazaretto.web.results import results, results_template
from lazaretto.web.retention import retention
from lazaretto.web.rights import rights, rights_everywhere, rights_sheet
from lazaretto.web.roll_calls import house_roll_calls, roll_call_draw, roll_call_history, roll_calls
from lazaretto.web.roster import roster
from lazaretto.web.roster_draft import roster_draft
from lazaretto.web.roster_plan import roster_plan, roster_work
from lazaretto.web.round import round_
from lazaretto.web.round_labels import round_labels, round_list
from lazaretto.web.round_walk import round_walk
from lazaretto.web.rounds import rounds
from lazaretto.web.settling import station_row
from lazaretto.web.shelf import shelf, shelf_labels
from lazaretto.web.stating import state
from lazaretto.web.station import (
    station,
    station_manifest,
    station_officer,
    station_texts,
    station_worker,
)
from lazaretto.web.stations import stations
from lazaretto.web.stock import stock
from lazaretto.web.strength import strength, strength_everywhere
from lazaretto.web.sweeps import disinfection, sweep, sweeps, sweeps_paper
from lazaretto.web.training import training
from lazaretto.web.verifier import verifier
from lazaretto.web.watch import watch
from lazaretto.web.what_if import what_if, what_if_work
from lazaretto.web.what_if_exports import (
    what_if_json,
    what_if_pdf,
    what_if_proposal,
    what_if_proposal_files,
    what_if_xlsx,
)
from lazaretto.web.what_if_then import what_if_then, what_if_today
from lazaretto.web.what_if_why import what_if_why
from lazaretto.web.yard import plate_hint, vehicles

urlpatterns = [
    path("", board, name="board"),
    path("facilities/<str:code>", day_sheet, name="day_sheet"),
    path("facilities/<str:code>/state", state, name="state"),
    path("facilities/<str:code>/cells", cells, name="cells"),
    path("facilities/<str:code>/releases", releases, name="releases"),
    path("facilities/<str:code>/placing", placing, name="placing"),
    path("facilities/<str:code>/exit", leave, name="exit"),
    path("facilities/<str:code>/gate", station, name="station"),
    path("facilities/<str:code>/gate/officer", station_officer, name="station_officer"),
    path("facilities/<str:code>/gate/manifest.webmanifest", station_manifest, name="station_manifest"),
    path("facilities/<str:code>/stations", stations, name="stations"),
    path("facilities/<str:code>/stations/rows/<int:number>", station_row, name="station_row"),
    path("facilities/<str:code>/inside", inside, name="inside"),
    path("facilities/<str:code>/muster", muster, name="muster"),
    path("facilities/<str:code>/register", register, name="register"),
    path("facilities/<str:code>/emergency", emergency, name="emergency"),
    path("facilities/<str:code>/paper", paper, name="paper"),
    path("facilities/<str:code>/paper/forms", paper_forms, name="paper_forms"),
    path("facilities/<str:code>/paper/day", paper_day, name="paper_day"),
    path("facilities/<str:code>/sweeps", sweeps, name="sweeps"),
    path("facilities/<str:code>/sweeps/temperatures", sweep, name="sweep"),
    path("facilities/<str:code>/sweeps/disinfection", disinfection, name="disinfection"),
    path("facilities/<str:code>/sweeps/paper", sweeps_paper, name="sweeps_paper"),
    path("facilities/<str:code>/shelf", shelf, name="shelf"),
    path("facilities/<str:code>/shelf/labels", shelf_labels, name="shelf_labels"),
    path("facilities/<str:code>/rounds", rounds, name="rounds"),
    path("facilities/<str:code>/rounds/<path:round_code>/certificate", certificate, name="certificate"),
    path(
        "facilities/<str:code>/rounds/<path:round_code>/certificate.json",
        certificate_file,
        name="certificate_file",
    ),
    path(
        "facilities/<str:code>/rounds/<path:round_code>/facts.jsonl",
        certificate_facts,
        name="certificate_facts",
    ),
    path("facilities/<str:code>/rounds/<path:round_code>/walk", round_walk, name="round_walk"),
    path("facilities/<str:code>/rounds/<path:round_code>/labels", round_labels, name="round_labels"),
    path("facilities/<str:code>/rounds/<path:round_code>/list", round_list, name="round_list"),
    path("facilities/<str:code>/rounds/<path:round_code>/hand-over", hand_over, name="hand_over"),
    path(
        "facilities/<str:code>/rounds/<path:round_code>/hand-over/<uuid:fact>",
        hand_over_slip,
        name="hand_over_slip",
    ),
    path("facilities/<str:code>/rounds/<path:round_code>", round_, name="round"),
    path("facilities/<str:code>/partners", house_partners, name="house_partners"),
    path("facilities/<str:code>/hand-overs/new", status_new, name="status_new"),
    path("facilities/<str:code>/hand-overs/<path:number>/paper.pdf", status_pdf, name="status_pdf"),
    path("facilities/<str:code>/hand-overs/<path:number>/status.json", status_json, name="status_json"),
    path("facilities/<str:code>/hand-overs/<path:number>", status, name="status"),
    path("partners", partners, name="partners"),
    path("facilities/<str:code>/log", log, name="log"),
    path("bottom-lines", bottom_lines, name="bottom_lines"),
    path("bottom-lines/<str:document>/<str:line>", bottom_line, name="bottom_line"),
    path("leaders", leaders, name="leaders"),
    path("levels", levels, name="levels"),
    path("logs", logs, name="logs"),
    path("log/<path:file>", proved_log, name="proved_log"),
    path("facilities/<str:code>/directives", house_directives, name="house_directives"),
    path("facilities/<str:code>/dispatch", house_dispatches, name="house_dispatches"),
    path("directives", directives, name="directives"),
    path("directives/new", directive_new, name="directive_new"),
    path("directives/<path:directive>", directive, name="directive"),
    path("dispatches", dispatches, name="dispatches"),
    path("dispatches/<path:dispatch>/minutes", minutes, name="minutes"),
    path("dispatches/<path:dispatch>", dispatch, name="dispatch"),
    path("facilities/<str:code>/report", report, name="report"),
    path("facilities/<str:code>/report.json", report_json, name="report_json"),
    path("facilities/<str:code>/report.xlsx", report_xlsx, name="report_xlsx"),
    path("facilities/<str:code>/report.pdf", report_pdf, name="report_pdf"),
    path("facilities/<str:code>/review", review, name="review"),
    path("facilities/<str:code>/review.pdf", review_pdf, name="review_pdf"),
    path("reports", reports, name="reports"),
    path("facilities/<str:code>/stock", stock, name="stock"),
    path("facilities/<str:code>/loop", loop, name="loop"),
    path("facilities/<str:code>/loop/pattern", loop_pattern, name="loop_pattern"),
    path("facilities/<str:code>/vehicles", vehicles, name="vehicles"),
    path("facilities/<str:code>/vehicles/plate", plate_hint, name="plate_hint"),
    path("facilities/<str:code>/looks", gate_looks, name="gate_looks"),
    path("facilities/<str:code>/looks/draw.json", gate_draw, name="gate_draw"),
    path("facilities/<str:code>/looks/pictures/<str:digest>", gate_picture, name="gate_picture"),
    path("facilities/<str:code>/patrols", house_patrols, name="house_patrols"),
    path("facilities/<str:code>/patrols/tour", patrol_tour, name="patrol_tour"),
    path("facilities/<str:code>/patrols/<path:patrol>", patrol, name="patrol"),
    path("patrols", patrols, name="patrols"),
    path("facilities/<str:code>/reconciliation", reconciliation, name="reconciliation"),
    path("reconciliation", reconciliation_everywhere, name="reconciliation_everywhere"),
    path("reconciliation/promise", promise_looks, name="promise_looks"),
    path("facilities/<str:code>/results", results, name="results"),
    path("facilities/<str:code>/pools", pools, name="pools"),
    path("facilities/<str:code>/pools/plan", pool_plan, name="pool_plan"),
    path("facilities/<str:code>/results/template.xlsx", results_template, name="results_template"),
    path("facilities/<str:code>/incidents", incidents, name="incidents"),
    path("facilities/<str:code>/incidents/<path:incident>", incident, name="incident"),
    path("incidents", incidents_everywhere, name="incidents_everywhere"),
    path("facilities/<str:code>/entries", entries, name="entries"),
    path("facilities/<str:code>/exceptions", exceptions, name="exceptions"),
    path("facilities/<str:code>/roster", roster, name="roster"),
    path("facilities/<str:code>/roster/plan", roster_plan, name="roster_plan"),
    path("facilities/<str:code>/roster/plan/<str:number>", roster_work, name="roster_work"),
    path("facilities/<str:code>/roster/drafts/<path:draft>", roster_draft, name="roster_draft"),
    path("facilities/<str:code>/posts", posts, name="posts"),
    path("facilities/<str:code>/role", conversion, name="conversion"),
    path("facilities/<str:code>/rights", rights, name="rights"),
    path("facilities/<str:code>/regime", regime, name="regime"),
    path("facilities/<str:code>/capacity", capacity, name="capacity"),
    path("facilities/<str:code>/strength", strength, name="strength"),
    path("facilities/<str:code>/check-ins", check_ins, name="check_ins"),
    path("retention", retention, name="retention"),
    path("what-if", what_if, name="what_if"),
    path("what-if/why", what_if_why, name="what_if_why"),
    path("what-if/then", what_if_then, name="what_if_then"),
    path("what-if/today.json", what_if_today, name="what_if_today"),
    path("what-if/<uuid:number>", what_if_work, name="what_if_work"),
    path("what-if/<uuid:number>/report.pdf", what_if_pdf, name="what_if_pdf"),
    path("what-if/<uuid:number>/report.xlsx", what_if_xlsx, name="what_if_xlsx"),
    path("what-if/<uuid:number>/report.json", what_if_json, name="what_if_json"),
    path("what-if/<uuid:number>/proposal/<int:order>", what_if_proposal, name="what_if_proposal"),
    path(
        "what-if/<uuid:number>/proposal/<int:order>/files",
        what_if_proposal_files,
        name="what_if_proposal_files",
    ),
    path("inspecting", inspecting, name="inspecting"),
    path("inspecting/checkpoint", inspecting_checkpoint, name="inspecting_checkpoint"),
    path("inspecting/waiting", inspecting_waiting, name="inspecting_waiting"),
    path("inspecting/checks/<uuid:number>", inspecting_check, name="inspecting_check"),
    path("me", me, name="me"),
    path("lock", lock, name="lock"),
    path("locked", locked, name="locked"),
    path("me/data", my_data, name="my_data"),
    path("data-protection", data_protection, name="data_protection"),
    path("me/password", own_password, name="own_password"),
    path("access", accounts, name="accounts"),
    path("access/accounts/<str:code>", account, name="account"),
    path("access/log", access_log, name="access_log"),
    path("watch", watch, name="watch"),
    path("nodes", nodes, name="nodes"),
    path("nodes/tokens", node_tokens, name="node_tokens"),
    path("notifications", notifications, name="notifications"),
    path("notifications/<uuid:message>", notification, name="notification"),
    path("calendar/<str:token>.ics", calendar_feed, name="calendar_feed"),
    path("strength", strength_everywhere, name="strength_everywhere"),
    path("facilities/<str:code>/fixed", fixed, name="fixed"),
    path("facilities/<str:code>/training", training, name="training"),
    path("facilities/<str:code>/handover", handover, name="handover"),
    path("facilities/<str:code>/findings", findings, name="findings"),
    path("facilities/<str:code>/findings/<path:finding>", finding, name="finding"),
    path("facilities/<str:code>/evidence/<str:digest>", evidence, name="evidence"),
    path("facilities/<str:code>/notices/<path:notice>/receipt", receipt, name="receipt"),
    path("facilities/<str:code>/notices/<path:notice>", notice, name="notice"),
    path("facilities/<str:code>/inspections", inspections, name="inspections"),
    path("facilities/<str:code>/inspections/<path:inspection>", inspection, name="inspection"),
    path("facilities/<str:code>/appointments", appointments, name="appointments"),
    path("facilities/<str:code>/appointments/<path:appointment>", appointment, name="appointment"),
    path("facilities/<str:code>/needs", needs, name="needs"),
    path("facilities/<str:code>/complaints", complaints, name="complaints"),
    path(
        "facilities/<str:code>/complaints/<path:complaint>/receipt",
        complaint_receipt,
        name="complaint_receipt",
    ),
    path(
        "facilities/<str:code>/complaints/<path:complaint>/answer", complaint_answer, name="complaint_answer"
    ),
    path("facilities/<str:code>/complaints/<path:complaint>", complaint, name="complaint"),
    path("complaints", complaints_everywhere, name="complaints_everywhere"),
    path("findings", findings_everywhere, name="findings_everywhere"),
    path("facilities/<str:code>/roll-calls", house_roll_calls, name="house_roll_calls"),
    path("facilities/<str:code>/roll-calls/draw.json", roll_call_draw, name="roll_call_draw"),
    path("roll-calls", roll_calls, name="roll_calls"),
    path("roll-calls/history", roll_call_history, name="roll_call_history"),
    path("approvals", approvals, name="approvals"),
    path("exceptions", exceptions_everywhere, name="exceptions_everywhere"),
    path("capacity", capacity_everywhere, name="capacity_everywhere"),
    path("facts/<uuid:fact>/correct", correct, name="correct"),
    path("facts/<uuid:fact>/retract", retract, name="retract"),
    path("persons", look_up, name="look_up"),
    path("persons/<path:code>/order", order, name="order"),
    path("persons/<path:code>/contacts", contacts, name="contacts"),
    path("persons/<path:code>/disclosure", disclosure, name="disclosure"),
    path("persons/<path:code>/copy", export, name="export"),
    path("persons/<path:code>/data", data_sheet, name="data_sheet"),
    path("persons/<path:code>/rights", rights_sheet, name="rights_sheet"),
    path("persons/<path:code>", person, name="person"),
    path("rights", rights_everywhere, name="rights_everywhere"),
    path("protocol", protocols, name="protocols"),
    path("protocol/<str:document>/<str:version>", protocol, name="protocol"),
    path("protocol/<str:document>/changes/<str:old>/<str:new>", protocol_changes, name="protocol_changes"),
    path("protocol/<str:document>/<str:version>/issue", issue, name="issue"),
    path("explain/<uuid:item>", explain, name="explain"),
    path("verify.html", verifier, name="verifier"),
    path("design", design, name="design"),
    path("theme", set_theme, name="set_theme"),
    path("station-worker.js", station_worker, name="station_worker"),
    path("station-texts.json", station_texts, name="station_texts"),
]
