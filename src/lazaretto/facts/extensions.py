"""More time to put a finding right: asked for by the house with a reason, decided by somebody else (M33)."""

from typing import Literal

from lazaretto.facts.fact import Body, Code, Instant, Words
from lazaretto.facts.notices import Gravity

Decision = Literal["granted", "refused"]


class ExtensionAsked(Body, kw_only=True, frozen=True, tag="supervision.extension_asked/1"):
    """The house asked for more time for a finding: until when, and why the time given is not enough."""

    request = True
    personal = False
    extension: Code
    finding: Code
    until: Instant
    reason: Words
    asked_by: Code


class ExtensionDecided(Body, kw_only=True, frozen=True, tag="supervision.extension_decided/1"):
    """Somebody else granted more time, or refused it (law 13). Nothing that was said before is taken away.

    until: by when it is put right now, where it was granted: what was asked for, or earlier. severity: how
    grave the finding stood when it was decided, so that rows know it without the finding.
    """

    request = True
    personal = False
    extension: Code
    finding: Code
    outcome: Decision
    until: Instant | None = None
    severity: Gravity = "warning"
    reason: Words
    decided_by: Code


KINDS: tuple[type[Body], ...] = (ExtensionAsked, ExtensionDecided)
