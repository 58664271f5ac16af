"""The gate's stations: enrol one, give it its pack, take in its queue."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.noting import remember_rows
from lazaretto.access.tokens import Bearer
from lazaretto.actions.enrol_station import enrol_station, revoke_station
from lazaretto.actions.open_pack import open_pack
from lazaretto.actions.open_stations import open_stations
from lazaretto.actions.upload_passages import Upload, upload_passages
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.facts import worded_rules
from lazaretto.api.permitting import permits
from lazaretto.api.schema import body_of, response_of
from lazaretto.api.shapes import Enrolment, Passages
from lazaretto.facts.encoding import Malformed
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.uploading import Sent

router = Router(tags=["gate"])


@router.post(
    "/gate/{facility}/stations", summary="Enrol a station",
    openapi_extra={**body_of("Enrolment"), **response_of("NewStation", 201)},
)  # fmt: skip
@permits("enrol_station")
def enrol(request: HttpRequest, facility: str) -> HttpResponse:
    """Make this browser the station of a post: by whoever may stand at this gate, for so many days.

    The token is shown this once. `replace` takes back the station that the post has; without it a post
    that has one answers 409 `post_taken`.
    """
    asked = _read(request, Enrolment)
    made = enrol_station(facility, post=asked.post, replace=asked.replace, actor=actor_of(request), now=now())
    said = {"device": made.device, "token": made.token, "expires": made.expires}
    return answer(said, status=HTTPStatus.CREATED)


@router.get(
    "/gate/{facility}/stations", summary="A gate's stations", openapi_extra=response_of("StationsPage", 200)
)
@permits("read_stations")
def stations(request: HttpRequest, facility: str) -> HttpResponse:
    """Each station: who enrolled it, when it last spoke, what waits, which numbers never came."""
    return answer(open_stations(facility, actor=actor_of(request), now=now()))


@router.delete("/gate/{facility}/stations/{post}", summary="Revoke a station", operation_id="revoke_station")
@permits("revoke_station")
def revoke(request: HttpRequest, facility: str, post: str) -> HttpResponse:
    """Take a station back at once. Its next request answers 401 `station_revoked`."""
    revoke_station(facility, post=post, actor=actor_of(request), now=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@router.get("/gate/{facility}/pack", summary="A gate's snapshot", openapi_extra=response_of("Pack", 200))
@permits("state:gate.checked")
def pack(request: HttpRequest, facility: str) -> HttpResponse:
    """What a station decides with on its own: who is expected, the tables, and until when they hold.

    Send the `ETag` as `If-None-Match`: 304 says that the pack you have is still the newest. Either way
    `Pack-Made` and `Pack-Dies` (seconds since 1970) say when it was made and until when it may be decided on.
    """
    found = open_pack(facility, actor=actor_of(request), now=now(), station=getattr(request, "bearer", None))
    mark = f'"{found.mark}"'
    if mark in request.headers.get("If-None-Match", ""):
        reply = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        reply = HttpResponse(found.data, content_type="application/json")
    reply["ETag"], reply["Cache-Control"] = mark, "no-store"  # a station keeps it sealed, a cache does not
    reply["Pack-Made"], reply["Pack-Dies"] = str(found.made), str(found.dies)
    return reply


@router.post(
    "/gate/{facility}/uploads", summary="Send a station's queue",
    openapi_extra={**body_of("Passages"), **response_of("PassageResults", 200)},
)  # fmt: skip
@permits("state:gate.checked")
def upload(request: HttpRequest, facility: str) -> HttpResponse:
    """One result a row, in order; whatever the result, the row is kept here and may leave the queue.

    Send it again when no answer came: a row is the same row where nonce and content are the same, and a
    statement the same where its id is. `missing` are the sequence numbers that never came.
    """
    sent = _read(request, Passages)
    if sent.device_now.tzinfo is None:
        raise Malformed("`device_now` needs its offset from UTC, e.g. 2022-03-15T08:00:00+08:00")
    taken = upload_passages(
        facility,
        Upload(tuple(map(bytes, sent.rows)), sent.device_now, sent.queue or "", sent.waiting),
        station=station_of(request, facility), now=now(),
    )  # fmt: skip
    remember_rows(request, (rule for _, one in taken.results if not one.recorded for rule in one.rules))
    results = [_said(row, receipt) for row, receipt in taken.results]
    return answer({"results": results, "missing": taken.missing, "now": now()})


def station_of(request: HttpRequest, facility: str) -> Bearer:
    """The station that asks. Raises :class:`Refused` where it is none."""
    found: Bearer | None = getattr(request, "bearer", None)
    if found is None or not found.post:
        raise Refused("station_needed", facility=facility)
    return found


def _said(row: Sent, receipt: Receipt) -> dict[str, Any]:
    return {
        "sequence": row.sequence, "outcome": receipt.outcome, "rules": worded_rules(receipt),
        "fact": receipt.fact_id if receipt.recorded else None,
    }  # fmt: skip


def _read(request: HttpRequest, shape: Any) -> Any:
    try:
        return msgspec.json.decode(request.body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Malformed(str(fault)) from fault
