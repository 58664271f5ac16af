"""One message by one channel: sent, or why not."""

import logging
import re
from dataclasses import dataclass
from typing import Literal

from apprise import Apprise, AppriseResultStatus, NotifyFormat

from lazaretto.messengers.addresses import Allowed, Unusable, service_of

_NUMBER = re.compile(r"error=(\d{1,6})")  # in the library's words; all else of them may hold an address
Outcome = Literal["sent", "refused", "timeout", "not_allowed"]
# The library tells what a server answered; an address could stand in it, so it is not kept and not logged.
logging.getLogger("apprise").propagate = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of a try. answer: the number that the other side answered with, where it did."""

    outcome: Outcome
    answer: str = ""


def deliver(url: str, *, title: str, body: str, allowed: Allowed) -> Delivered:
    """Send a message to an address. Speaks to the network; never raises for what the other side does."""
    try:
        service = service_of(url, allowed=allowed)
    except Unusable:
        return Delivered("not_allowed")  # it was allowed when it was entered
    sender = Apprise(asset=service.asset)
    sender.add(service)
    result = sender.notify(body=body, title=title, body_format=NotifyFormat.TEXT)
    if result.status == AppriseResultStatus.SUCCESS:
        return Delivered("sent")
    if result.status == AppriseResultStatus.TIMEOUT:
        return Delivered("timeout")
    said = [found[1] for entry in result.logs() for found in [_NUMBER.search(str(entry.message))] if found]
    return Delivered("refused", said[-1] if said else "")
