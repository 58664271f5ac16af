"""The reader's own settings of the page: by day or by night."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lazaretto.access.declaring import ANYONE, requires
from lazaretto.web.surroundings import THEME_COOKIE, THEMES

_YEAR = 365 * 24 * 3600


@require_POST
@requires(ANYONE)
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme in a cookie; pressing the chosen one again follows the device."""
    asked, held = request.POST.get("theme", "device"), request.COOKIES.get(THEME_COOKIE)
    answer = HttpResponseRedirect(_back(request))
    if asked in THEMES:
        answer.set_cookie(
            THEME_COOKIE, "device" if asked == held else asked, max_age=_YEAR, samesite="Lax", httponly=True
        )
    return answer


def _back(request: HttpRequest) -> str:
    to = request.POST.get("next", "/")
    return to if url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}) else "/"
