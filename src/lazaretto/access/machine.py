"""What the machine itself says, for the edges, which lie below: ``PROBE`` names who looks."""

from django.conf import settings
from django.utils.module_loading import import_string

from lazaretto.board.watching import Machine


def machine() -> Machine:
    """Look at the machine now."""
    found: Machine = import_string(settings.PROBE)()
    return found
