"""Opening an account: what the security administrator does, at the console or on a screen."""

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lazaretto.access.models import User
from lazaretto.access.roles import ADMINISTRATORS, ROLES
from lazaretto.facts.places import FACILITY_PATTERN


class Unacceptable(ValueError):
    """An account that cannot be; the message says why and what to do."""


def open_account(
    *, code: str, role: str, facilities: tuple[str, ...], everywhere: bool, password: str
) -> User:
    """Make an account that can sign in. Raises :class:`Unacceptable`."""
    if role not in ROLES:
        raise Unacceptable(f"{role} is no role; the roles are {', '.join(ROLES)}")
    if role in ADMINISTRATORS and (facilities or everywhere):
        raise Unacceptable(f"a {role} sees no facility: leave out --facility and --everywhere")
    for facility in facilities:
        if (
            re.match(FACILITY_PATTERN, facility) is None
        ):  # in the database a star would stand for every facility
            raise Unacceptable(f"{facility} is no facility's code; one looks like QZ-D")
    user = User(username=code, role=role, facilities=list(facilities), everywhere=everywhere)
    try:
        User.username_validator(code)
        validate_password(password, user)
    except ValidationError as problem:
        raise Unacceptable(" ".join(problem.messages)) from None
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Unacceptable(f"{code} has an account already; one person has one account") from None
    return user
