"""Reports: a day's report as it was drawn up, signed, sent back and corrected (M37).

A report is of the facility that states it; stated at the detachment's office it is of its whole city. Its
figures are not stated: they are read off the record as known at ``known_at``; ``digest`` holds them to it.
"""

from datetime import date
from typing import Annotated

import msgspec

from lazaretto.facts.fact import Body, Code, Instant, Person, Words

Version = Annotated[int, msgspec.Meta(ge=1, le=999, description="1 at first; corrections 2, 3 …")]
Digest = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", description="SHA-256 of the report's canonical bytes.")
]
Laws = Annotated[tuple[Code, ...], msgspec.Meta(max_length=40)]


class ReportDrawn(Body, kw_only=True, frozen=True, tag="command.report_drawn/1"):
    """A day's report was drawn up, to be signed by another person.

    digest: None of one that was written on paper. astray: the laws that its figures do not keep. reason: why
    it corrects the version before it.
    """

    request = True
    personal = False
    day: date
    number: Version
    known_at: Instant
    digest: Digest | None = None
    astray: Laws = ()
    reason: Words | None = None


class ReportSigned(Body, kw_only=True, frozen=True, tag="command.report_signed/1"):
    """A day's report was signed as it had been drawn up: the same number, instant of knowledge and digest.

    corrects: the version that it stands instead of. despite: the laws that its figures do not keep, and that
    it was signed all the same, for the reason said.
    """

    request = True
    day: date
    number: Version
    known_at: Instant
    signed_by: Person
    digest: Digest | None = None
    corrects: Version | None = None
    despite: Laws = ()
    reason: Words | None = None


class ReportReturned(Body, kw_only=True, frozen=True, tag="command.report_returned/1"):
    """A report that was to be signed was sent back to be drawn up again, and why."""

    request = True
    personal = False
    day: date
    number: Version
    reason: Words


KINDS: tuple[type[Body], ...] = (ReportDrawn, ReportSigned, ReportReturned)
