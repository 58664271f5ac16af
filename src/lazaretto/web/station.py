"""The gate's station: a page that a browser keeps, and that goes on without a session and without a network.

What is served here is the same for everybody and names nobody: page, words, worker, manifest. Whom the gate
expects comes by the API, for a station's token alone, and is kept sealed (``static/web/station/sealing.js``).
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.declaring import ANYONE, requires
from lazaretto.web.labels.station import WORDS

STATIC = Path(__file__).parent / "static"
STYLES = (
    "web/tokens.css", "web/night.css", "web/ground.css", "web/layout.css", "web/print.css",
    "web/components/mark.css", "web/components/form.css", "web/components/banner.css",
    "web/components/empty.css", "web/screens/station.css",
)  # fmt: skip
WORKER = STATIC / "web" / "station" / "worker.js"
_JAVASCRIPT = "text/javascript; charset=utf-8"


@requires(ANYONE)
def station(_request: HttpRequest, code: str) -> HttpResponse:
    """The page itself: no language, no reader and no facility stands in it but the one of its address."""
    return _kept(HttpResponse(_page(code)))


@requires(ANYONE)
def station_texts(_request: HttpRequest) -> HttpResponse:
    """The words of the page in every language of the house."""
    return _kept(HttpResponse(_texts(), content_type="application/json"))


@requires(ANYONE)
def station_worker(_request: HttpRequest) -> HttpResponse:
    """The worker that keeps the page. It is asked for anew at each visit; what it keeps carries a digest."""
    shell = json.dumps({"version": version(), "files": [staticfiles_storage.url(name) for name in files()]
                        + [reverse("station_texts")]})  # fmt: skip
    return _kept(HttpResponse(f"const SHELL = {shell};\n{WORKER.read_text()}", content_type=_JAVASCRIPT))


@requires(ANYONE)
def station_manifest(_request: HttpRequest, code: str) -> HttpResponse:
    """What the browser needs to install the page beside the other programs of the device."""
    icon = {"src": staticfiles_storage.url("web/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    address = reverse("station", args=[code])
    said = {
        "id": address, "start_url": address, "scope": address, "display": "standalone",
        "name": f"{WORDS['title']} {code}", "short_name": f"{WORDS['title']} {code}",
        "background_color": "#faf9f5", "theme_color": "#14365c", "icons": [icon],
    }  # fmt: skip
    return _kept(JsonResponse(said, content_type="application/manifest+json"))


@never_cache
@requires(ANYONE)
def station_officer(request: HttpRequest, code: str) -> HttpResponse:
    """Who is signed in here, whether they may set up this gate's station, and the mark against forgery."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return JsonResponse({"signed_in": False, "may": False})
    return JsonResponse({"signed_in": True, "may": _may_enrol(actor, code), "csrf": get_token(request)})


def _may_enrol(actor: Actor, code: str) -> bool:
    try:
        actor.require("enrol_station", facility=code)
    except Refused:
        return False
    return True


def _kept(answer: HttpResponse) -> HttpResponse:
    """May be kept, and is compared with ours before it is used again; the same for everybody."""
    answer["Cache-Control"] = "no-cache"
    return answer


def files() -> tuple[str, ...]:
    """The static files of the page, by their names."""
    modules = sorted(path.name for path in WORKER.parent.glob("*.js") if path != WORKER)
    return (*STYLES, "web/icon.svg", *(f"web/station/{name}" for name in modules))


@cache
def version() -> str:
    """A digest of everything that the browser keeps of the page: another one, and it is fetched anew."""
    parts = [STATIC.joinpath(name).read_bytes() for name in files()]
    parts += [WORKER.read_bytes(), _texts().encode(), _page("").encode()]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:16]


@cache
def _texts() -> str:
    names = dict(settings.LANGUAGES)
    said: dict[str, Any] = {
        "demo": bool(getattr(settings, "DEMO", False)),
        "idle": int(settings.SESSION_IDLE.total_seconds()),  # left alone, it is locked
        "names": names,
        "words": {language: _spoken(language) for language in names},
    }
    return json.dumps(said, ensure_ascii=False)


def _spoken(language: str) -> dict[str, str]:
    with override(language):
        return {name: str(word) for name, word in WORDS.items()}


def _page(code: str) -> str:
    styles = [name for name in STYLES if name not in ("web/night.css", "web/print.css")]
    with override(settings.LANGUAGE_CODE):
        return render_to_string("web/station.html", {"code": code, "styles": styles})
