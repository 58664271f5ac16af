"""Put a protocol in force: first what changes against the version that decides now, then the order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.issue_protocol import Faulty, issue_protocol
from lazaretto.actions.open_fact import open_fact
from lazaretto.actions.open_protocol import compare_protocols, list_protocols, open_protocol, protocol_bytes
from lazaretto.board.protocol_page import ProtocolPage
from lazaretto.protocol.comparing import Change
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.forms.fields import Field
from lazaretto.web.labels.fields import FIELDS
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show
from lazaretto.web.templatetags.lazaretto import problem_words


@requires("issue_protocol")
def issue(request: HttpRequest, document: str, version: str) -> HttpResponse:
    """Show the preview; issue the version when an authority is named."""
    actor = actor_of(request)
    page = open_protocol(document, version, actor=actor, now=now())
    if request.method != "POST":
        return _preview(request, page, facility=_office(actor), authority="")
    facility, authority = (" ".join(request.POST.get(name, "").split()) for name in ("facility", "authority"))
    if not facility or not authority:
        return _preview(request, page, facility=facility, authority=authority, missing=True)
    data = protocol_bytes(document, version, actor=actor)
    try:
        issue_protocol(data, facility=facility, authority=authority, actor=actor, device=DEVICE, now=now())
    except Refused as refusal:
        return _preview(request, page, facility=facility, authority=authority, refusal=refusal)
    messages.success(request, _("Issued. It decides from now on; what ran before keeps its own version."))
    return HttpResponseRedirect(reverse("protocol", args=[document, version]))


def _preview(
    request: HttpRequest, page: ProtocolPage, *, facility: str, authority: str, missing: bool = False,
    refusal: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    empty = _("Fill this in.") if missing else ""
    fields = (
        Field("facility", str(FIELDS["facility"]), "text", facility, error="" if facility else empty),
        Field("authority", str(FIELDS["authority"]), "text", authority, error="" if authority else empty),
    )
    held = _deciding(page)
    return show(
        request, "web/issue.html", zone=house_zone(), here="protocol", page=page, fields=fields, held=held,
        changes=_changes(actor_of(request), page, held),
        refused=_why(refusal) if refusal else "",
        problems=refusal.problems if isinstance(refusal, Faulty) else (),
        status=422 if missing or refusal else 200,
    )  # fmt: skip


def _deciding(page: ProtocolPage) -> str | None:
    """The version of the document that decides now."""
    return next((line.version for line in page.versions if line.in_force), None)


def _changes(actor: Actor, page: ProtocolPage, held: str | None) -> tuple[Change, ...]:
    if held is None or held == page.version:
        return ()
    return compare_protocols(page.document, held, page.version, actor=actor)


def _office(actor: Actor) -> str:
    """Where the version that decides now was issued: the network's office."""
    for line in (
        version for document in list_protocols(actor=actor, now=now()) for version in document.versions
    ):
        if line.issued_by is not None:
            return open_fact(line.issued_by, actor=actor).fact.facility
    return ""


def _why(refusal: Refused) -> str:
    """The sentence of a refusal; the first fault of a document in the reader's language too."""
    if isinstance(refusal, Faulty):
        return worded(refusal.rule, {**refusal.values, "first": problem_words(refusal.problems[0])})
    return worded(refusal.rule, refusal.values)
