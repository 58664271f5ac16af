"""The published log, file by file, for whoever checks it: no account, and nothing in it about anybody."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lazaretto.access.declaring import ANYONE, requires
from lazaretto.actions.read_log_file import read_log_file

_YEAR = 31_536_000  # seconds; RFC 8246, immutable: what says so is not asked for again


@require_safe
@requires(ANYONE)
def proved_log(request: HttpRequest, file: str) -> HttpResponse:  # noqa: ARG001
    """One file of the log: checkpoint, tile or bundle, key, policy."""
    found = read_log_file(settings.LEDGER_FOLDER, file)
    if found is None:
        raise Http404
    answer = HttpResponse(found.data, content_type=found.kind)
    answer["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if found.lasts else "no-cache"
    answer["Access-Control-Allow-Origin"] = "*"  # a verifier's page lies elsewhere, and is to be able to read
    return answer
