"""Words of testing rounds: how a person came out of one, how far a tube has come, what is odd about it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lazaretto.web.labels import Labels

# How a person of the muster stands. A pool's result is never said as if it were a person's.
OUTCOMES: Labels = {
    "none": _("not reached yet"),
    "waiting": _("result awaited"),
    "held": _("held by a pool: swab alone"),
    "invalid": _("no valid result: swab again"),
    "positive": _("positive, swabbed alone"),
    "negative": _("negative, swabbed alone"),
    "negative_in_pool": _("in a negative pool"),
    "refused": _("refused"),
    "away": _("away"),
    "hospital": _("in hospital"),
    "other": _("not swabbed, another reason"),
    "left": _("left the house"),
}

# The mark (shape and colour) that an outcome is drawn with; no two grave ones share a shape.
MARKS: dict[str, str] = {
    "none": "missed", "waiting": "owed", "held": "held", "invalid": "disputed", "positive": "breach",
    "negative": "met", "negative_in_pool": "met", "refused": "late", "away": "excused",
    "hospital": "excused", "other": "late", "left": "excused",
}  # fmt: skip
AHEAD = "ahead"  # of "none", as long as the round has time

UNSAMPLED: Labels = {
    "refused": _("Refused"),
    "away": pgettext_lazy("a person of a round", "Away"),
    "hospital": _("In hospital"),
    "other": _("Another reason"),
}

TUBES: Labels = {
    "unused": _("label not used yet"),
    "filled": _("filled, still in the house"),
    "handed_over": _("handed over"),
    "received": _("received by the laboratory"),
    "answered": _("answered"),
    "void": _("void"),
}

TUBE_MARKS: dict[str, str] = {
    "unused": "ahead", "filled": "owed", "handed_over": "late", "received": "held", "answered": "met",
    "void": "excused",
}  # fmt: skip

# What is odd about a tube at the moment at which it is to be filled, and what to do.
TROUBLES: Labels = {
    "check": _("The check character of {tube} does not fit. Scan it again, or type it as it is printed."),
    "unknown": _("No label {tube} was printed for this round. Take a tube with a label of this round."),
    "other_round": _(
        "The label {tube} belongs to the round {where}. Take a tube with a label of this round."
    ),
    "filled": _("The tube {tube} was filled before ({where}). Take a fresh tube."),
    "void": _("The tube {tube} is void. Take a fresh tube."),
    "over": _(
        "More people are ticked than a tube of this round holds. Untick some: they go into the next tube."
    ),
    "alone": _("Whoever checks is somebody else than who swabs. Type the number of the second person."),
    "elsewhere": _("{tube} is to hold people of another cell. A tube never holds people of two cells."),
}

# Why tubes do not add up.
ADRIFT: Labels = {
    "unlabelled": _("filled without a label that was printed here: look at its number"),
    "missing": _("handed over, and the laboratory did not find it: look for it, or declare it void"),
    "skipped": _("the laboratory has it, but a step before was not stated: state it, or correct the number"),
}

LEFT_OUT: Labels = {
    "hospital": _("in hospital"),
    "court": _("at court"),
    "other": _("out for a while"),
    "part": _("not of this part"),
    "phase": _("in another phase, or not on duty"),
}

VOID: Labels = {
    "broken": _("broken"),
    "lost": _("lost"),
    "mislabelled": _("wrong label"),
    "unused": _("the label was not used"),
}

CONDITIONS: Labels = {
    "good": _("good"),
    "warm": _("too warm"),
    "leaking": _("leaking"),
    "missing": _("not in the box"),
}
