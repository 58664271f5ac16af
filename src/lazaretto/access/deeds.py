"""Acts of access, one line each: who signed in, was refused, opened or closed what account, and why.

One log for all of them, so that whoever audits reads one. Lines are only added: the table refuses the rest.
What was tried is named by its route, never by its address: an address can hold a person's number.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, get_args

from django.db.models import Q, QuerySet

from lazaretto.access.actor import Actor
from lazaretto.access.models import Deed

Sort = Literal[
    # doors
    "signed_in", "sign_in_failed", "locked_out", "unlocked", "password_set", "factor_added", "factor_removed",
    # accounts
    "opened", "changed", "closed", "reopened", "secret_given", "factor_reset", "sessions_ended", "reviewed",
    "token_issued", "token_revoked",
    # what takes two, and what the second said
    "asked", "granted", "declined",
    # what was tried and refused
    "refused",
    # what was given out, and what is proposed to be erased
    "sheet_given", "exported",
]  # fmt: skip
SORTS: tuple[Sort, ...] = get_args(Sort)
LONGEST_REASON = 400

# What a reader of the log asks for: a part of it.
PARTS: Mapping[str, tuple[Sort, ...]] = {
    "doors": SORTS[:7], "accounts": SORTS[7:20], "refusals": ("refused",), "given": SORTS[21:],
}  # fmt: skip


def note(
    *, sort: Sort, actor: Actor | None, at: datetime, subject: str = "", facility: str = "",
    said: Mapping[str, Any] | None = None, reason: str = "", of: int | None = None,
) -> Deed:  # fmt: skip
    """Add a line. subject: the account, device or route that it is about. actor: None: nobody signed in."""
    return Deed.objects.create(
        sort=sort, actor=actor.code if actor else "", actor_role=actor.role if actor else "",
        subject=subject[:150], facility=facility[:24], said=dict(said or {}),
        reason=" ".join(reason.split())[:LONGEST_REASON], of_id=of, at=at,
    )  # fmt: skip


def deeds(
    *, actor: Actor, part: str = "", by: str = "", subject: str = "", who: str = "", address: str = "",
    since: datetime | None = None, until: datetime | None = None, before: int | None = None,
) -> QuerySet[Deed]:  # fmt: skip
    """The log, newest first, for whoever may read it. Raises :class:`Refused` for everybody else.

    part: one of :data:`PARTS`; else all of it. who: whoever did it, or whom it is about. address: of the post
    it came from, where a line says one. since, until: the instant before which, and from which on, it leaves
    lines out. before: only lines with a smaller number, to go on from.
    """
    actor.require("read_log")
    found = Deed.objects.order_by("-id")
    if part in PARTS:
        found = found.filter(sort__in=PARTS[part])
    if by:
        found = found.filter(actor=by)
    if subject:
        found = found.filter(subject=subject)
    if who:
        found = found.filter(Q(actor=who) | Q(subject=who))
    if address:
        found = found.filter(said__from=address)
    if since is not None:
        found = found.filter(at__gte=since)
    if until is not None:
        found = found.filter(at__lt=until)
    return found.filter(id__lt=before) if before is not None else found
