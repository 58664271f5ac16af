"""Signing in: by staff number and password, by passkey, and in the demo by one click as any role."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from lazaretto.access.declaring import ANYONE, requires
from lazaretto.access.demonstration import OFFERED, demo_user
from lazaretto.access.models import User
from lazaretto.project.handlers import secret_over

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by the security administrator (`lazaretto create-user`), never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — allauth's signature
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **named: Any) -> HttpResponse | None:
        """Let nobody in by a one-time secret that has run out. Real time: doors know no demo's clock."""
        elsewhere = "sociallogin" in (named.get("signal_kwargs") or {})  # a provider vouched, no secret did
        if user.setup_until is not None and user.setup_until <= timezone.now() and not elsewhere:
            return secret_over(request)
        answer: HttpResponse | None = super().pre_login(request, user, **named)
        return answer


def offered(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 — a context processor
    """A context processor: the roles that the demo's sign-in page offers, and the provider that there is."""
    apps = settings.OIDC_APPS
    return {"demo_roles": OFFERED if settings.DEMO else (), "provider": apps[0] if apps else None}


@require_POST
@requires(ANYONE)
def sign_in_as(request: HttpRequest, role: str) -> HttpResponse:
    """The demo's one click. Outside the demo there is nothing at this address."""
    if not settings.DEMO:
        raise Http404
    try:
        user = demo_user(role=role)
    except LookupError:
        raise Http404 from None
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect(_next(request))


@require_POST
@requires(ANYONE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go back to the sign-in page."""
    logout(request)
    return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))


@require_POST
@requires(ANYONE)
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak another language in this browser, and to this user wherever they sign in next."""
    answer = HttpResponseRedirect(_next(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        if isinstance(request.user, User) and request.user.language != language:
            User.objects.filter(pk=request.user.pk).update(language=language)
    return answer


def _next(request: HttpRequest) -> str:
    """Where the form came from, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
