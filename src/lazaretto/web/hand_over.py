"""Tubes on their way to the laboratory: into a box, taken over, received, and a slip that goes along."""

from uuid import UUID, uuid4, uuid5

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_partners import open_house_partners
from lazaretto.actions.open_rounds import boxes_of, open_round_page
from lazaretto.actions.record_fact import record_fact
from lazaretto.board.rounds_page import RoundPage
from lazaretto.board.tubes import recognised
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.obligations.partners import takes
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

CONDITIONS = ("good", "warm", "leaking", "missing")


@requires("read_person")
def hand_over(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Show the tubes that wait for a box, all ticked; record who took them, and that they were received."""

    def page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _page(request, code, round_code, problem=problem, status=status)

    if request.method != "POST":
        return page(request, code)
    acts = {
        "hand_over": lambda r, c: _hand_over(r, c, round_code),
        "receive": lambda r, c: _receive(r, c, round_code),
    }  # fmt: skip
    return pressed(request, code, acts=acts, page=page)


@requires("read_person")
def hand_over_slip(request: HttpRequest, code: str, round_code: str, fact: UUID) -> HttpResponse:
    """Show the slip of one box, ready for the printer: what is in it, who gave it, who took it."""
    actor = actor_of(request)
    page = open_round_page(code, round_code, actor=actor, now=now())
    box = next((one for one in boxes_of(page, actor=actor, now=now()) if one.id == fact), None)
    if box is None:
        raise Http404(fact)
    return show(
        request, "web/hand_over_slip.html", zone=page.house.zone, here="rounds", code=code, page=page,
        view=page.view, place=house(page.house), box=box, printed=now(),
        inside=[tube for tube in page.tubes if tube.code in set(box.body.tubes)],
    )  # fmt: skip


def _chosen(request: HttpRequest, page: RoundPage) -> list[str]:
    """The ticked tubes and those that were scanned besides. Raises :class:`Unread`."""
    known = [tube.code for tube in page.tubes]
    scanned = [recognised(one, known) or one for one in request.POST.get("scanned", "").split()]
    found = list(dict.fromkeys([*request.POST.getlist("tube"), *scanned]))
    strange = [one for one in found if one not in known]
    if strange:
        said = {"tubes": ", ".join(strange)[:200]}
        raise Unread(
            _("Not a tube of this round: %(tubes)s. Take it out of the box, or scan it again.") % said
        )
    if not found:
        raise Unread(_("Tick or scan the tubes."))
    return found


def _hand_over(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    page = open_round_page(code, round_code, actor=actor_of(request), now=now())
    typed, tubes = request.POST, _chosen(request, page)
    laboratory, taken_by = text(typed, "laboratory"), text(typed, "taken_by")
    if not laboratory or not taken_by:
        raise Unread(_("Say which laboratory the tubes go to, and who took them."))
    said = {
        "kind": "testing.tubes_handed_over/1", "tubes": tubes, "laboratory": laboratory, "taken_by": taken_by,
        "seal": text(typed, "seal") or None, "partner": _laboratories(request, code).get(laboratory),
    }  # fmt: skip
    fact = uuid5(seed(text(typed, "made")), repr(said))
    made = statement(said, facility=code, occurred=now(), fact=fact)
    announce(request, [record_fact(made, actor=actor_of(request), device=DEVICE, now=now())])
    return HttpResponseRedirect(reverse("hand_over_slip", args=[code, round_code, fact]))


def _laboratories(request: HttpRequest, code: str) -> dict[str, str]:
    """The laboratories on the register that may be handed tubes here: name → number."""
    lines = open_house_partners(code, actor=actor_of(request), now=now()).partners
    return {
        line.partner.card.name: line.partner.partner
        for line in lines
        if line.stands and line.partner.card.sort == "laboratory" and takes(line.partner, "tubes")
    }


def _receive(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    page = open_round_page(code, round_code, actor=actor_of(request), now=now())
    typed, tubes = request.POST, _chosen(request, page)
    if not text(typed, "laboratory") or text(typed, "condition") not in CONDITIONS:
        raise Unread(_("Say which laboratory received the tubes, and in what condition they came."))
    said = {
        "kind": "testing.tubes_received/1", "tubes": tubes, "laboratory": text(typed, "laboratory"),
        "condition": text(typed, "condition"),
    }  # fmt: skip
    fact = uuid5(seed(text(typed, "made")), repr(said))
    made = statement(said, facility=code, occurred=now(), fact=fact)
    announce(request, [record_fact(made, actor=actor_of(request), device=DEVICE, now=now())])
    return HttpResponseRedirect(reverse("hand_over", args=[code, round_code]))


def _page(
    request: HttpRequest, code: str, round_code: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, typed = actor_of(request), request.POST
    page = open_round_page(code, round_code, actor=actor, now=now())
    boxes = boxes_of(page, actor=actor, now=now())
    last = boxes[-1].body if boxes else None
    waiting = page.in_state("filled")
    return show(
        request, "web/hand_over.html", zone=page.house.zone, here="rounds", code=code, page=page,
        view=page.view, place=house(page.house), boxes=boxes, waiting=waiting, problem=problem, status=status,
        on_the_way=page.in_state("handed_over"), conditions=CONDITIONS, made=str(uuid4()),
        laboratories=list(_laboratories(request, code)),
        ticked=set(typed.getlist("tube")) if typed else {tube.code for tube in waiting},
        laboratory=typed.get("laboratory") or (last.laboratory if last else ""),
        typed={name: typed.get(name, "") for name in ("taken_by", "seal", "scanned")},
        stateable={kind for kind in BY_KIND if actor.may(f"state:{kind}")},
    )  # fmt: skip
