"""How many swabs a tube should hold: bars of tests and people held for each size, and the advised one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.plan_pools import plan_pools
from lazaretto.board.pool_plan_page import PoolPlanPage
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

# Field: its name, the unit behind it, whether it is typed in per cent.
FIELDS = (
    ("prevalence", gettext_lazy("Infected, of a hundred people"), True),
    ("attack", gettext_lazy("Infected of an infected cell, of a hundred"), True),
    ("sensitivity", gettext_lazy("Infected tubes that are found, of a hundred"), True),
    ("specificity", gettext_lazy("Clean tubes that are found clean, of a hundred"), True),
    ("sampled", gettext_lazy("People swabbed an hour"), False),
    ("tested", gettext_lazy("Tubes tested an hour"), False),
    ("turnaround", gettext_lazy("Hours at the laboratory"), False),
    ("retest", gettext_lazy("Hours until the single results"), False),
    ("tubes", gettext_lazy("Tubes in stock (empty: enough)"), False),
)
_HUNDRED = 100


@requires("read_person")
def pool_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Compare the sizes, as asked in the address; what is wrong with the question is said."""
    actor, at, problem, status = actor_of(request), instant_asked(request), "", 200
    try:
        page = plan_pools(code, actor=actor, now=now(), typed=_typed(request), at=at)
    except (ValueError, Refused) as fault:
        if isinstance(fault, Refused) and fault.rule != "malformed":
            raise
        problem, status = (
            _("One of the numbers lies outside its range. The figures are for the usual ones."),
            422,
        )
        page = plan_pools(code, actor=actor, now=now(), at=at)
    plans = page.advice.plans
    return show(
        request, "web/pool_plan.html", zone=page.house.zone, at=at, here="pool_plan", code=code, page=page,
        place=house(page.house), live=at is None, problem=problem, status=status, fields=_fields(page),
        people=sum(page.question.cells), cells=len(page.question.cells), upper=_share(page.seen.upper),
        most_tubes=max((plan.tests for plan in plans), default=0) or 1,
        most_held=max((plan.held for plan in plans), default=0) or 1,
        advised=next((plan for plan in plans if plan.size == page.advice.advised), None),
    )  # fmt: skip


def _typed(request: HttpRequest) -> dict[str, float | None]:
    """What was typed. Raises ValueError for what is no number."""
    found: dict[str, float | None] = {}
    for name, _word, per_cent in FIELDS:
        text = request.GET.get(name, "").strip().replace(",", ".")
        found[name] = (float(text) / (_HUNDRED if per_cent else 1)) if text else None
    return found


def _fields(page: PoolPlanPage) -> list[dict[str, Any]]:
    """The numbers of the question, each with its source."""
    rows = []
    for name, word, per_cent in FIELDS:
        value = getattr(page.question, name)
        source = page.begin.source_of(name) if name != "tubes" else None
        shown = "" if value is None else _share(value) if per_cent else f"{value:g}"
        found = name == "prevalence" and page.seen.tested and value == page.seen.upper
        rows.append(
            {"name": name, "word": word, "value": shown, "source": None if found else source, "found": found}
        )
    return rows


def _share(value: float) -> str:
    return f"{value * _HUNDRED:.3g}"
