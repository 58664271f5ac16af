"""How a page is shown: its template, in the clock of the place that it is about."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def show(
    request: HttpRequest,
    template: str,
    *,
    zone: str,
    at: datetime | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a template with times local to ``zone``. ``at``: the instant of the past that links keep."""
    context["lens"] = at.isoformat() if at is not None else ""
    with timezone.override(zone):
        return render(request, template, context, status=status)


def house_zone() -> str:
    """The clock of the network's office, for pages that belong to no facility."""
    return str(getattr(settings, "HOUSE_ZONE", "Asia/Shanghai"))
