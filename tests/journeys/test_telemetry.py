"""A collector on this machine is told how requests went, and about nobody; without one nothing is told."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from lazaretto.project import telemetry
from tests.journeys.city import record, sign_in
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SAID = {"http.request.method", "http.route", "http.response.status_code", "lazaretto.role"}


class Collector(ThreadingHTTPServer):
    """Takes in what is told by OTLP over HTTP."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receiving)
        self.heard: list[tuple[str, bytes]] = []

    @property
    def spans(self) -> list[Any]:
        heard = [data for path, data in self.heard if path == "/v1/traces"]
        told = map(ExportTraceServiceRequest.FromString, heard)
        return [s for one in told for r in one.resource_spans for scope in r.scope_spans for s in scope.spans]

    @property
    def figures(self) -> dict[str, Any]:
        told = [
            ExportMetricsServiceRequest.FromString(data) for path, data in self.heard if path == "/v1/metrics"
        ]
        found = (m for one in told for r in one.resource_metrics for s in r.scope_metrics for m in s.metrics)
        return {metric.name: metric for metric in found}


class Receiving(BaseHTTPRequestHandler):
    """One export."""

    server: Collector

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, data))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-15 09:00"))
    server = Collector()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    telemetry.begin(f"http://127.0.0.1:{server.server_address[1]}/")
    yield server
    telemetry.end()
    server.shutdown()
    server.server_close()
    thread.join()


def attributes(span: Any) -> dict[str, Any]:
    return {one.key: one.value.string_value or one.value.int_value for one in span.attributes}


def test_a_request_is_a_span_under_the_number_that_came_with_it(collector: Collector) -> None:
    record()
    officer = sign_in(Client(), "QZ-D-1", "duty_officer", "QZ-D")
    came = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
    answer = officer.get("/facilities/QZ-D/persons/A-101?q=A-101", headers=came)
    Client().get("/healthz")
    telemetry.end()
    assert answer["X-Request-Id"] == TRACE
    first, second = collector.spans
    assert (first.trace_id.hex(), first.parent_span_id.hex()) == (TRACE, PARENT)
    assert second.name == "GET healthz"
    assert attributes(second) == {
        "http.request.method": "GET", "http.route": "healthz", "http.response.status_code": 200,
        "lazaretto.role": "-",
    }  # fmt: skip
    assert attributes(first)["lazaretto.role"] == "duty_officer"
    assert {name for span in collector.spans for name in attributes(span)} == SAID
    assert not [span for span in collector.spans if span.events or span.links]


def test_figures_are_told_and_nobody_is_named(collector: Collector) -> None:
    record()
    officer = sign_in(Client(), "QZ-D-1", "duty_officer", "QZ-D")
    for path in ("/facilities/QZ-D", "/facilities/QZ-D/persons/A-101"):
        officer.get(path, headers={"user-agent": "Planted/1", "x-forwarded-for": "192.0.2.7"})
    telemetry.end()
    assert set(collector.figures) == {"http.server.request.duration", "lazaretto.facts.appended"}
    points = collector.figures["http.server.request.duration"].histogram.data_points
    assert sum(point.count for point in points) == 2
    assert sum(p.as_int for p in collector.figures["lazaretto.facts.appended"].sum.data_points) > 0
    everything = b"".join(data for _, data in collector.heard)
    for planted in (b"A-101", b"QZ-D", b"Planted", b"192.0.2.7"):
        assert planted not in everything


def test_a_collector_that_is_away_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    telemetry.begin("http://127.0.0.1:9")
    try:
        assert Client().get("/healthz").status_code == 200
    finally:
        telemetry.end()


def test_without_a_collector_nothing_is_told() -> None:
    with telemetry.traced({}) as trace:
        trace.end(method="GET", route="healthz", status=200, role=None)
    assert trace.span is None
    assert len(trace.number) == 32
