"""The ways from the head of every page: one line a page, gathered into menus so that a head is one line."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lazaretto.access.actor import Actor


class MainWay(NamedTuple):
    """One way as the head shows it: its name, its address, and whether it is the page that is open."""

    name: str
    address: str
    current: bool


class Entry(NamedTuple):
    """What stands in the head: one way by itself (``menu`` is empty), or several under the name of a menu."""

    menu: str
    ways: tuple[MainWay, ...]

    @property
    def inside(self) -> bool:
        """Whether the page that is open is one of these."""
        return any(way.current for way in self.ways)


class Line(NamedTuple):
    """A page: its route, its name, what its reader may do; ``of``: whom it is for, see :func:`main_ways`."""

    route: str
    name: str | Promise
    acts: tuple[str, ...]
    of: str = "several"
    here: str = ""  # what the page calls itself, where that is not its route


_FACTS, _SHEET = ("read_board", "read_facts"), ("read_board", "read_day_sheet")
_PERSON = ("read_board", "read_day_sheet", "read_person")

# Menu (without a name: its lines stand by themselves): lines
MAIN_WAYS: tuple[tuple[str | Promise, tuple[Line, ...]], ...] = (
    (
        "",
        (
            Line("inspecting", _("Inspecting"), ("inspect",), of="all"),
            Line("day_sheet", _("Day sheet"), ("read_day_sheet",), of="home"),
            Line("board", _("Board"), ("read_board",), of="all"),
            Line("approvals", _("Approvals"), ("state:gate.entry_approved",), of="all"),
        ),
    ),
    (
        _("Command"),
        (
            Line("bottom_lines", _("Bottom lines"), ("read_board",), of="all"),
            Line("levels", _("Response level"), _PERSON),
            Line("what_if", _("What if"), ("read_what_if",), of="all"),
            Line("leaders", _("Who answers for what"), ("read_board",), of="all"),
            Line("directives", _("Directives"), _FACTS),
            Line("dispatches", _("Dispatch"), _FACTS),
            Line("partners", _("Partners"), _FACTS),
        ),
    ),
    (
        _("Supervision"),
        (
            Line("roll_calls", _("Roll-calls"), _FACTS),
            Line("patrols", _("Video patrol"), _FACTS),
            Line("reconciliation_everywhere", _("Three sources"), _PERSON),
            Line("findings_everywhere", _("Findings"), _PERSON),
            Line("exceptions_everywhere", _("Exceptions"), _SHEET),
            Line("incidents_everywhere", _("Incidents"), _PERSON),
            Line("watch", _("Self-watch"), ("read_watch",), of="all"),
            Line("nodes", _("Nodes"), ("read_watch",), of="all"),
        ),
    ),
    (
        _("Care"),
        (
            Line("complaints_everywhere", _("Complaints"), ("read_complaints",)),
            Line("rights_everywhere", _("Rights guard"), ("read_day_sheet",)),
            Line("capacity_everywhere", _("Cells needed"), _SHEET),
            Line("strength_everywhere", _("Strength"), _PERSON),
        ),
    ),
    (
        _("Records"),
        (
            Line("logs", _("Daily logs"), _FACTS),
            Line("reports", _("Daily reports"), _FACTS),
            Line("look_up", _("Person"), ("read_person",), of="all", here="person"),
            Line("retention", _("Erasing by rule"), ("read_retention",), of="all"),
            Line("access_log", _("Log of access"), ("read_log",), of="all"),
            Line("accounts", _("Accounts"), ("read_accounts",), of="all"),
            Line("node_tokens", _("Tokens of nodes"), ("manage_users",), of="all"),
            Line("protocols", _("Protocol"), (), of="all", here="protocol"),
        ),
    ),
    ("", (Line("notifications", _("Messages"), (), of="all"), Line("me", _("My page"), (), of="all"))),
)


def main_ways(*, actor: Actor, home: str | None, here: str) -> Iterator[Entry]:
    """What the head offers to this reader, in order; a menu of one line stands by itself.

    ``home``: the one facility of a reader who has a single one. A line of ``several`` facilities is not for
    them, a line of ``home`` is for them alone and leads there. ``here``: the page that is open.
    """
    for menu, lines in MAIN_WAYS:
        found = [
            MainWay(
                str(line.name),
                reverse(line.route, args=[home] if line.of == "home" else None),
                (line.here or line.route) == here,
            )
            for line in lines
            if _open(line, actor=actor, home=home)
        ]
        if menu and len(found) > 1:
            yield Entry(str(menu), tuple(found))
        else:
            yield from (Entry("", (way,)) for way in found)


def _open(line: Line, *, actor: Actor, home: str | None) -> bool:
    fitting = {"all": True, "home": home is not None, "several": home is None}[line.of]
    return fitting and all(actor.may(act) for act in line.acts)
