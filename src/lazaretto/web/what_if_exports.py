"""The twin's answer to take away: on paper, as a workbook, as data, as a proposed version of the protocol."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.ask_what_if import Asked, follow_what_if
from lazaretto.actions.propose_protocol import propose_protocol
from lazaretto.twin.asking import Reply
from lazaretto.web.asking import actor_of
from lazaretto.web.handing_out import file_named
from lazaretto.web.showing import house_zone, show
from lazaretto.web.typesetting import FontsMissing
from lazaretto.web.what_if_answer import answer_page
from lazaretto.web.what_if_book import book
from lazaretto.web.what_if_files import files, replied
from lazaretto.web.what_if_report import language_now, paper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@requires("read_what_if")
def what_if_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The answer on paper."""
    asked, _reply = _answered(request, number)
    try:
        data = paper(asked, lang=language_now())
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    return file_named(data, f"what-if-{asked.number[:8]}.pdf", media="application/pdf")


@never_cache
@requires("read_what_if")
def what_if_xlsx(request: HttpRequest, number: str) -> HttpResponse:
    """The answer as a workbook: the figures, their ranges, the assumptions."""
    asked, _reply = _answered(request, number)
    return file_named(book(asked), f"what-if-{asked.number[:8]}.xlsx", media=XLSX)


@never_cache
@requires("read_what_if")
def what_if_json(request: HttpRequest, number: str) -> HttpResponse:
    """The question and the reply as they are: whoever holds them can ask again."""
    asked, reply = _answered(request, number)
    return file_named(replied(asked, reply), f"what-if-{asked.number[:8]}.json", media="application/json")


@never_cache
@requires("read_what_if")
def what_if_proposal(request: HttpRequest, number: str, order: int) -> HttpResponse:
    """An order as a proposed version of the protocol: what differs, and what stands against it."""
    asked, reply = _answered(request, number)
    actor = actor_of(request)
    found = propose_protocol(asked, order)
    answer = answer_page(asked.question, reply)
    return show(
        request, "web/what_if_proposal.html", zone=house_zone(), here="what_if", asked=asked, found=found,
        order=answer.orders[order - 1], answer=answer, may_issue=actor.may("issue_protocol"),
    )  # fmt: skip


@never_cache
@requires("read_what_if")
def what_if_proposal_files(request: HttpRequest, number: str, order: int) -> HttpResponse:
    """The files of a proposal: the document, what differs in three languages, the question and its reply."""
    asked, reply = _answered(request, number)
    found = propose_protocol(asked, order)
    name = f"{found.document}-{found.proposal.version}-proposed.zip"
    return file_named(files(found, asked, reply), name, media="application/zip")


def _answered(request: HttpRequest, number: str) -> tuple[Asked, Reply]:
    asked = follow_what_if(str(number), actor=actor_of(request), now=now())
    if asked.reply is None:
        raise Refused("what_if_unknown")
    return asked, asked.reply
