"""A person's contacts: a reason first; then a picture, a table, a copy to keep, the press that lists them."""

import csv
from collections.abc import Sequence
from typing import get_args
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.trace_contacts import DEEPEST, ContactsPage, Question, trace_contacts
from lazaretto.facts.case import Company
from lazaretto.tracing.following import COMPANIES
from lazaretto.tracing.telling import ContactLine
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.contacts_graph import graph
from lazaretto.web.local_times import read, typed
from lazaretto.web.pressing import Unread, seed, statement
from lazaretto.web.reasons import Reason, ask_reason, reason_of
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import called

ACT = "state:case.contacts_listed"
SORTS = ("minutes", "last", "person")


@never_cache
@requires("read_person")
def contacts(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first. Every answer, also to a changed question, is one more read in the log."""
    why = reason_of(request)
    incident = request.GET.get("incident", "")[:40]
    if not why.said:
        likely = "tracing" if incident else ""
        return ask_reason(request, "web/contacts_reason.html", person=code, likely=likely, words=incident)
    problem = ""
    try:
        page = _traced(request, code, why, _asked(request, house_zone()), incident)
        asked = _asked(request, page.zone)
        if page.zone != house_zone():
            page = _traced(request, code, why, asked, incident)
    except Refused as refusal:
        if refusal.rule != "malformed":
            raise
        problem = _("The window ends before it begins. The answer below is for the usual window.")
        page = _traced(request, code, why, Question(), incident)
    if request.POST.get("as") == "csv":
        return _copied(page)
    with timezone.override(page.zone):
        try:
            if request.POST.get("act") == "list":
                _list(request, page)
        except Unread as fault:
            problem = str(fault)
        except Refused as refusal:
            if refusal.rule in ("not_permitted", "out_of_scope"):
                raise
            problem = worded(refusal.rule, refusal.values)
        return _shown(request, page, why, problem)


def _traced(request: HttpRequest, code: str, why: Reason, asked: Question, incident: str) -> ContactsPage:
    return trace_contacts(
        code, actor=actor_of(request), reason=why.said, now=now(), asked=asked, incident=incident or None
    )


def _shown(request: HttpRequest, page: ContactsPage, why: Reason, problem: str) -> HttpResponse:
    traced, sort = page.traced, request.POST.get("sort", "")
    sort = sort if sort in SORTS else SORTS[0]
    may_list = page.incident is not None and actor_of(request).may(ACT)
    return show(
        request, "web/contacts.html", zone=page.zone, page=page, traced=traced, person=traced.person,
        reason=why.reason, words=why.words, problem=problem, status=422 if problem else 200,
        since=typed(traced.since, zone=page.zone), until=typed(traced.until, zone=page.zone),
        last=typed(page.at, zone=page.zone), depths=range(1, DEEPEST + 1), sort=sort, sorts=SORTS,
        companies=[(one, one in traced.companies) for one in COMPANIES], may_list=may_list,
        degrees=_by_degree(traced.contacts, sort), plot=graph(traced), small_plot=graph(traced, narrow=True),
        close=sum(one.close for one in traced.contacts), made=str(uuid4()), known_at=page.known_at,
    )  # fmt: skip


def _by_degree(found: Sequence[ContactLine], sort: str) -> list[tuple[int, list[ContactLine]]]:
    """The contacts of each degree, in the order asked for."""
    orders = {
        "minutes": lambda one: (-one.minutes, one.person),
        "last": lambda one: (-one.last.timestamp(), one.person),
        "person": lambda one: one.person,
    }
    degrees = sorted({one.degree for one in found})
    return [
        (degree, sorted((one for one in found if one.degree == degree), key=orders[sort]))
        for degree in degrees
    ]


def _asked(request: HttpRequest, zone: str) -> Question:
    """The question as it was typed; what cannot be read is as if it had not been."""
    given = request.POST
    chosen = tuple(one for one in get_args(Company) if one in given.getlist("company"))
    return Question(
        read(given.get("since", ""), zone=zone), read(given.get("until", ""), zone=zone),
        min(_whole(given.get("depth", ""), 2), DEEPEST), _whole(given.get("least", ""), 0), chosen,
    )  # fmt: skip


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else default


def _list(request: HttpRequest, page: ContactsPage) -> None:
    """State what stands on the page: the contacts in scope, one row a company, to the depth shown."""
    traced = page.traced
    if page.incident is None or page.incident_house is None:
        raise Unread(_("This incident does not run in your scope. Open its page again."))
    said = {
        "kind": "case.contacts_listed/1", "incident": page.incident, "person": traced.person,
        "since": traced.since.isoformat(), "until": traced.until.isoformat(),
        "contacts": [
            {"person": one.person, "company": of.company, "minutes": of.minutes, "degree": one.degree}
            for one in traced.contacts
            for of in one.shared
        ],
    }  # fmt: skip
    made = seed(request.POST.get("made", ""))
    stated = statement(said, facility=page.incident_house, occurred=page.at, fact=made)
    announce(request, [record_fact(stated, actor=actor_of(request), device=DEVICE, now=now())])


def _copied(page: ContactsPage) -> HttpResponse:
    """The same as a table that any machine opens without a network."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    stamp = f"{page.at:%Y%m%dT%H%MZ}"
    answer["Content-Disposition"] = f'attachment; filename="contacts-{page.traced.person}-{stamp}.csv"'
    answer.write("\ufeff")  # so that a spreadsheet reads the characters as they are
    rows = csv.writer(answer)
    rows.writerow(
        [_("Degree"), _("Person"), _("Where"), _("Company"), _("Minutes"), _("First"), _("Last"), _("Via"),
         _("Close contact"), _("Decision"), *(_immunity_to(disease) for disease in page.traced.asked)]
    )  # fmt: skip
    for one in page.traced.contacts:
        for of in one.shared:
            decision = called(one.decision, "decision") if one.decision else ""
            near = _("yes") if of.close else ""
            rows.writerow(
                [one.degree, one.person, one.place or one.facility or "", called(of.company, "company"),
                 of.minutes, of.first.isoformat(), of.last.isoformat(), of.via or "", near, decision,
                 *(called(answer, "immune") for answer in one.immune)]
            )  # fmt: skip
    return answer


def _immunity_to(disease: str) -> str:
    return _("Immunity: %(disease)s") % {"disease": called(disease, "disease")}
