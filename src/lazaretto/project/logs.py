"""Structured logs, one line of JSON an event, without personal data.

A request is logged by its route's pattern, never by its path: a path can hold the code of a person.
"""

import logging
import logging.config
import sys
import time
import traceback
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

from lazaretto.project import metrics, telemetry
from lazaretto.project.telemetry import Trace, traced

_log = structlog.stdlib.get_logger("lazaretto.requests")


def logging_settings(level: str) -> None:
    """Send every logger of the process through one formatter to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_path,
    ]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            where_it_failed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    }
    quiet = {"level": "ERROR"}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {"django.request": quiet, "django.security": quiet, "axes": quiet},
        }
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def without_path(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace what Django says about a request by the request's route and the status it was answered with."""
    record = event.get("_record")
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        event["event"] = "request failed"
        event["route"] = route_of(request)
        event["status"] = getattr(record, "status_code", None)
    return event


def where_it_failed(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Say what kind of exception it was and which lines it came through; its words can name people."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["exception"] = info[0].__name__
        frames = traceback.extract_tb(info[2])[-12:]
        event["through"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def route_of(request: HttpRequest) -> str:
    """The pattern that answered a request, or ``-``."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else "-"


class RequestLog:
    """Middleware: one line a request with method, route, status, time and the role of who asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then note how it went."""
        with traced(request.headers) as trace, structlog.contextvars.bound_contextvars(request=trace.number):
            return self._answered(request, trace)

    def _answered(self, request: HttpRequest, trace: Trace) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-Id"] = trace.number  # whoever reports a fault can name the line of the log
        if getattr(request, "resolver_match", None) is None and response.status_code == HTTPStatus.OK:
            return response  # a static file
        actor, route, method = getattr(request, "actor", None), route_of(request), request.method or "-"
        seconds = time.perf_counter() - started
        trace.end(method=method, route=route, status=response.status_code, role=actor.role if actor else None)
        for count in (metrics.count_request, telemetry.count_request):
            count(route=route, method=method, status=response.status_code, seconds=seconds)
        _log.info(
            "request",
            method=method,
            route=route,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
            role=actor.role if actor else None,
            rule=getattr(request, "refused_by", None),  # as access.noting left it
        )
        return response
