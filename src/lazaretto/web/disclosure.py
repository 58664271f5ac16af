"""One person's history with its proofs: a page that says what is in it, the paper for a court, the file."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_disclosure import DisclosurePage, open_disclosure
from lazaretto.proofs.checkpoints import read_checkpoint
from lazaretto.proofs.notes import read_note, verifier
from lazaretto.web.asking import actor_of
from lazaretto.web.disclosure_paper import disclosure_paper, fingerprint
from lazaretto.web.handing_out import file_named
from lazaretto.web.reasons import ask_reason, reason_of
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show
from lazaretto.web.typesetting import FontsMissing

_LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))


@never_cache
@requires("read_person")
def disclosure(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first. Then the page; with ``file`` the disclosure, with ``paper`` its PDF in that language."""
    why = reason_of(request)
    if not why.said:
        return ask_reason(request, "web/disclosure_reason.html", person=code)
    try:
        page = open_disclosure(
            code, actor=actor_of(request), reason=why.said, now=now(), folder=settings.LEDGER_FOLDER
        )
    except Refused as refused:
        if not refused.rule.startswith("log_"):
            raise
        return show(
            request, "web/disclosure.html", zone=house_zone(), here="person", person=code, status=409,
            refused=worded(refused.rule, refused.values), reason=why.reason, words=why.words,
        )  # fmt: skip
    if "file" in request.POST:
        return file_named(bytes(page.made), f"disclosure-{code}.json", media="application/json")
    if "paper" in request.POST:
        return _paper(page, request.POST["paper"])
    note = read_note(page.made.checkpoint)
    names = [line.split(" ")[1] for line in note.lines]
    return show(
        request, "web/disclosure.html", zone=page.zone, here="person", person=code, page=page, made=page.made,
        told=page.made.count("told"), others=page.made.count("names_others"),
        erased=page.made.count("erased"), root=read_checkpoint(note), names=names,
        print=fingerprint(verifier(page.made.key)), reason=why.reason, words=why.words, languages=_LANGUAGES,
        language=get_language(), known_at=page.at,
    )  # fmt: skip


def _paper(page: DisclosurePage, asked: str) -> HttpResponse:
    lang = asked if asked in dict(_LANGUAGES) else "zh-hans"
    try:
        data = disclosure_paper(page, lang=lang)
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    return file_named(data, f"disclosure-{page.made.person}-{lang}.pdf", media="application/pdf")
