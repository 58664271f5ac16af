"""Traces and figures by OpenTelemetry, where a collector is named (LAZARETTO_OTEL). Off by default.

A trace says method, route, status and role of an answer: no path, no address, no person, no words of a fault.
A request keeps the number that a proxy gave it (W3C ``traceparent``), and the same number stands in the log.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from lazaretto.project.metrics import STEPS

_PARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
_NOBODY = "0" * 32


class Untold(RuntimeError):
    """A collector is named, and what speaks to it is not installed."""


@dataclass(slots=True)
class Trace:
    """One request. number: 32 hexadecimal digits. span: None where no collector is named."""

    number: str
    span: Any = None

    def end(self, *, method: str, route: str, status: int, role: str | None) -> None:
        """Say how it went."""
        if self.span is None:
            return
        self.span.update_name(f"{method} {route}")
        self.span.set_attributes({
            "http.request.method": method, "http.route": route, "http.response.status_code": status,
            "lazaretto.role": role or "-",
        })  # fmt: skip
        if status >= 500:
            from opentelemetry.trace import StatusCode

            self.span.set_status(StatusCode.ERROR)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What speaks to the collector."""

    tracer: Any
    requests: Any
    facts: Any
    providers: tuple[Any, ...]


_telling: _Telling | None = None


def begin(collector: str) -> None:
    """Tell a collector from now on. collector: the address of its OTLP over HTTP. Errors: Untold."""
    global _telling  # noqa: PLW0603 — one a process, made when the process begins to serve
    try:
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise Untold(
            "LAZARETTO_OTEL names a collector and OpenTelemetry is not here: install lazaretto[telemetry]"
        ) from None
    address, ours = collector.rstrip("/"), version("lazaretto")
    whose = Resource.create({"service.name": "lazaretto", "service.version": ours})
    traces = TracerProvider(resource=whose)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{address}/v1/traces")))
    reader = PeriodicExportingMetricReader(OTLPMetricExporter(endpoint=f"{address}/v1/metrics"))
    figures = MeterProvider(resource=whose, metric_readers=[reader])
    meter = figures.get_meter("lazaretto", ours)
    _telling = _Telling(
        traces.get_tracer("lazaretto", ours),
        meter.create_histogram(
            "http.server.request.duration", "s", "How long an answer took.",
            explicit_bucket_boundaries_advisory=STEPS,
        ),
        meter.create_counter("lazaretto.facts.appended", "{fact}", "Statements by what became of them."),
        (traces, figures),
    )  # fmt: skip


def end() -> None:
    """Tell what is left, and no more."""
    global _telling  # noqa: PLW0603 — as above
    if _telling is not None:
        for provider in _telling.providers:
            provider.shutdown()
    _telling = None


@contextmanager
def traced(headers: Mapping[str, str]) -> Iterator[Trace]:
    """A request under its number, from its first line to its last."""
    parent = headers.get("traceparent", "")
    if _telling is None:
        found = _PARENT.fullmatch(parent)
        yield Trace(found[1] if found and found[1] != _NOBODY else secrets.token_hex(16))
        return
    from opentelemetry.trace import SpanKind
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    context = TraceContextTextMapPropagator().extract({"traceparent": parent})
    with _telling.tracer.start_as_current_span(
        "request",
        context=context,
        kind=SpanKind.SERVER,
        record_exception=False,
        set_status_on_exception=False,
    ) as span:  # fmt: skip
        yield Trace(format(span.get_span_context().trace_id, "032x"), span)


def count_request(*, route: str, method: str, status: int, seconds: float) -> None:
    """One answer."""
    if _telling is not None:
        said = {"http.request.method": method, "http.route": route, "http.response.status_code": status}
        _telling.requests.record(seconds, said)


def count_facts(tallied: Mapping[tuple[str, str], int]) -> None:
    """What was appended: how many statements of a family had an outcome."""
    if _telling is not None:
        for (family, outcome), many in tallied.items():
            _telling.facts.add(many, {"lazaretto.family": family, "lazaretto.outcome": outcome})
