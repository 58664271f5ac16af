"""The sender: one pass over what people are to be told; in the demo a process beside the web server."""

from contextlib import AbstractContextManager

from lazaretto.access.clock import now
from lazaretto.actions.notify_people import Passed, notify_people
from lazaretto.project.passing import beside


def one_pass() -> Passed:
    """Tell people what is due now."""
    return notify_people(now=now())


def sender(*, address: str) -> AbstractContextManager[None]:
    """A sender of its own beside this process, for as long as this lasts. address: that of the pages."""
    return beside("notify", "--watch", LAZARETTO_ADDRESS=address)
