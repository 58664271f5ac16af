"""A facility's day sheet: what is owed now, what was late or missed, what comes, what is done."""

from django.http import HttpRequest, HttpResponse

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.facts.fact import kind_of
from lazaretto.facts.vocabulary import FAMILIES
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.clusters import clusters
from lazaretto.web.labels.kinds import FAMILIES as FAMILY_NAMES
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

SECTIONS = ("owed", "late", "missed", "disputed", "upcoming", "done")


@requires("read_day_sheet")
def day_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sheet of one facility, now or as it stood at an instant."""
    actor, at = actor_of(request), instant_asked(request)
    sheet = open_day_sheet(code, actor=actor, now=now(), at=at)
    kinds = [
        (family, [kind_of(kind) for kind in FAMILIES[family] if actor.may(f"state:{kind_of(kind)}")])
        for family in FAMILY_NAMES
        if family != "record"  # what is decided about data is decided where it is seen whose they are
    ]
    return show(
        request, "web/day_sheet.html", zone=sheet.zone, at=at, here="day_sheet", sheet=sheet,
        place=house(sheet), known_at=sheet.known_at, live=at is None,
        clusters={name: clusters(getattr(sheet, name)) for name in SECTIONS},
        kinds=[(family, found) for family, found in kinds if found],
        may_hand_over=actor.may("read_person"),
        stateable={kind for _family, found in kinds for kind in found},
    )  # fmt: skip
