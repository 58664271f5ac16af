"""The rights guard: who is kept apart, worst off first; and the paper for one of them."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_rights import open_rights
from lazaretto.actions.read_rights import read_rights
from lazaretto.board.rights_page import HouseRights
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.labels.values import COUNTIES
from lazaretto.web.reasons import ask_reason, reason_of
from lazaretto.web.showing import show
from lazaretto.web.surroundings import LANGUAGES
from lazaretto.web.templatetags.lazaretto import house

SIGNS = ("company", "contact", "without", "not_stated", "part", "today")


@requires("read_day_sheet")
def rights(request: HttpRequest, code: str) -> HttpResponse:
    """Show everybody kept apart in one facility, now or at an instant."""
    at = instant_asked(request)
    page = open_rights(code, actor=actor_of(request), now=now(), at=at)
    return show(
        request, "web/rights.html", zone=page.zone, at=at, here="rights", page=page, code=code,
        houses=page.houses, place=house(page.houses[0]), signs=SIGNS, known_at=page.known_at, live=at is None,
    )  # fmt: skip


@requires("read_day_sheet")
def rights_everywhere(request: HttpRequest) -> HttpResponse:
    """Show those who are alone or put apart in every facility in scope, worst off first."""
    at = instant_asked(request)
    page = open_rights(None, actor=actor_of(request), now=now(), at=at)
    return show(
        request, "web/rights.html", zone=page.zone, at=at, here="rights_everywhere", page=page, code="",
        houses=sorted(page.houses, key=_on_the_wall), signs=SIGNS, known_at=page.known_at, live=at is None,
    )  # fmt: skip


@never_cache
@requires("read_person")
def rights_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why first, then show what is held about a person kept apart, in the language of whoever gets it."""
    why = reason_of(request)
    if not why.said:
        return ask_reason(request, "web/rights_reason.html", person=code)
    sheet = read_rights(code, actor=actor_of(request), reason=why.said, now=now())
    language = request.POST.get("language", "")
    known = language if language in dict(LANGUAGES) else translation.get_language()
    with translation.override(known):
        return show(
            request, "web/rights_sheet.html", zone=sheet.zone, sheet=sheet, row=sheet.row, reason=why.reason,
            words=why.words, language=known, known_at=sheet.known_at,
        )  # fmt: skip


def _on_the_wall(one: HouseRights) -> tuple[int, bool, str]:
    """The order of the board: counties as they are administered, the detention house above the lock-up."""
    order = list(COUNTIES)
    county = order.index(one.county) if one.county in order else len(order)
    return county, one.sort != "detention_house", one.facility
