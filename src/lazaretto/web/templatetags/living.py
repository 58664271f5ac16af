"""Filters of the pages of daily life, appointments and needs."""

from django import template
from django.utils.translation import gettext as _

from lazaretto.board.appointments_page import AppointmentLine, Clash
from lazaretto.web.labels import living as labels

register = template.Library()


@register.filter
def clash_words(clash: Clash) -> str:
    """What clashes with what."""
    return str(labels.CLASHES[clash.same]).format(other=clash.other)


@register.filter
def quarantine_words(line: AppointmentLine) -> str:
    """What quarantine asks of an appointment; empty where the person is in none, or it is over."""
    if line.layer is None or line.state in ("held", "declined", "cancelled"):
        return ""
    said = {"layer": line.layer}
    mode = line.fixed.mode if line.fixed else None
    if mode in ("video", "telephone"):
        return _("in quarantine, leg %(layer)s: it goes ahead from a remote room") % said
    if mode == "in_person":
        return _("in quarantine, leg %(layer)s: it goes ahead, masked and behind glass; or by video") % said
    return _("in quarantine, leg %(layer)s: it is arranged all the same, by video or behind glass") % said
