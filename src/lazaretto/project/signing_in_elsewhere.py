"""Signing in by an OpenID provider: it says which staff number somebody has, and nothing else is believed.

Role, scope and whether there is an account at all stay ours. Nobody registers by it; nothing that it says is
kept. Where it is away the house's own door is open. It is asked to ask for the password again each time
(``prompt=login``), so that the next person at a desk is not taken for the one before.
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from lazaretto.access.clock import now
from lazaretto.access.declaring import ANYONE, requires
from lazaretto.access.deeds import note
from lazaretto.access.doors import CAME_BY
from lazaretto.access.factors import BY_PROVIDER
from lazaretto.access.models import User
from lazaretto.project.handlers import number_without_account, provider_away
from lazaretto.project.signing_in import BACKEND

MFA = "mfa"  # RFC 8176, 2: "Multiple-factor authentication"


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Let in whoever has an open account under the number that the provider vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Always raises: the answer is a session of ours, the second factor's page, or a refusal."""
        said = sociallogin.account.extra_data
        code = str(_claims(said).get(settings.OIDC_CLAIM, ""))
        user = User.objects.filter(username=code, is_active=True, demo=False).first() if code else None
        if user is None:
            at_the_door = {"by": "provider"}
            note(sort="sign_in_failed", actor=None, said=at_the_door, at=now())
            raise ImmediateHttpResponse(number_without_account(request))
        user.backend = BACKEND  # as Django's own authenticate() leaves it
        setattr(request, CAME_BY, "provider")
        record_authentication(request, user, "socialaccount", provider="openid_connect", uid=code)
        answer = perform_login(
            request, user, email_verification="none", signal_kwargs={"sociallogin": sociallogin},
            redirect_url=sociallogin.get_redirect_url(request),
        )  # fmt: skip
        if _vouched_for(said.get("id_token") or {}):
            request.session[BY_PROVIDER] = [settings.OIDC_ISSUER, code]  # of nobody who comes after
        raise ImmediateHttpResponse(answer)

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        """What went wrong between the two of them is one page: the house's own door is open."""
        raise ImmediateHttpResponse(provider_away(request))


@requires(ANYONE)
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider, on a press alone. Without one there is nothing at this address."""
    if not settings.OIDC_ISSUER or request.method != "POST":
        raise Http404
    return _asked(views.login, request, provider_id)


@requires(ANYONE)
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider sent back."""
    if not settings.OIDC_ISSUER:
        raise Http404
    return _asked(views.callback, request, provider_id)


def _asked(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view(request, provider_id)
    except (RequestException, KeyError, ValueError):  # silent, or it says what no provider says
        return provider_away(request)
    return answer


def _claims(said: dict[str, Any]) -> dict[str, Any]:
    """What the provider says of somebody: the signed token goes before the page about them.

    A page about somebody else than the token's is none (OpenID Connect Core 1.0, 5.3.2).
    """
    page, token = said.get("userinfo") or {}, said.get("id_token") or {}
    return {**page, **token} if not token or page.get("sub") == token.get("sub") else token


def _vouched_for(token: dict[str, Any]) -> bool:
    """Whether the token says that there was a second factor."""
    amr = token.get("amr") or ()
    return (isinstance(amr, list) and MFA in amr) or token.get("acr") in settings.OIDC_ACR
