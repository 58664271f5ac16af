"""The house's clock, which lies above this floor: the settings may name another (``CLOCK``)."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

_CLOCK = "lazaretto.project.clock.now"


def now() -> datetime:
    """The present instant. Every view reads it once and hands it down."""
    moment: datetime = import_string(getattr(settings, "CLOCK", _CLOCK))()
    return moment
