"""Words of the strength of a house: states of its people, what a day was read from, what is lacking."""

from django.utils.translation import gettext_lazy as _

from lazaretto.web.labels import Labels

STATES: Labels = {
    "present": _("inside and on duty (A)"),
    "reserve": _("in reserve (B)"),
    "isolated": _("in isolation (C)"),
    "sick": _("sick or injured"),
    "leave": _("on leave or away"),
    "unaccounted": _("not planned"),
}

# What a day was read from.
BY: Labels = {
    "gate": _("by the gate, now"),
    "roster": _("by the roster"),
    "pattern": _("by the pattern carried on"),
    "nothing": _("nothing planned yet"),
}

# What is lacking, where it is no post.
LACKING: Labels = {
    "leaders": _("a leader in shift A"),
    "medics": _("a medic in shift A"),
    "batch_women": _("women in shift A"),
}
