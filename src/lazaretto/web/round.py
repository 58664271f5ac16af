"""One round: who is uncovered first, cell by cell; its tubes, which must add up; presses for what was not."""

from uuid import uuid4, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.close_round import close_round
from lazaretto.actions.open_rounds import open_round_page
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.rounds import UNSAMPLED
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

FORMS = 60  # people with a form of their own on one page; of more, the walk has them cell by cell
VOID = ("broken", "lost", "mislabelled", "unused")


@requires("read_person")
def round_(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Show a round; record why somebody was not swabbed, that a tube is void, that the round is closed."""
    if request.method != "POST":
        return _page(request, code, round_code)

    def page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _page(request, code, round_code, problem=problem, status=status)

    acts = {
        **{why: lambda r, c: _unsampled(r, c, round_code) for why in UNSAMPLED},
        "void": lambda r, c: _void(r, c, round_code), "close": lambda r, c: _close(r, c, round_code),
    }  # fmt: skip
    return pressed(request, code, acts=acts, page=page)


def unsampled(typed: QueryDict, *, facility: str, round_: str) -> Statement:
    """The statement that somebody was not swabbed. Raises :class:`Unread`."""
    outcome, person = text(typed, "act"), text(typed, "person")
    why = text(typed, "why") or ("" if outcome == "other" else str(UNSAMPLED[outcome]))
    if not person or not why:
        raise Unread(_("Say in a few words why this person was not swabbed."))
    said = {"kind": "testing.unsampled/1", "round": round_, "person": person, "outcome": outcome, "why": why}
    fact = uuid5(seed(text(typed, "made")), repr(said))
    return statement(said, facility=facility, occurred=now(), fact=fact)


def _unsampled(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    open_round_page(code, round_code, actor=actor_of(request), now=now())
    _record(request, unsampled(request.POST, facility=code, round_=round_code))
    if request.POST.get("back") == "walk":
        cell = request.POST.get("cell", "")
        return HttpResponseRedirect(f"{reverse('round_walk', args=[code, round_code])}?{_cell(cell)}")
    return HttpResponseRedirect(reverse("round", args=[code, round_code]))


def _cell(cell: str) -> str:
    query = QueryDict(mutable=True)
    query["cell"] = cell
    return query.urlencode()


def _void(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    typed = request.POST
    page = open_round_page(code, round_code, actor=actor_of(request), now=now())
    tube, why = text(typed, "tube"), text(typed, "why")
    if tube not in {one.code for one in page.tubes} or why not in VOID:
        raise Unread(_("Choose a tube of this round, and say why it is void."))
    said = {"kind": "testing.tube_voided/1", "tube": tube, "why": why, "words": text(typed, "words") or None}
    fact = uuid5(seed(text(typed, "made")), repr(said))
    _record(request, statement(said, facility=code, occurred=now(), fact=fact))
    return HttpResponseRedirect(reverse("round", args=[code, round_code]) + "#tubes")


def _close(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Declare the round closed; its certificate says for ever how it stood then."""
    open_round_page(code, round_code, actor=actor_of(request), now=now())
    fact = uuid5(seed(text(request.POST, "made")), "closed")
    actor = actor_of(request)
    announce(request, [close_round(code, round_code, actor=actor, device=DEVICE, now=now(), fact=fact)])
    return HttpResponseRedirect(reverse("round", args=[code, round_code]))


def _record(request: HttpRequest, said: Statement) -> None:
    announce(request, [record_fact(said, actor=actor_of(request), device=DEVICE, now=now())])


def _page(
    request: HttpRequest, code: str, round_code: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_round_page(code, round_code, actor=actor, now=now(), at=at)
    return show(
        request, "web/round.html", zone=page.house.zone, at=at, here="rounds", code=code, page=page,
        view=page.view, place=house(page.house), live=at is None, problem=problem, status=status,
        late=page.view.closed is None and page.at > page.view.closes, made=str(uuid4()), voids=VOID,
        reasons=tuple(UNSAMPLED), few=len(page.view.uncovered) <= FORMS, closing="closing" in request.GET,
        stateable={kind for kind in BY_KIND if actor.may(f"state:{kind}")} if at is None else set(),
    )  # fmt: skip
