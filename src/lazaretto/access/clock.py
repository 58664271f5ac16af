"""The house's clock, for the edges: it lies above them, so the setting ``CLOCK`` names it."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> datetime:
    """The present instant. Every edge reads it once a request and hands it down."""
    moment: datetime = import_string(settings.CLOCK)()
    return moment
