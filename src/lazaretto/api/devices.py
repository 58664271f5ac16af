"""Tokens of devices: issued and taken back by the security administrator."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from lazaretto.access.clock import now
from lazaretto.access.tokens import issue_token, revoke_token, takes_two
from lazaretto.actions.ask_for_token import ask_for_device_token
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.permitting import permits
from lazaretto.api.schema import body_of, response_of
from lazaretto.api.shapes import Device
from lazaretto.facts.encoding import Malformed

router = Router(tags=["devices"])


@router.post(
    "/devices",
    summary="Issue a token",
    openapi_extra={**body_of("Device"), **response_of("Issued", 201, 202)},
)
@permits("manage_users")
def issue(request: HttpRequest) -> HttpResponse:
    """A token for a device. It is shown this once; only its SHA-256 is kept.

    One that is to see every house (`everywhere`) takes two, and so does each house beyond the one of which
    you gave tokens alone that stand: it is only asked for (202, without a token). Once a second person has
    granted it, whoever asked fetches it on the page of accounts.
    """
    try:
        asked = msgspec.json.decode(request.body, type=Device)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Malformed(str(fault)) from fault
    if asked.expires.tzinfo is None:
        raise Malformed("`expires` needs its offset from UTC, e.g. 2022-12-31T00:00:00+08:00")
    values: dict[str, Any] = msgspec.structs.asdict(asked) | {"actor": actor_of(request), "now": now()}
    scope = {name: values[name] for name in ("facilities", "everywhere", "actor", "now")}
    if takes_two(**scope):
        ask_for_device_token(**values)
        return answer({"device": asked.device}, status=HTTPStatus.ACCEPTED)
    token = issue_token(**values)
    return answer({"device": asked.device, "token": token}, status=HTTPStatus.CREATED)


@router.delete("/devices/{device}", summary="Revoke a token", operation_id="revoke")
@permits("manage_users")
def revoke(request: HttpRequest, device: str) -> HttpResponse:
    """Take a device's token back at once."""
    revoke_token(device=device, actor=actor_of(request), now=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
