"""``/metrics`` in Prometheus' text: the counts of every process, and how the service stands at this instant.

Nobody is told anything without the token of ``metrics.token`` beside the data; by default there is none.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from hmac import compare_digest
from importlib.metadata import version

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from lazaretto.access.beats import beats
from lazaretto.access.clock import now
from lazaretto.access.declaring import ANYONE, requires
from lazaretto.access.messaging import undelivered
from lazaretto.access.reaching import failing
from lazaretto.access.scope import everywhere
from lazaretto.actions.open_watch import BACK
from lazaretto.ledger import measuring, proving, tailing
from lazaretto.project.health import owed
from lazaretto.project.metrics import counted
from lazaretto.project.passing import fallen
from lazaretto.project.probing import machine
from lazaretto.project.watching import look

SHORTEST_TOKEN = 20  # signs; what is shorter could be guessed, and counts as none
Families = Iterator[GaugeMetricFamily]


@require_safe
@requires(ANYONE)
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, to whoever holds the token; for anybody else there is nothing at this address.

    ``?watch=1`` adds the lines of the system's own list: they read the whole record, so ask less often.
    """
    if not _holds_token(request):
        raise Http404
    wanted: list[Callable[[], Families]] = [_database]
    if request.GET.get("watch") == "1":
        wanted.append(_watch)
    standing = CollectorRegistry()
    standing.register(Standing(wanted))
    told = generate_latest(counted()) + generate_latest(standing)
    return HttpResponse(told, content_type=CONTENT_TYPE_LATEST)


def _holds_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return len(token) >= SHORTEST_TOKEN and compare_digest(given.encode(), token.encode())


class Standing(Collector):
    """How the service stands when it is asked. Where the database is away the rest is told all the same."""

    def __init__(self, wanted: list[Callable[[], Families]]) -> None:
        self._wanted = wanted

    def collect(self) -> Families:
        """One family after another."""
        yield from _machine()
        up, found = True, list[GaugeMetricFamily]()
        for families in self._wanted:
            try:
                with everywhere("metrics"):
                    found += families()
            except DatabaseError:
                connection.close()
                up = False
        yield from found
        yield _gauge("lazaretto_database_up", "Whether the database answers.", float(up))


def _machine() -> Families:
    found = machine()
    yield _gauge("lazaretto_disk_free_bytes", "Room on the disk with the data.", found.free)
    yield _gauge("lazaretto_disk_bytes", "Size of the disk with the data.", found.disk)
    yield _gauge("lazaretto_exposed_secrets", "Files with secrets that others may touch.", len(found.exposed))
    if found.named:
        until = found.certificate.timestamp() if found.certificate is not None else 0.0
        yield _gauge(
            "lazaretto_certificate_until_timestamp_seconds", "Until when it holds; 0: unread.", until
        )
    yield _gauge("lazaretto_beside_down", "Commands beside the server that fell.", len(fallen()))
    build = GaugeMetricFamily("lazaretto_build_info", "The version that runs.", labels=["version"])
    build.add_metric([version("lazaretto")], 1)
    yield build


def _database() -> Families:
    began = time.perf_counter()
    bytes_ = measuring.size()
    yield _gauge("lazaretto_database_seconds", "How long one question took.", time.perf_counter() - began)
    yield _gauge("lazaretto_database_bytes", "Size of the database.", bytes_)
    yield _gauge("lazaretto_migrations_owed", "Steps to the form that this version needs.", len(owed()))
    yield from _log(now())
    yield _gauge("lazaretto_record_behind_facts", "Facts not yet in memory here.", tailing.behind())
    waiting = undelivered(before=now() - settings.NOTIFY_URGENT, since=now() - BACK)
    yield _gauge("lazaretto_messages_undelivered", "Messages that nobody took in time.", waiting)
    yield _gauge("lazaretto_channels_failing", "Channels whose last tries failed.", failing()[0])
    passes = GaugeMetricFamily(
        "lazaretto_pass_timestamp_seconds", "When a command was last through.", labels=["command"]
    )
    for command, at in beats().items():
        passes.add_metric([command], at.timestamp())
    yield passes


def _log(at: datetime) -> Families:
    lag = proving.lag()
    waits = proving.age(lag, now=at)
    yield _gauge("lazaretto_record_facts", "Facts that this node holds.", lag.facts)
    yield _gauge("lazaretto_log_signed_entries", "Entries under the newest signed root.", lag.signed)
    seconds = float("inf") if waits is None else waits.total_seconds()
    yield _gauge("lazaretto_log_unsigned_seconds", "How long a fact waits for a signed root.", seconds)


def _watch() -> Families:
    page = look()
    lines = GaugeMetricFamily("lazaretto_watch_lines", "Lines of the system's own list.", labels=["light"])
    lines.add_metric(["red"], page.red)
    lines.add_metric(["amber"], page.amber)
    yield lines


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)
