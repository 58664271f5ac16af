"""The OpenAPI document: every operation, every kind of fact, every shape of an answer.

The shapes come from the types themselves, so the document cannot say anything else than the code.
"""

from functools import cache
from typing import Any

import msgspec

from lazaretto.actions.open_capacity import CapacityPage, CityCapacity
from lazaretto.actions.open_check_ins import CheckIns
from lazaretto.actions.open_entries import ApprovalsPage, EntriesPage
from lazaretto.actions.open_log import LogPage, LogsPage
from lazaretto.actions.open_looks import LooksPage
from lazaretto.actions.open_patrols import CityPatrols, HousePatrols, WalkPage
from lazaretto.actions.open_reconciliation import CityReconciliation, ReconciliationPage
from lazaretto.actions.open_reports import ReviewPage
from lazaretto.actions.open_stations import StationsPage
from lazaretto.actions.open_stock import StockPage
from lazaretto.actions.propose_places import Placing
from lazaretto.actions.trace_contacts import ContactsPage
from lazaretto.api import called, commanded, handed, lived, shapes, supervised
from lazaretto.api.authenticating import SCHEMES
from lazaretto.api.reported import ReportsTold, ReportTold
from lazaretto.board.bottom_lines_page import LinePage, LinesPage
from lazaretto.board.cells import CellsPage
from lazaretto.board.city import CityBoard
from lazaretto.board.conversion_page import ConversionPage
from lazaretto.board.day_sheet import DaySheet
from lazaretto.board.emergency_page import EmergencyPage
from lazaretto.board.exceptions import Exceptions
from lazaretto.board.explanation import ExplanationPage
from lazaretto.board.fixed_page import FixedPage
from lazaretto.board.gate_register import GateRegister
from lazaretto.board.goods import GoodsPage
from lazaretto.board.handover_page import HandoverPage
from lazaretto.board.incidents_page import HouseIncidents, IncidentPage
from lazaretto.board.inside import InsidePage, Muster
from lazaretto.board.loop_page import LoopPage
from lazaretto.board.order_page import OrderPage
from lazaretto.board.pattern_page import PatternPage
from lazaretto.board.pool_plan_page import PoolPlanPage
from lazaretto.board.pools import PoolsPage
from lazaretto.board.posts_page import PostsPage
from lazaretto.board.protocol_page import ProtocolPage
from lazaretto.board.regime_page import RegimePage
from lazaretto.board.releases import Releases
from lazaretto.board.results_page import ResultsPage
from lazaretto.board.rights_page import RightsPage
from lazaretto.board.roster_page import DraftPage, RosterPage
from lazaretto.board.strength_page import CityStrength, StrengthPage
from lazaretto.board.timeline import Timeline
from lazaretto.board.training_page import TrainingPage
from lazaretto.board.watching import WatchPage
from lazaretto.board.yard import Yard
from lazaretto.ledger.fed import EntryPage

_REF = "#/components/schemas/{name}"
_PROBLEM = "application/problem+json"
_TYPES: tuple[Any, ...] = (
    shapes.Statement, shapes.WholeFact, shapes.Device, shapes.Issued, shapes.Receipt, shapes.BatchResult,
    shapes.FactPage, shapes.ObligationList, shapes.FindingList, shapes.ReadList, shapes.DocumentList,
    shapes.ChangeList, shapes.Problem, shapes.PlacementQuestion, shapes.Enrolment, shapes.NewStation,
    shapes.Passages, shapes.QueuedRow, shapes.PassageResults, shapes.Pack, shapes.Credential, shapes.Judged,
    StationsPage, CityBoard, DaySheet,
    CellsPage, Releases, ConversionPage, RightsPage, CapacityPage, CityCapacity, Placing, OrderPage,
    StrengthPage, CityStrength, CheckIns,
    Timeline, ContactsPage, ExplanationPage, ProtocolPage, InsidePage, Muster, GateRegister, EmergencyPage,
    CityPatrols, HousePatrols, WalkPage,
    LooksPage, ReconciliationPage, CityReconciliation, ReportTold, ReportsTold, ReviewPage,
    handed.PartnersTold, handed.HandOversTold, handed.StatusTold,
    supervised.FindingsTold, supervised.CityFindingsTold, supervised.InspectionsTold,
    supervised.InspectionTold, lived.ComplaintsTold, lived.ComplaintTold, lived.AppointmentsTold,
    lived.NeedsTold,
    RegimePage,
    commanded.LevelsTold, commanded.LeadersTold, commanded.DirectivesTold, commanded.DirectiveInFull,
    commanded.DispatchesTold, commanded.DispatchTold, LinesPage, LinePage,
    called.RollCallsTold, called.CityRollCallsTold, called.RollCallHistoryTold,
    WatchPage,
    EntriesPage, ApprovalsPage, Exceptions,
    GoodsPage, Yard, HouseIncidents, IncidentPage, LogPage, LogsPage, StockPage,
    PoolsPage, PoolPlanPage, ResultsPage, shapes.ResultRow, shapes.ResultAnswers,
    RosterPage, DraftPage, PostsPage, shapes.RosterQuestion,
    LoopPage, PatternPage, FixedPage, TrainingPage, HandoverPage,
    EntryPage,
    shapes.WhatIfQuestion, shapes.WhatIfBegun, shapes.WhatIfTold, shapes.WhatIfList,
)  # fmt: skip


def body_of(name: str, *, many: bool = False, most: int = 5000) -> dict[str, Any]:
    """The request body of an operation: one of the shapes, or a list of them."""
    one = {"$ref": _REF.format(name=name)}
    schema = {"type": "array", "maxItems": most, "items": one} if many else one
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    if many:
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
    return {"requestBody": {"required": True, "content": content}}


def response_of(name: str, *statuses: int) -> dict[str, Any]:
    """The good answers of an operation, and the problem that every other one is."""
    answer = {
        "description": name,
        "content": {"application/json": {"schema": {"$ref": _REF.format(name=name)}}},
    }
    problem = {
        "description": "What went wrong, in the caller's language",
        "content": {_PROBLEM: {"schema": {"$ref": _REF.format(name="Problem")}}},
    }
    return {"responses": {**{str(status): answer for status in statuses}, "default": problem}}


@cache
def components() -> dict[str, Any]:
    """Every shape by name. Raises TypeError, at the first request of a build, for one that has none."""
    _, found = msgspec.json.schema_components(_TYPES, ref_template=_REF)
    return dict(found)


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """The generated document with the shapes and the ways in put in."""
    parts = document.setdefault("components", {})
    parts["schemas"] = {**parts.get("schemas", {}), **components()}
    parts["securitySchemes"] = SCHEMES
    document["security"] = [{name: []} for name in SCHEMES]
    for operations in document["paths"].values():
        for operation in operations.values():
            _tidy(operation)
    return document


def _tidy(operation: dict[str, Any]) -> None:
    """A response that nobody described is left to ``default``; ours are described."""
    operation.pop("security", None)
    responses = operation.get("responses", {})
    described = {code: said for code, said in responses.items() if "content" in said or code == "204"}
    operation["responses"] = {str(code): said for code, said in (described or responses).items()}
