"""Why so many days: what is left by day in cells of one to forty, the doors, the human price. Simulated."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.explain_days import DISEASE, open_why, work_out_why
from lazaretto.twin.answer import Answer, Figure, Finding
from lazaretto.web.asking import actor_of
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show
from lazaretto.web.what_if_drawn import Both
from lazaretto.web.what_if_figures import share
from lazaretto.web.what_if_plots import NARROW, WIDE, Curves, Range, curves
from lazaretto.web.what_if_words import titled

SHORT, LATER, LONG, DORMITORY = 14, 28, 56, 40  # days and a room that the finding sets beside each other
NOTHING = 0.01  # of a hundred people, fewer than one
TOLD = (14, 21, 28, 42, 56)  # days that the table lists
EVERY = 7  # days between two marks of the picture


@dataclass(frozen=True, slots=True)
class Why:
    """The finding in words and pictures. rows: (people in a cell, what is left on each day that is told)."""

    own: str
    cohort: str
    doors: str
    price: str
    rows: tuple[tuple[int, tuple[tuple[str, str], ...]], ...]
    days: tuple[int, ...]
    sizes: tuple[int, ...]
    picture: Both[Curves]


def why(found: Finding) -> Why:
    """The page of a finding."""
    days = [day for day in found.days if day % EVERY == 0]
    sizes = tuple(cell.people for cell in found.cells)
    lines = [
        (number, [_of_100(found.at(people, day)) for day in days])
        for number, people in enumerate(sizes, start=1)
    ]

    def draw(width: int) -> Curves:
        spaced = [day / days[-1] for day in days]
        return curves(lines, names=[str(day) for day in days], width=width, spaced=spaced)

    return Why(
        own=_own(found), cohort=_cohort(found), doors=_doors(found), price=_price(found),
        rows=tuple((people, tuple(_cell(found.at(people, day)) for day in TOLD)) for people in sizes),
        days=TOLD, sizes=sizes, picture=Both(draw(WIDE), draw(NARROW)),
    )  # fmt: skip


@never_cache
@requires("read_what_if")
def what_if_why(request: HttpRequest) -> HttpResponse:
    """Show the finding for the document in force; work it out, as was pressed."""
    problem, chosen = "", (request.POST or request.GET).get("disease") or DISEASE
    if request.method == "POST":
        try:
            work_out_why(chosen, actor=actor_of(request), now=now())
            return HttpResponseRedirect(f"{reverse('what_if_why')}?{urlencode({'disease': chosen})}")
        except Refused as refusal:
            if refusal.rule in ("not_permitted", "out_of_scope"):
                raise
            problem = worded(refusal.rule, refusal.values)
    page = open_why(chosen, actor=actor_of(request), now=now())
    return show(
        request, "web/what_if_why.html", zone=house_zone(), here="what_if", page=page, problem=problem,
        why=why(page.found) if page.found else None, status=422 if problem else 200,
        diseases=[(one.id, titled(one.title)) for one in page.diseases],
        disease=next((titled(one.title) for one in page.diseases if one.id == page.disease), page.disease),
    )  # fmt: skip


def _own(found: Finding) -> str:
    values = {
        "short": SHORT, "left": _told(found.at(1, SHORT)), "later": _told(found.at(1, LATER)),
        "days": LATER, "long": LONG,
    }  # fmt: skip
    left = _(
        "Alone in a cell, only one's own infection counts. Of 100 infected people %(left)s still have"
        " infectiousness left after %(short)s days, %(later)s after %(days)s days (simulated)."
    )
    never = _("Time since one's own infection never justifies %(long)s days.")
    return f"{left} {never}" % values if found.at(1, LATER).high < NOTHING else left % values


def _cohort(found: Finding) -> str:
    return _(
        "In company the infection goes on within the cell, and each link begins the clock anew. In a"
        " dormitory of %(people)s, %(later)s of 100 chains are still alive after %(days)s days and %(left)s"
        " after %(long)s days; alone, %(alone)s of 100 after %(short)s days (simulated). What shortens a"
        " quarantine is a smaller cell."
    ) % {
        "people": DORMITORY, "later": _told(found.at(DORMITORY, LATER)), "days": LATER,
        "left": _told(found.at(DORMITORY, LONG)), "long": LONG,
        "alone": _told(found.at(1, SHORT)), "short": SHORT,
    }  # fmt: skip


def _doors(found: Finding) -> str:
    ordered, short = found.beside.answers[0], found.beside.answers[-1]
    doors = _(
        "No quarantine of arrivals keeps out what comes with staff. As ordered now, infection reaches a"
        " general wing through staff in %(staff)s of 100 lives, through somebody who leaves quarantine in"
        " %(arrival)s; with %(short)s days alone, in %(staff_short)s and %(arrival_short)s (simulated)."
    ) % {
        "staff": _door(ordered, "staff"), "arrival": _door(ordered, "arrival"), "short": SHORT,
        "staff_short": _door(short, "staff"), "arrival_short": _door(short, "arrival"),
    }  # fmt: skip
    within = short.by_leg.get(1)
    if within is None or within.high == 0:
        return doors
    late = _(
        "Of the last, %(within)s were infected in the quarantine itself, by staff or other cohorts: a short"
        " one has few days left to find them."
    )
    return f"{doors} {late % {'within': _told(within)}}"


def _price(found: Finding) -> str:
    ordered, short = found.beside.answers[0], found.beside.answers[-1]
    return _(
        "The human price: %(ordered)s days in quarantine for each arrival as ordered now, mostly in company;"
        " %(short)s days alone instead. Being alone is itself a harm: at most 15 days in a row, a visit every"
        " day, two hours of real human contact every day (Nelson Mandela Rules 43 to 46)."
    ) % {"ordered": ordered.policy.days, "short": short.policy.days}


def _door(answer: Answer, door: str) -> str:
    return _told(answer.by_door[door])


def _told(figure: Figure) -> str:
    return str(share(figure))


def _cell(figure: Figure) -> tuple[str, str]:
    told = share(figure)
    return told.middle, told.span


def _of_100(figure: Figure) -> Range:
    return Range(100 * figure.value, 100 * figure.low, 100 * figure.high)
