"""Look at one stop of a walk; what was seen is raised as a finding at once, with its picture (M32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_patrols import WalkPage, open_patrol
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.state_with_evidence import state_with_evidence
from lazaretto.actions.statement import Statement
from lazaretto.actions.take_picture import kept_picture, take_picture
from lazaretto.cameras.pictures import Failure
from lazaretto.facts.notices import FindingRaised, Gravity
from lazaretto.facts.patrols import PatrolLooked, Seen
from lazaretto.ledger.receipts import Receipt

_TOLD = 4  # characters of the form's number that tell two findings of one walk apart


@dataclass(frozen=True, slots=True)
class Raised:
    """What is raised from a look. about: its matter. files: pictures or papers that were sent along."""

    about: str
    severity: Gravity
    files: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What came of it. finding: its number. failure: why the stop's camera, if asked, gave no picture."""

    receipts: tuple[Receipt, ...]
    finding: str | None = None
    failure: Failure | None = None


def look_on_patrol(
    facility: str, patrol: str, stop: str, looked: Seen, *, words: str | None = None,
    picture: str | None = None, raised: Raised | None = None, fact: UUID, actor: Actor, device: str,
    now: datetime,
) -> Stated:  # fmt: skip
    """Record the look, and the finding with it, or neither. picture: the digest of one that was taken.

    Where something was seen, no picture was taken and none sent along, the stop's camera is asked for one;
    if it gives none, the finding stands without. Raises :class:`Refused` for a walk that is not under way
    and for a picture that is gone.
    """
    actor.require("state:supervision.patrol_looked", facility=facility)
    page = open_patrol(facility, patrol, actor=actor, now=now)
    if not page.walk.walking:
        raise Refused("patrol_not_walked", patrol=patrol[:64])
    if raised is None:
        if picture is not None:
            kept_picture(facility, picture, actor=actor, now=now)
        body = PatrolLooked(
            patrol=patrol, stop=stop, looked=looked, seen=words, image=picture, looked_by=actor.code
        )
        said = Statement(body=body, occurred=now, facility=facility, id=fact)
        return Stated((record_fact(said, actor=actor, device=device, now=now),))
    failure: Failure | None = None
    if picture is None and not raised.files:
        picture, failure = _snapshot(page, stop, actor=actor, now=now)
    finding = f"{patrol}-{fact.hex[:_TOLD].upper()}"
    shot = [kept_picture(facility, picture, actor=actor, now=now).jpeg] if picture is not None else []

    def both(digests: tuple[str, ...]) -> Sequence[Statement]:
        look = PatrolLooked(
            patrol=patrol, stop=stop, looked=looked, seen=words, image=picture, finding=finding,
            looked_by=actor.code,
        )  # fmt: skip
        found = FindingRaised(
            finding=finding, about=raised.about, seen=words or "", severity=raised.severity, origin="patrol",
            of=patrol, evidence=digests, found_by=actor.code,
        )  # fmt: skip
        return (
            Statement(body=look, occurred=now, facility=facility, id=fact),
            Statement(body=found, occurred=now, facility=facility, id=uuid5(fact, "finding")),
        )

    receipts = state_with_evidence(
        both, [*shot, *raised.files], facility=facility, actor=actor, device=device, now=now
    )
    return Stated(tuple(receipts), finding, failure)


def _snapshot(page: WalkPage, stop: str, *, actor: Actor, now: datetime) -> tuple[str | None, Failure | None]:
    """The digest of a picture of the stop's camera, or why there is none; neither where it has no camera."""
    code = next((one.camera for one in page.walk.stops if one.stop == stop), None)
    if code is None or code not in {camera.code for camera in page.cameras}:
        return None, None
    taken = take_picture(page.house.code, camera=code, actor=actor, now=now)
    return taken.digest, taken.failure
