"""Judge a health credential for a program at a gate; a station does it by itself, without a network too."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Router

from lazaretto.access.clock import now
from lazaretto.actions.check_credential import check_credential
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.permitting import permits
from lazaretto.api.schema import body_of, response_of
from lazaretto.api.shapes import Credential
from lazaretto.credentials.wording import FAULTS, LANGUAGES
from lazaretto.facts.encoding import Malformed

router = Router(tags=["gate"])


@router.post(
    "/gate/{facility}/credentials", summary="Judge a health credential",
    openapi_extra={**body_of("Credential"), **response_of("Judged", 200)},
)  # fmt: skip
@permits("state:gate.checked")
def judge(request: HttpRequest, facility: str) -> HttpResponse:
    """An EU/WHO certificate (HC1) or a SMART Health Card, by the keys of the trust list. Nothing is kept.

    `signature` is `verified` only where nothing is wrong; `fault` names the first thing that is. It proves
    who said it, not whose it is: compare the holder with the person, and state that with the check.
    """
    try:
        shown = msgspec.json.decode(request.body, type=Credential)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise Malformed(str(wrong)) from wrong
    found = check_credential(shown.text, facility=facility, actor=actor_of(request), now=now())
    fault = found.evidence.fault
    return answer(
        {
            "evidence": found.evidence, "holder": found.holder, "trust_list_made": found.list_made,
            "says": FAULTS[fault][_language()] if fault else None,
        }
    )  # fmt: skip


def _language() -> int:
    names = [language.lower() for language in LANGUAGES]
    wanted = (get_language() or "").lower()
    return names.index(wanted) if wanted in names else 0
