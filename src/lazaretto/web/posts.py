"""The posts of a house and their watches: what a roster is planned for. One post is set at a time."""

from typing import Any, get_args
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_posts import open_posts
from lazaretto.actions.state_together import state_together
from lazaretto.board.posts_page import PostsPage
from lazaretto.facts.duty import PostSet, StaffPost
from lazaretto.facts.gate import Zone
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

SETS = "state:duty.post_set"
STAFF, ZONES = get_args(StaffPost), get_args(Zone)
ROWS = 4  # watches that the form has room for; who needs more states the fact itself
_KIND = "duty.post_set/1"


@never_cache
@requires("read_day_sheet")
def posts(request: HttpRequest, code: str) -> HttpResponse:
    """Show the posts; set one, or say that one is stood no more, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts=_ACTS, page=_page)


def _set(request: HttpRequest, code: str) -> HttpResponse:
    typed = request.POST
    watches = [row for number in range(ROWS) if (row := _watch(typed, number)) is not None]
    if not watches:
        raise Unread(_("A post needs a watch: its name, when it begins, its hours and its people."))
    if len({row["watch"] for row in watches}) < len(watches):
        raise Unread(_("Two watches of this post have the same name. Give each a name of its own."))
    said = {
        "kind": _KIND, "post": text(typed, "post"), "title": text(typed, "title"),
        "zone": text(typed, "zone"), "staff": [one for one in STAFF if one in typed.getlist("staff")],
        "procedures": typed.getlist("procedures"), "watches": watches,
    }  # fmt: skip
    if not (said["post"] and said["title"] and said["zone"] and said["staff"]):
        raise Unread(_("Give the post its code, its name, its zone, and the staff who may stand it."))
    return _state(request, code, said)


def _over(request: HttpRequest, code: str) -> HttpResponse:
    """A post that is stood no more: set again as it was, without a watch."""
    page = open_posts(code, actor=actor_of(request), now=now())
    body = next((held.body for held in page.posts if held.body.post == text(request.POST, "post")), None)
    if body is None:
        raise Unread(_("This post is stood no more, or was never set. Look at the list again."))
    said = {
        "kind": _KIND, "post": body.post, "title": body.title, "zone": body.zone, "staff": list(body.staff),
        "procedures": list(body.procedures), "watches": [],
    }  # fmt: skip
    return _state(request, code, said)


_ACTS = {"set": _set, "over": _over}


def _state(request: HttpRequest, code: str, said: dict[str, Any]) -> HttpResponse:
    moment = now()
    told = statement(said, facility=code, occurred=moment, fact=seed(text(request.POST, "made")))
    announce(request, state_together([told], actor=actor_of(request), device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("posts", args=[code]))


def _watch(typed: QueryDict, number: int) -> dict[str, Any] | None:
    """A row of the form; None where it was left empty. Raises :class:`Unread`."""
    name, begins = text(typed, f"watch-{number}"), text(typed, f"begins-{number}")
    counts = [text(typed, f"{part}-{number}") for part in ("hours", "need", "women")]
    if not any((name, begins, *counts)):
        return None
    if not name or not begins or not all(one.isdecimal() for one in counts[:2]):
        raise Unread(
            _("Watch %(n)s: give its name, when it begins, and whole numbers of hours and people.")
            % {"n": number + 1}
        )
    if counts[2] and not counts[2].isdecimal():
        raise Unread(_("Watch %(n)s: say how many women it needs as a whole number.") % {"n": number + 1})
    hours, need, women = (int(one or 0) for one in counts)
    if women > need:
        raise Unread(_("Watch %(n)s: it needs more women than people.") % {"n": number + 1})
    return {"watch": name, "begins": f"{begins}:00"[:8], "hours": hours, "need": need, "women": women}


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_posts(code, actor=actor, now=now(), at=at)
    typed = request.POST if request.method == "POST" else None
    return show(
        request, "web/posts.html", zone=page.house.zone, at=at, status=status, here="posts", page=page,
        code=code, place=house(page.house), live=at is None, problem=problem, made=str(uuid4()),
        form=_typed(typed) if typed is not None else _kept(page, request.GET.get("post", "")),
        may_set=at is None and actor.may(SETS), staff=STAFF, zones=ZONES, people=float(page.people),
    )  # fmt: skip


def _typed(typed: QueryDict) -> dict[str, Any]:
    """The form as it was typed: nothing is lost."""
    rows = [
        {part: typed.get(f"{part}-{n}", "") for part in ("watch", "begins", "hours", "need", "women")}
        for n in range(ROWS)
    ]
    plain = {name: typed.get(name, "") for name in ("post", "title", "zone")}
    return {
        **plain, "staff": typed.getlist("staff"), "procedures": typed.getlist("procedures"), "rows": rows
    }  # fmt: skip


def _kept(page: PostsPage, post: str) -> dict[str, Any]:
    """The form filled with a post as it stands; empty for a new one."""
    held = next((held.body for held in (*page.posts, *page.over) if held.body.post == post), None)
    rows: list[dict[str, Any]] = [_row(held, n) for n in range(ROWS)]
    if held is None:
        return {"post": "", "title": "", "zone": "", "staff": [], "procedures": [], "rows": rows}
    return {
        "post": held.post, "title": held.title, "zone": held.zone, "staff": held.staff,
        "procedures": held.procedures, "rows": rows,
    }  # fmt: skip


def _row(body: PostSet | None, number: int) -> dict[str, Any]:
    if body is None or number >= len(body.watches):
        return {"watch": "", "begins": "", "hours": "", "need": "", "women": ""}
    watch = body.watches[number]
    return {
        "watch": watch.watch, "begins": f"{watch.begins:%H:%M}", "hours": watch.hours, "need": watch.need,
        "women": watch.women or "",
    }  # fmt: skip
