"""Who may do what: roles and permissions as literal data. Whatever is not listed is refused.

A permission is ``act`` or ``act:family``. Facility scope is asked apart (:mod:`.scope`).
"""

from typing import Literal, get_args

Role = Literal[
    "gate_officer",
    "duty_officer",
    "doctor",
    "leader",
    "detachment_officer",
    "detachment_leader",
    "inspector",
    "system_admin",
    "security_admin",
    "audit_admin",
]
ROLES: tuple[Role, ...] = get_args(Role)

_READ = frozenset({"read_board", "read_day_sheet", "read_protocol", "read_facts"})
_OFFICER = _READ | {"read_person", "correct"}

PERMISSIONS: dict[Role, frozenset[str]] = {
    "gate_officer": _READ | {"correct", "state:gate"},
    "duty_officer": _OFFICER
    | {f"state:{family}" for family in ("custody", "gate", "quarantine", "testing", "hygiene", "duty")}
    | {"state:command.log_submitted", "state:command.directive_received"},
    "doctor": _OFFICER | {f"state:{family}" for family in ("quarantine", "testing", "hygiene")},
    "leader": _OFFICER
    | {f"state:{f}" for f in ("custody", "gate", "quarantine", "testing", "hygiene", "duty", "command")},
    "detachment_officer": _OFFICER | {"state:gate", "state:command", "state:duty"},
    "detachment_leader": _OFFICER
    | {f"state:{f}" for f in ("gate", "command", "quarantine", "duty")}
    | {"issue_protocol"},
    "inspector": _READ | {"read_person"},
    "system_admin": frozenset({"read_protocol", "rebuild"}),
    "security_admin": frozenset({"read_protocol", "manage_users"}),
    "audit_admin": frozenset({"read_protocol", "read_log"}),
}


def permitted(role: Role, act: str) -> bool:
    """True when a role may do an act. ``state:gate`` covers ``state:gate.entered``."""
    granted = PERMISSIONS[role]
    return act in granted or act.rpartition(".")[0] in granted
