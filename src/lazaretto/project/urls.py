"""Where each address leads: every edge owns its own, and every route says who may use it."""

from django.urls import URLPattern, URLResolver, include, path

from lazaretto.access.declaring import ANYONE, SIGNED_IN
from lazaretto.project import health, scraping, signing_in, signing_in_elsewhere

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", scraping.metrics, name="metrics"),
    path("sign-in/as/<slug:role>", signing_in.sign_in_as, name="sign_in_as"),
    path("sign-out", signing_in.sign_out, name="sign_out"),
    path("language", signing_in.set_language, name="set_language"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/oidc/<slug:provider_id>/login/", signing_in_elsewhere.begin, name="openid_connect_login"),
    path(
        "accounts/oidc/<slug:provider_id>/login/callback/",
        signing_in_elsewhere.come_back,
        name="openid_connect_callback",
    ),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("api/", include("lazaretto.api.urls")),
    path("", include("lazaretto.web.urls")),
]

# Views that are not ours, by the name of their route, or by its namespace with a colon. The names of
# allauth that are not here (signing up, e-mail, reset by e-mail) are thereby closed.
DECLARED_ELSEWHERE: dict[str, str] = {
    "api:": ANYONE,  # asks by itself: session or token, and an act an operation
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "mfa_authenticate": ANYONE,
    "mfa_login_webauthn": ANYONE,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
}
handler400 = "lazaretto.project.handlers.bad_request"
handler403 = "lazaretto.project.handlers.refused"
handler404 = "lazaretto.project.handlers.not_found"
handler500 = "lazaretto.project.handlers.failed"
