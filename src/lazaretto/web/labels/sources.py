"""What the three counts of a gate, their categories and their readings are called."""

from django.utils.translation import gettext_lazy as _

from lazaretto.audit.counts import DONE
from lazaretto.facts.supervision import Tallied
from lazaretto.web.labels import Labels

SOURCE: Labels = {
    "register": _("gate register"),
    "tally": _("telephone tally"),
    "replay": _("replay count"),
}
TALLIED: Labels = {
    "person": _("People"),
    "vehicle": _("Vehicles"),
    "consignment": _("Goods"),
    "disinfection": _("Disinfections"),
    "sampling": _("Samples"),
}
WHAT: Labels = {
    "done": _("carried out"),
    "came": _("in"),
    "went": _("out"),
    "inside": _("inside at the end"),
    "opening": _("inside as the day began"),
}


def what_of(of: Tallied, what: str) -> str:
    """What was counted, in words: of things done nobody says *in*."""
    return str(WHAT["done" if of in DONE and what == "came" else what])
