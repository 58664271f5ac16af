"""The accounts of the demo: one a role, chosen by one click. They exist in the demo only."""

from dataclasses import dataclass

from lazaretto.access.models import User
from lazaretto.access.roles import Role


@dataclass(frozen=True, slots=True)
class Offered:
    """A role on the demo's sign-in page. ``facilities`` empty and not ``everywhere``: sees no facility."""

    role: Role
    code: str
    facilities: tuple[str, ...] = ()
    everywhere: bool = False


# In the order of the mission's table. Qinzhou's houses show the most: ten rounds, every leg, a full gate.
# The officer and the doctor are of the invented staff who are inside as the demo ends, so that they have a
# page of their own: a phase, watches, training.
OFFERED: tuple[Offered, ...] = (
    Offered("gate_officer", "DEMO-GATE", ("QZ-D",)),
    Offered("duty_officer", "QZ-D-P023", ("QZ-D",)),
    Offered("doctor", "QZ-D-P005", ("QZ-D",)),
    Offered("leader", "DEMO-LEADER", ("QZ-D", "QZ-L")),
    Offered("detachment_officer", "DEMO-WATCH", everywhere=True),
    Offered("detachment_leader", "DEMO-CHIEF", everywhere=True),
    Offered("inspector", "DEMO-INSPECTOR", everywhere=True),
    Offered("system_admin", "DEMO-SYSTEM"),
    Offered("security_admin", "DEMO-SECURITY"),
    Offered("audit_admin", "DEMO-AUDIT"),
)


def demo_user(*, role: str) -> User:
    """The demo's account of a role, made on first use without a password, or LookupError."""
    offered = next((offer for offer in OFFERED if offer.role == role), None)
    if offered is None:
        raise LookupError(role)
    user, made = User.objects.get_or_create(
        username=offered.code,
        defaults={
            "role": offered.role,
            "facilities": list(offered.facilities),
            "everywhere": offered.everywhere,
            "demo": True,
            "password": "!",  # no password fits
        },
    )
    if not made and not user.demo:
        raise LookupError(role)  # somebody's own account has this code
    return user
