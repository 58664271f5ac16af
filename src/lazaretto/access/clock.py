"""The house's clock, for the edges: it lies above them, so the setting ``CLOCK`` names it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


def now() -> datetime:
    """The present instant. Every edge reads it once a request and hands it down."""
    moment: datetime = import_string(settings.CLOCK)()
    return moment


def ahead() -> timedelta:
    """By how much the house's clock is ahead of the machine's, in whole seconds: nothing, but in a demo.

    Doors keep the machine's time: a lock or a secret lasts so long whatever day is rehearsed. Where a page
    shows it, this is added, so that no page has two clocks.
    """
    return timedelta(seconds=round((now() - timezone.now()).total_seconds()))
