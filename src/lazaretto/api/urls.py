"""The API, version 1: where each part of it is joined, and what becomes of a fault."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI, Swagger
from ninja.errors import AuthenticationError, HttpError, ValidationError

from lazaretto.access.actor import Refused
from lazaretto.api import (
    capacity,
    commanding,
    credentials,
    devices,
    entries,
    facts,
    gate,
    houses,
    keeping,
    living,
    loop,
    nodes,
    notices,
    partners,
    patrols,
    problems,
    protocols,
    reports,
    results,
    roll_calls,
    rosters,
    serving,
    strength,
    supervision,
    views,
    watch,
    what_if,
)
from lazaretto.api.authenticating import authenticate
from lazaretto.api.schema import complete
from lazaretto.facts.encoding import Malformed

DESCRIPTION = """
State facts and read what follows from them. A **fact** says what happened, where, to whom and when;
nothing is edited, a correction is one more fact. Say it twice with the same `id` and it is said once.

Every read can look back: `at` is the instant to look at, as known then; `known_at` another knowledge.
"""


class Api(NinjaAPI):
    """The one API, whose document also holds every kind of fact."""

    def get_openapi_schema(self, *arguments: Any, **named: Any) -> Any:
        """The OpenAPI 3.1 document."""
        return complete(super().get_openapi_schema(*arguments, **named))


api = Api(
    title="Lazaretto", version="1", description=DESCRIPTION, auth=authenticate, urls_namespace="api",
    docs=Swagger(settings={"persistAuthorization": False, "tryItOutEnabled": False}),
)  # fmt: skip
for part in (
    facts,
    views,
    houses,
    keeping,
    loop,
    capacity,
    strength,
    protocols,
    devices,
    gate,
    entries,
    credentials,
    supervision,
    notices,
    partners,
    roll_calls,
    patrols,
    results,
    rosters,
    reports,
    serving,
    living,
    commanding,
    nodes,
    watch,
    what_if,
):
    api.add_router("", part.router)


def _server_fault(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problems.malformed(request, Malformed(str(fault)))


HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (Refused, problems.refused),
    (Malformed, problems.malformed),
    (ValidationError, problems.invalid),
    (AuthenticationError, problems.unauthenticated),
    (Http404, problems.missing),
    (HttpError, _server_fault),
    (Exception, problems.failed),
)
for kind, handler in HANDLERS:
    api.add_exception_handler(kind, handler)

urlpatterns: list[URLPattern | URLResolver] = [path("v1/", api.urls)]
