"""One rule of the system's own list, in words."""

from typing import NamedTuple

from lazaretto.protocol.document import Text


class Rule(NamedTuple):
    """One rule. name: what is looked at; title: what is wrong; whose: a role; route: of the page to go to."""

    name: Text
    title: Text
    why: Text
    remedy: Text
    whose: str
    route: str
