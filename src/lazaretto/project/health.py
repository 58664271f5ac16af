"""For whoever watches the server: is it alive, and is it ready for work."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from lazaretto.access.declaring import ANYONE, requires
from lazaretto.project.passing import fallen


@require_safe
@requires(ANYONE)
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@requires(ANYONE)
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The database answers and has the form this version needs; else 503 and what to do.

    down: what is to run beside the server and does not just now; pages open without it.
    """
    try:
        lacking = owed()
    except DatabaseError:
        return JsonResponse({"ready": False, "do": "start the database, or mend DATABASE_URL"}, status=503)
    if lacking:
        return JsonResponse({"ready": False, "do": "run: lazaretto migrate"}, status=503)
    down = fallen()
    return JsonResponse({"ready": True} | ({"down": down} if down else {}))


def owed() -> list[str]:
    """The steps to the form that this version needs which the database has not taken."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
