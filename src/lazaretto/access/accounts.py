"""Accounts as rows: opening, changing, closing one, and the one-time secret that a first sign-in needs.

Who may do what of this, and what takes two persons, is asked in :mod:`.two_persons` and by the actions.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from lazaretto.access.models import Token, User
from lazaretto.access.roles import ADMINISTRATORS, ROLES
from lazaretto.facts.places import FACILITY_PATTERN

# Read off paper and typed once: no sign that looks like another. 31^12 are 59 bits; NIST SP 800-63B, 5.1.2.2
# asks for 20 of a secret that is handed over and guarded by a lock-out.
SIGNS, GROUPS, GROUP = "abcdefghjkmnpqrstuvwxyz23456789", 3, 4


class Unacceptable(ValueError):
    """An account that cannot be; the message says why and what to do.

    ``rule`` and ``values`` say the same as a refusal does; a rule ``password_weak`` has its words in ``why``.
    """

    def __init__(self, said: str, rule: str, **values: str) -> None:
        super().__init__(said)
        self.rule = rule
        self.values = values


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account may: its role, and the facilities that it sees."""

    role: str
    facilities: tuple[str, ...] = ()
    everywhere: bool = False

    def said(self) -> dict[str, object]:
        """The same as the log keeps it."""
        return {"role": self.role, "facilities": list(self.facilities), "everywhere": self.everywhere}


def open_account(
    *, code: str, role: str, facilities: tuple[str, ...], everywhere: bool, password: str, by: str = "console"
) -> User:
    """Make an account that can sign in. Raises :class:`Unacceptable`."""
    standing = Standing(role, facilities, everywhere)
    check_standing(standing)
    user = User(username=code, role=role, facilities=list(facilities), everywhere=everywhere, opened_by=by)
    _check_code(code)
    _check_password(password, user)
    user.set_password(password)
    _insert(user)
    return user


def open_waiting(*, code: str, standing: Standing, by: str, until: datetime) -> str:
    """Make an account that waits for its owner's own password; the one-time secret.

    until: the secret's last instant. Raises :class:`Unacceptable`.
    """
    check_standing(standing)
    secret = draw_secret()
    user = User(
        username=code, role=standing.role, facilities=list(standing.facilities),
        everywhere=standing.everywhere, opened_by=by, setup_until=until,
    )  # fmt: skip
    _check_code(code)
    user.set_password(secret)
    _insert(user)
    return secret


def check_standing(standing: Standing) -> None:
    """Raises :class:`Unacceptable` for a role that is none, and for a scope that the role cannot have."""
    if standing.role not in ROLES:
        said = f"{standing.role} is no role; the roles are {', '.join(ROLES)}"
        raise Unacceptable(said, "role_unknown", role=standing.role)
    if standing.role in ADMINISTRATORS and (standing.facilities or standing.everywhere):
        said = f"a {standing.role} sees no facility: leave out --facility and --everywhere"
        raise Unacceptable(said, "administrator_sees_none")
    for facility in standing.facilities:
        if (
            re.match(FACILITY_PATTERN, facility) is None
        ):  # in the database a star would stand for every facility
            said = f"{facility} is no facility's code; one looks like QZ-D"
            raise Unacceptable(said, "facility_code_odd", facility=facility)


def draw_secret() -> str:
    """A one-time secret, as in ``k7pm-2xwd-9rth``."""
    signs = (secrets.choice(SIGNS) for _ in range(GROUPS * GROUP))
    return "-".join("".join(part) for part in zip(*[iter(signs)] * GROUP, strict=True))


def give_secret(user: User, *, until: datetime) -> str:
    """Put a one-time secret in the place of a password, and end whatever else opens the account; the secret.

    So end its sessions, its passkeys, each of which signs in without any password, and the address of its
    calendar. A one-time code stays: it opens nothing alone.
    """
    secret = draw_secret()
    user.set_password(secret)
    user.setup_until = until
    user.epoch += 1
    user.feed = ""
    user.save(update_fields=["password", "setup_until", "epoch", "feed"])
    _passkeys(user).delete()
    reset(username=user.username)
    return secret


def has_passkey(user: User) -> bool:
    """True where it signs in by a passkey, too."""
    return _passkeys(user).exists()


def _passkeys(user: User) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return found


def change_standing(user: User, standing: Standing) -> None:
    """Give an account another role or scope, from its next request on. Raises :class:`Unacceptable`."""
    check_standing(standing)
    user.role, user.facilities, user.everywhere = (
        standing.role, list(standing.facilities), standing.everywhere
    )  # fmt: skip
    user.save(update_fields=["role", "facilities", "everywhere"])


def close_account(user: User) -> None:
    """Close an account: nobody signs in with it, and whoever is signed in is out at the next request."""
    user.is_active = False
    user.epoch += 1
    user.save(update_fields=["is_active", "epoch"])


def reopen_account(user: User, *, until: datetime) -> str:
    """Open a closed account again; its old password is void, so the one-time secret comes back."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    return give_secret(user, until=until)


def end_sessions(user: User) -> None:
    """End every session of an account."""
    user.epoch += 1
    user.save(update_fields=["epoch"])


def forget_factors(user: User) -> int:
    """Take every second factor away, and end the sessions that came about with them; how many they were."""
    gone, _each = Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    return int(gone)


def unlock(user: User) -> int:
    """Forget the failed sign-ins of an account; how many there were."""
    return int(reset(username=user.username))


def take_own_password(user: User, password: str) -> None:
    """Put the owner's own password in the place of the one-time secret. Raises :class:`Unacceptable`."""
    _check_password(password, user)
    if user.check_password(password):
        raise Unacceptable("the one-time secret is no password of one's own", "secret_kept")
    user.set_password(password)
    user.setup_until = None
    user.save(update_fields=["password", "setup_until"])


def account_of(code: str) -> User | None:
    """The account of a staff number, held until the transaction ends; None where there is none."""
    return standing_accounts().select_for_update().filter(username=code).first()


def standing_accounts() -> QuerySet[User]:
    """The accounts that there are here: a demo's own exist in the demo alone."""
    return User.objects.all() if settings.DEMO else User.objects.filter(demo=False)


def standing_of(user: User) -> Standing:
    """What an account may at present."""
    return Standing(user.role, tuple(user.facilities), user.everywhere)


def codes(typed: str) -> Sequence[str]:
    """Facilities as somebody types them, by commas or blanks."""
    return tuple(dict.fromkeys(one.upper() for one in re.split(r"[\s,，、;；]+", typed) if one))


def _check_code(code: str) -> None:
    try:
        User.username_validator(code)
    except ValidationError as problem:
        raise Unacceptable(" ".join(problem.messages), "account_code_odd", person=code) from None
    if Token.objects.filter(device=code).exists():  # what that has stated would be this person's word
        raise Unacceptable(f"{code} is the name of a device", "account_code_odd", person=code)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        said = " ".join(problem.messages)
        raise Unacceptable(said, "password_weak", why=said) from None


def _insert(user: User) -> None:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        said = f"{user.username} has an account already; one person has one account"
        raise Unacceptable(said, "account_taken", person=user.username) from None
