"""A notice as a paper: read, acknowledged, answered, printed; and the receipt of its answer."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_findings import open_notice
from lazaretto.actions.state_together import state_together
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house


@never_cache
@requires("read_facts")
def notice(request: HttpRequest, code: str, notice: str) -> HttpResponse:
    """Show the paper; acknowledge or answer it, as was pressed."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _page(request, code, notice, "web/notice.html", problem=problem, status=status)

    if request.method != "POST":
        return again(request, code)

    def received(request: HttpRequest, code: str) -> HttpResponse:
        said = {"kind": "supervision.notice_received/1", "received_by": actor_of(request).code}
        return _state(request, code, notice, said)

    def answered(request: HttpRequest, code: str) -> HttpResponse:
        words = text(request.POST, "words")
        if not words:
            raise Unread(_("Write what the house answers."))
        said = {"kind": "supervision.notice_answered/1", "words": words, "signed_by": actor_of(request).code}
        return _state(request, code, notice, said)

    return pressed(request, code, acts={"receive": received, "answer": answered}, page=again)


@requires("read_facts")
def receipt(request: HttpRequest, code: str, notice: str) -> HttpResponse:
    """The receipt of what was put right, for print."""
    return _page(request, code, notice, "web/receipt.html")


def _state(request: HttpRequest, code: str, notice: str, said: dict[str, str]) -> HttpResponse:
    moment, made = now(), seed(text(request.POST, "made"))
    told = statement({**said, "notice": notice}, facility=code, occurred=moment, fact=made)
    announce(request, state_together([told], actor=actor_of(request), device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("notice", args=[code, notice]))


def _page(
    request: HttpRequest, code: str, notice: str, template: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    owner, paper, page, named = open_notice(code, notice, actor=actor, now=now(), at=at)
    mine = {line.code: line for line in (*page.waiting, *page.closed) if line.code in paper.mine}
    states = paper.course.open
    return show(
        request, template, zone=owner.zone, at=at, here="findings", paper=paper, body=paper.body, code=code,
        place=house(owner), problem=problem, status=status, live=at is None, made=str(uuid4()),
        mine=mine, matters=page.matters, answer=paper.course.last("answer"),
        rows=[(line, mine.get(line.finding), named.get(line.facility)) for line in paper.body.lines],
        may_receive=at is None and "receive" in states and actor.may("state:supervision.notice_received"),
        may_answer=at is None and "answer" in states and actor.may("state:supervision.notice_answered"),
        more_time=[one for code in paper.mine if code in mine for one in mine[code].extensions],
        received=paper.course.last("receive"), houses=len({line.facility for line in paper.body.lines}),
    )  # fmt: skip
