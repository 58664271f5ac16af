"""Take a picture of a camera, for the officer who looks now: one still, kept for the protocol's days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.scope import scoped
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.audit.asked import asked
from lazaretto.audit.looking import Camera, cameras
from lazaretto.cameras.credentials import Unkept, credentials
from lazaretto.cameras.pictures import Failure, Picture
from lazaretto.cameras.snapshotting import snapshot
from lazaretto.ledger import picturing
from lazaretto.ledger.picturing import Kept
from lazaretto.ledger.transacting import written
from lazaretto.registers.record import Record


@dataclass(frozen=True, slots=True)
class Shot:
    """What came of it: the picture's digest, or why there is none."""

    camera: str
    digest: str | None
    failure: Failure | None


def take_picture(
    facility: str, *, camera: str, actor: Actor, now: datetime, record: Record | None = None
) -> Shot:
    """Ask one camera of a facility for a picture. Raises :class:`Refused` for a camera it has not.

    No fact is stated: the look is, once somebody has counted. What is older than the protocol keeps
    pictures is deleted on the way.
    """
    actor.require("state:supervision.gate_looked", facility=facility)
    seen = view(now=now, record=record)
    house_of(seen, facility)
    known = _camera(seen, facility, camera)
    written(lambda: forget_old(seen, facility, now=now), scope=actor.scope)  # whether a picture comes or not
    taken = _ask(facility, known)
    if not isinstance(taken, Picture):
        return Shot(camera, None, taken)

    def keep() -> str:
        return picturing.keep(taken.jpeg, facility=facility, camera=camera, taken=now, taken_by=actor.code)

    return Shot(camera, written(keep, scope=actor.scope), None)


def oldest_kept(seen: View, *, now: datetime) -> datetime | None:
    """Since when pictures are kept; None where no protocol in force says for how long: then none is shown."""
    days = asked(seen.forces, seen.standing.at).retention
    return now - timedelta(days=days) if days is not None else None


def kept_picture(facility: str, digest: str, *, actor: Actor, now: datetime) -> Kept:
    """A picture that was taken, for the fact that names it.

    Raises :class:`Refused` once it is gone, and for whoever may not see it.
    """
    actor.require("read_pictures", facility=facility)
    since = oldest_kept(view(now=now), now=now)
    with scoped(actor.scope):
        found = picturing.kept(digest, facility=facility, since=since) if since is not None else None
    if found is None:
        raise Refused("picture_gone")
    return found


def forget_old(seen: View, facility: str, *, now: datetime) -> None:
    """Delete what is kept too long, in the caller's transaction; everything where nobody said how long."""
    picturing.forget(facility=facility, before=oldest_kept(seen, now=now) or now)


def _camera(seen: View, facility: str, code: str) -> Camera:
    known = cameras(seen.standing, facts=seen.record.facts, facility=facility, covers=None)
    found = next((one for one in known if one.code == code), None)
    if found is None:
        raise Refused("camera_unknown", camera=code[:64], facility=facility)
    return found


def _ask(facility: str, camera: Camera) -> Picture | Failure:
    try:
        known = credentials(
            settings.CAMERAS_FILE, facility=facility, camera=camera.code, address=camera.address or ""
        )
    except Unkept:
        return "forbidden"  # nobody can tell this camera's password
    return snapshot(camera.address or "", known=known)
