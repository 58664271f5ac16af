"""A round's certificate of coverage: as a page, as a file, and the very facts that it rests on."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_certificate import CertificatePage, open_certificate
from lazaretto.facts.periods import utc
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.handing_out import file_named
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

COMMAND = "lazaretto certificate facts-{round}.jsonl {round} --check certificate-{round}.json\necho $?"


@never_cache
@requires("read_person")
def certificate(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Show how many were reached, by whose names nobody stands, and how anyone checks it."""
    page = _opened(request, code, round_code)
    said = page.certificate
    share = 1000 * said["covered"] // said["muster"] if said["muster"] else 1000  # never rounded up to all
    return show(
        request, "web/certificate.html", zone=page.house.zone, at=instant_asked(request), here="rounds",
        code=code, page=page, said=said, place=house(page.house), share=f"{share // 10}.{share % 10} %",
        counts=[(outcome, count) for outcome, count in said["counts"].items() if count], printed=now(),
        stamp=utc(page.at).isoformat(), command=COMMAND.format(round=round_code),
    )  # fmt: skip


@never_cache
@requires("read_person")
def certificate_file(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """The certificate in its canonical bytes, to be kept and compared."""
    page = _opened(request, code, round_code)
    return file_named(page.document, f"certificate-{round_code}.json", media="application/json")


@never_cache
@requires("read_person")
def certificate_facts(request: HttpRequest, code: str, round_code: str) -> HttpResponse:
    """Exactly the facts it rests on, one a line, without names and free words."""
    page = _opened(request, code, round_code)
    return file_named(page.lines, f"facts-{round_code}.jsonl", media="application/x-ndjson")


def _opened(request: HttpRequest, code: str, round_code: str) -> CertificatePage:
    at = instant_asked(request)
    return open_certificate(code, round_code, actor=actor_of(request), now=now(), known_at=at)
