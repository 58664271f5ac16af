"""Looks at a gate's camera: what is owed, a picture beside the register, the counts, the pictures kept."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.commit_draws import commit_draws
from lazaretto.actions.drawing_looks import told_draw
from lazaretto.actions.open_findings import open_findings
from lazaretto.actions.open_looks import LooksPage, open_looks
from lazaretto.actions.open_picture import open_picture
from lazaretto.actions.state_look import Seen, state_look
from lazaretto.actions.take_picture import take_picture
from lazaretto.facts.encoding import Malformed
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.draw_files import command_of, draw_file
from lazaretto.web.pressing import numbered, pressed, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

COUNTS = ("people", "vehicles", "consignments")
MOST = 9_999  # passages that one look can see


@requires("read_facts")
def gate_looks(request: HttpRequest, code: str) -> HttpResponse:
    """Show the day; take a picture, state a look, or promise the draws, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts=_ACTS, page=_page)


@requires("read_pictures")
def gate_picture(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """One picture that is kept, for a reason that is noted."""
    found = open_picture(
        code, digest, reason=request.GET.get("reason", ""), actor=actor_of(request), now=now()
    )
    answer = HttpResponse(found.jpeg, content_type="image/jpeg")
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = 'inline; filename="gate.jpg"'
    return answer


@requires("read_facts")
def gate_draw(request: HttpRequest, code: str) -> HttpResponse:
    """The day's draw of looks as a file, once the day is over."""
    page = open_looks(code, actor=actor_of(request), now=now(), day=day_asked(request))
    told = told_draw(page.revealed, purpose="gate_look", facility=code, zone=page.house.zone, day=page.day)
    return draw_file(told)


@require_POST
@requires("state:supervision.draw_committed")
def promise_looks(request: HttpRequest) -> HttpResponse:
    """Promise the drawn looks of every facility in scope that has no promise yet."""
    made = commit_draws(actor=actor_of(request), device=DEVICE, now=now())
    messages.success(request, _("Promised for %(n)s facilities, from tomorrow on.") % {"n": len(made)})
    return HttpResponseRedirect(reverse("reconciliation_everywhere"))


def _take(request: HttpRequest, code: str) -> HttpResponse:
    shot = take_picture(code, camera=request.POST.get("camera", ""), actor=actor_of(request), now=now())
    if shot.digest is None:
        return _page(request, code, failure=shot.failure, status=502)
    query = urlencode({"picture": shot.digest})
    return HttpResponseRedirect(f"{reverse('gate_looks', args=[code])}?{query}#look")


def _look(request: HttpRequest, code: str) -> HttpResponse:
    people, vehicles, consignments = (_count(request, name) for name in COUNTS)
    counted = Seen(
        people=people, vehicles=vehicles, consignments=consignments,
        picture=request.POST.get("picture") or None,
        words=text(request.POST, "words") or None,
    )  # fmt: skip
    fact = numbered(request.POST, "look")
    state_look(code, counted, actor=actor_of(request), device=DEVICE, now=now(), fact=fact)
    messages.success(request, _("The look is recorded."))
    return HttpResponseRedirect(reverse("gate_looks", args=[code]))


def _promise(request: HttpRequest, code: str) -> HttpResponse:
    commit_draws([code], actor=actor_of(request), device=DEVICE, now=now())
    messages.success(request, _("The drawn looks are promised from tomorrow on."))
    return HttpResponseRedirect(reverse("gate_looks", args=[code]))


_ACTS = {"take": _take, "look": _look, "promise": _promise}


def _count(request: HttpRequest, name: str) -> int:
    """A number that was counted; nothing is filled in that was not. Raises :class:`Malformed`."""
    text = request.POST.get(name, "").strip()
    if not text.isdecimal() or int(text) > MOST:
        raise Malformed(_("Count each of the three. Where nothing passed, write 0."))
    return int(text)


def day_asked(request: HttpRequest) -> date | None:
    """The day of ``?day=``; None for the day of the page. Raises BadRequest for what is no day."""
    text = request.GET.get("day", "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise BadRequest(f"{text!r} is no day") from fault


def _page(
    request: HttpRequest, code: str, *, problem: str = "", failure: str | None = None, status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_looks(code, actor=actor, now=now(), day=day_asked(request), at=at)
    live = at is None and page.today
    return show(
        request, "web/gate_looks.html", zone=page.house.zone, at=at, here="gate_looks", page=page, code=code,
        place=house(page.house), live=at is None, known_at=page.known_at, problem=problem, failure=failure,
        status=status, picture=request.POST.get("picture") or request.GET.get("picture", ""),
        typed={name: request.POST.get(name, "") for name in (*COUNTS, "words")}, counts=_asked(page),
        raised=_raised(request, code) if page.looks else {},
        may_raise=at is None and actor.may("state:supervision.finding_raised"),
        may_look=live and actor.may("state:supervision.gate_looked"), may_see=actor.may("read_pictures"),
        may_set=at is None and actor.may("state:supervision.camera_set"),
        may_promise=live and actor.may("state:supervision.draw_committed"), reason=_("look at the gate"),
        command=command_of("gate_look", code, page.day),
    )  # fmt: skip


def _raised(request: HttpRequest, code: str) -> dict[UUID, str]:
    """The findings that were raised from looks at this gate, by the look's fact."""
    page = open_findings(code, actor=actor_of(request), now=now(), at=instant_asked(request))
    said = [line.climbed.finding.body for line in (*page.waiting, *page.closed)]
    return {UUID(one.of): one.finding for one in said if one.origin == "gate_look" and _is_fact(one.of)}


def _is_fact(of: str | None) -> bool:
    """Whether what a finding names is a look's fact; whoever states one elsewhere may name anything."""
    try:
        return of is not None and UUID(of) is not None
    except ValueError:
        return False


def _asked(page: LooksPage) -> list[dict[str, Any]]:
    """The three fields of a look, each with what the register says of it."""
    words = (_("People who came in"), _("Vehicles that came in"), _("Goods that came in"))
    said = page.register or (None,) * len(COUNTS)
    return [
        {"name": name, "word": word, "register": number}
        for name, word, number in zip(COUNTS, words, said, strict=True)
    ]
