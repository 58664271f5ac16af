"""Whether a session still owes a second factor: its role must have one, and nobody vouched for any."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from lazaretto.access.models import User

BY_PROVIDER = "second_factor_by"  # in the session: which provider vouched for a second factor, and of whom


def owes_factor(request: HttpRequest, user: User) -> bool:
    """True where the role must have a second factor and this session has come about without any.

    Whoever has one of the house's is asked for it at every sign-in, whatever a provider says.
    """
    if user.role not in settings.SECOND_FACTOR_ROLES or is_mfa_enabled(user):
        return False
    vouched = [settings.OIDC_ISSUER, user.username]
    return request.session.get(BY_PROVIDER) != vouched or not settings.OIDC_ISSUER
