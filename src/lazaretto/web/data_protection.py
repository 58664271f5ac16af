"""Data protection: for everybody, what is held and why; for one person, the sheet about them, on paper."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import ANYONE, SIGNED_IN, requires
from lazaretto.actions.give_data_sheet import give_data_sheet, open_data_sheet
from lazaretto.actions.open_data_rules import open_data_rules
from lazaretto.board.data_classes import BESIDES, CLASSES
from lazaretto.board.data_words import RIGHTS, SHEET
from lazaretto.web.asking import actor_of
from lazaretto.web.data_sheet_paper import data_sheet_paper, said, until_of
from lazaretto.web.handing_out import file_named
from lazaretto.web.reasons import Reason, ask_reason, reason_of
from lazaretto.web.showing import house_zone, show
from lazaretto.web.surroundings import LANGUAGES
from lazaretto.web.templatetags.lazaretto import spoken
from lazaretto.web.typesetting import FontsMissing, say

OWN = "one’s own record"  # the reason that the log keeps of a sheet about oneself


@requires(ANYONE)
def data_protection(request: HttpRequest) -> HttpResponse:
    """What is held about people, what for, on which ground and until when: open without signing in."""
    lang, rules = spoken(), open_data_rules(now=now())
    rows = [
        (
            one,
            until_of(
                one, days=rules.days, rule=rules.rule, lang=lang, retained=rules.retained, titles=rules.titles
            ),
        )
        for one in (*CLASSES, *BESIDES)
    ]
    words = {
        name: say(SHEET[name], lang) for name in ("held", "class", "purpose", "basis", "until", "rights")
    }
    return show(
        request, "web/data_protection.html", zone=house_zone(), here="data_protection", rows=rows,
        words=words,
        rights=[say(SHEET[name], lang) for name in RIGHTS],
    )  # fmt: skip


@never_cache
@requires("read_person")
def data_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first; then show what is held about a person, or give it out on paper."""
    why = reason_of(request)
    if not why.said:
        return ask_reason(request, "web/data_reason.html", person=code)
    return _sheet(request, code, why)


@never_cache
@requires(SIGNED_IN)
def my_data(request: HttpRequest) -> HttpResponse:
    """What is held about the reader: nobody is asked why they want their own."""
    return _sheet(request, actor_of(request).code, Reason("", OWN))


def _sheet(request: HttpRequest, code: str, why: Reason) -> HttpResponse:
    actor, paper = actor_of(request), request.POST.get("paper", "")
    if paper in dict(LANGUAGES):
        return _paper(request, code, why, lang=paper)
    sheet = open_data_sheet(code, reason=why.said, actor=actor, now=now())
    return show(
        request, "web/data_sheet.html", zone=sheet.zone, sheet=sheet, said=said(sheet, lang=spoken()),
        why=why, may_copy=not sheet.own and actor.may("read_facts") and bool(sheet.held),
    )  # fmt: skip


def _paper(request: HttpRequest, code: str, why: Reason, *, lang: str) -> HttpResponse:
    sheet = give_data_sheet(code, lang=lang, reason=why.said, actor=actor_of(request), now=now())
    try:
        with translation.override(lang):
            data = data_sheet_paper(sheet, lang=lang)
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    return file_named(data, f"data-{code[:40]}-{lang}.pdf", media="application/pdf")
