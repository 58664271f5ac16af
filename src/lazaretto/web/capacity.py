"""How many cells a house needs: the question in words, a fan of days to come; and all houses, a line each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_capacity import Asked, CapacityPage, open_capacity, open_city_capacity
from lazaretto.placement.forecasting import LEVELS
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.fans import NARROW, fan
from lazaretto.web.labels.values import COUNTIES
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

REFUSALS = ("0.001", "0.01", "0.05", "0.1")
TIMES = (
    ("1", gettext_lazy("as many as until now")),
    ("1.5", gettext_lazy("half as many again")),
    ("2", gettext_lazy("twice as many")),
    ("3", gettext_lazy("three times as many")),
    ("0.5", gettext_lazy("half as many")),
)
_WHOLE = {"ahead", "leg"}


@requires("read_day_sheet")
def capacity(request: HttpRequest, code: str) -> HttpResponse:
    """Show the need of one facility, as asked in the address; what is wrong with the question is said."""
    actor, at, problem, status = actor_of(request), instant_asked(request), "", 200
    try:
        page = open_capacity(code, actor=actor, now=now(), asked=_asked(request), at=at)
    except (ValueError, Refused) as fault:
        if isinstance(fault, Refused) and fault.rule != "malformed":
            raise
        problem, status = (
            _("One of the numbers lies outside its range. The figures below are for the usual question."),
            422,
        )
        page = open_capacity(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/capacity.html", zone=page.house.zone, at=at, status=status, here="capacity", page=page,
        place=house(page.house), code=code, live=at is None, known_at=page.known_at, problem=problem,
        fan=fan(page), small_fan=fan(page, width=NARROW), rows=_rows(page), refusals=_refusals(page),
        times=[(value, word, float(value) == page.times) for value, word in TIMES],
        one_in=round(1 / page.refusal) if page.refusal else None,
        levels=[round(100 * level) for level in LEVELS],
        people=sum(group.people for group in page.intake.groups),
    )  # fmt: skip


@requires("read_board")
def capacity_everywhere(request: HttpRequest) -> HttpResponse:
    """Show what every facility of a city has and needs, worst off first within the order of the board."""
    at = instant_asked(request)
    page = open_city_capacity(actor=actor_of(request), now=now(), at=at, city=request.GET.get("city") or None)
    lines = sorted(page.lines, key=_on_the_wall)
    answered = [line for line in lines if line.forecast is not None]
    return show(
        request, "web/capacity_city.html", zone=page.zone, at=at, here="capacity_everywhere", page=page,
        lines=lines, live=at is None, known_at=page.known_at, short=sum(line.short for line in lines),
        lacking=sum(line.short > 0 for line in answered), answered=len(answered),
        one_in=next((round(1 / line.refusal) for line in answered if line.refusal), None),
    )  # fmt: skip


def _asked(request: HttpRequest) -> Asked:
    """The question of the address. Raises ValueError for what is no number."""
    found: dict[str, Any] = {}
    for name in ("refusal", "ahead", "times", "leg"):
        text = request.GET.get(name, "").strip()
        if text:
            found[name] = int(text) if name in _WHOLE else float(text)
    return Asked(**found)


def _rows(page: CapacityPage) -> list[dict[str, Any]]:
    """The table behind the picture: one row a day."""
    if page.forecast is None:
        return []
    return [
        {"date": page.day(day.day), "known": day.known, "quantiles": day.quantiles, "refusal": day.refusal,
         "over": page.refusal is not None and day.refusal > page.refusal}
        for day in page.forecast.days
    ]  # fmt: skip


def _refusals(page: CapacityPage) -> list[tuple[str, int, bool]]:
    """The probabilities on offer as (value, one in so many, chosen); the one asked for is among them."""
    found = {float(value): value for value in REFUSALS}
    if page.refusal is not None:
        found.setdefault(page.refusal, f"{page.refusal:g}")
    return [(value, round(1 / number), number == page.refusal) for number, value in sorted(found.items())]


def _on_the_wall(line: CapacityPage) -> tuple[int, bool, str]:
    """The order of the board: counties as they are administered, the detention house above the lock-up."""
    order = list(COUNTIES)
    county = order.index(line.house.county) if line.house.county in order else len(order)
    return county, line.house.sort != "detention_house", line.house.code
