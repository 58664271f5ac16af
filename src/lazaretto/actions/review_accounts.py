"""Sign the list of accounts: that somebody looked at who may sign in, and let stand what stands.

GB/T 22239-2019, 8.1.4.2 c: superfluous and outdated accounts are closed in time, and none is shared.
"""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import note
from lazaretto.actions.open_accounts import Review, review_of


def review_accounts(*, digest: str, remark: str, actor: Actor, now: datetime, real: datetime) -> Review:
    """Sign the list as it was shown. digest: of the list that the signer saw; now, real: the present instant
    by the house's clock and by the machine's.

    Raises :class:`Refused` by role, and where the list has changed since.
    """
    actor.require("manage_users")
    found = review_of(real=real, ahead=now - real)
    if digest != found.digest:
        raise Refused("list_changed")
    said = {"accounts": found.accounts, "idle": found.idle, "tokens": found.tokens, "digest": found.digest}
    note(sort="reviewed", actor=actor, said=said, reason=remark, at=now)
    return found
