"""What may be done to an account, by whom, and what of it takes a second person.

The accounts that watch over the others (the three administrators, the inspector, whoever may be the second of
two) change only by the word of two: so nobody makes themselves a helper, and no facility or administrator
shuts an inspector out. A second factor that a role must have is taken away by two as well, since whoever
resets password and factor alone could sign in as its owner. A token that reads more than one house takes two
(:func:`.tokens.takes_two`), and so does a node's, which reads complaints.

Whatever shows a secret is granted first, and then fetched by whoever asked: the second person never sees it.
"""

from collections.abc import Collection
from typing import Literal, get_args

from lazaretto.access.roles import ADMINISTRATORS, ROLES, permitted

AccountAct = Literal["open", "change", "close", "reopen", "secret", "factor", "unlock", "end_sessions"]
ACCOUNT_ACTS: tuple[AccountAct, ...] = get_args(AccountAct)
TokenAct = Literal["node_token", "device_token"]
TOKEN_ACTS: tuple[TokenAct, ...] = get_args(TokenAct)
FETCHED: frozenset[str] = frozenset({"open", "reopen", "secret", *TOKEN_ACTS})  # they show a secret once

INSPECTOR = "inspector"
COUNTERSIGN = "countersign_access"
# Who countersigns is watched too: else one person opens the second of the two, and is both.
WATCHING = frozenset({
    *ADMINISTRATORS, INSPECTOR, *(role for role in ROLES if permitted(role, COUNTERSIGN))
})  # fmt: skip
ALONE: frozenset[AccountAct] = frozenset({"unlock", "end_sessions"})  # nothing is gained by either


def asks(roles: Collection[str]) -> str:
    """The act that whoever changes an account must hold. roles: the one it has, and the one it is to have."""
    return "appoint_inspectors" if INSPECTOR in roles else "manage_users"


def takes_two(
    act: AccountAct, roles: Collection[str], *, factor_owed: bool, passkey: bool = False
) -> bool:  # fmt: skip
    """True where a second person has to agree. factor_owed: the role must have a second factor.

    passkey: the account has one; a new secret takes it away, and with it a factor.
    """
    if act in ALONE:
        return False
    takes_factor = act == "factor" or (passkey and act in ("secret", "reopen"))
    return not WATCHING.isdisjoint(roles) or (takes_factor and factor_owed)


def exclude_each_other(before: str, after: str) -> bool:
    """True where an account would go from one administrator's role to another's: the database refuses it."""
    return before != after and before in ADMINISTRATORS and after in ADMINISTRATORS
