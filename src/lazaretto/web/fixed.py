"""The three fixed: task by task a post, a person, a deputy and a duty; signed without a blank."""

from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_fixed import open_fixed
from lazaretto.actions.state_together import state_together
from lazaretto.board.fixed_page import FixedLine, FixedPage
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house, say

SIGNS = "state:duty.fixed"
_PARTS = ("post", "person", "deputy", "duty")
_ASKED = ("post", "person", "duty")  # a deputy may be wanting


@never_cache
@requires("read_person")
def fixed(request: HttpRequest, code: str) -> HttpResponse:
    """Show the three fixed; sign them anew, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"sign": _sign}, page=_page)


def _sign(request: HttpRequest, code: str) -> HttpResponse:
    """Sign what was typed. A blank cell keeps the table from being signed."""
    actor, moment = actor_of(request), now()
    page = open_fixed(code, actor=actor, now=moment)
    rows = [_typed(request, line) for line in page.lines]
    blank = [row["title"] for row in rows if row["blank"]]
    if blank:
        raise Unread(
            _("Blank: %(tasks)s. Each task needs its post, its person and its duty before this is signed.")
            % {"tasks": ", ".join(blank)}
        )
    twice = next((row["title"] for row in rows if row["person"] == row["deputy"]), None)
    if twice is not None:
        raise Unread(_("%(task)s: the deputy is somebody else than the person.") % {"task": twice})
    local = moment.astimezone(ZoneInfo(page.house.zone))
    said = {
        "kind": "duty.fixed/1", "matrix": f"{code}-{local:%Y%m%d-%H%M%S}", "signed_by": actor.code,
        "rows": [
            {"task": row["task"]} | {part: row[part] for part in _PARTS if row[part]} for row in rows
        ],
    }  # fmt: skip
    told = statement(said, facility=code, occurred=moment, fact=seed(text(request.POST, "made")))
    announce(request, state_together([told], actor=actor, device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("fixed", args=[code]))


def _typed(request: HttpRequest, line: FixedLine) -> dict[str, Any]:
    """A row of the form as it was typed, or as the last signature left it; nobody is put in by default."""
    task = line.task
    row: dict[str, Any] = {"task": task.id, "title": say(task.title), "line": line}
    if request.method == "POST":
        row |= {part: text(request.POST, f"{part}-{task.id}") for part in _PARTS}
    else:
        row |= {part: getattr(line.fixing, part, None) or "" for part in _PARTS}
        row["duty"] = row["duty"] or say(task.duty)
    missing = [part for part in _ASKED if not row[part]]
    return row | {"missing": missing, "blank": bool(missing)}


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page: FixedPage = open_fixed(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/fixed.html", zone=page.house.zone, at=at, status=status, here="fixed", page=page,
        code=code, place=house(page.house), live=at is None, problem=problem, made=str(uuid4()),
        rows=[_typed(request, line) for line in page.lines], may_sign=at is None and actor.may(SIGNS),
    )  # fmt: skip
