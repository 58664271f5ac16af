"""What is counted while it runs, for whoever watches the machine.

Labels are names of routes, methods, statuses, families and outcomes: never a path, a person or
a place. Each process of the server counts by itself; their files are added up when somebody asks.
"""

import os
from collections import Counter as Tally
from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from lazaretto.facts.fact import Fact, tag_of
from lazaretto.ledger.receipts import Receipt
from lazaretto.project.serving import SHARED

# From what a person does not notice to where a browser gives up; Prometheus' own steps, with two more above.
STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

OWN = CollectorRegistry()
REQUESTS = Counter("lazaretto_requests", "Requests answered.", ("route", "method", "status"), registry=OWN)
SECONDS = Histogram(
    "lazaretto_request_seconds", "How long an answer took.", ("route",), buckets=STEPS, registry=OWN
)
FACTS = Counter(
    "lazaretto_facts_appended", "Statements by what became of them.", ("family", "outcome"), registry=OWN
)
APPENDING = Histogram(
    "lazaretto_append_seconds", "How long a batch took to append.", buckets=STEPS, registry=OWN
)


def count_request(*, route: str, method: str, status: int, seconds: float) -> None:
    """One answer. method: whatever came is one of a few words, so that nobody can make labels."""
    known = method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
    REQUESTS.labels(route, known, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def count_facts(*, facts: Sequence[Fact], receipts: Sequence[Receipt], seconds: float) -> None:
    """One batch that was appended."""
    for (family, outcome), many in tally(facts, receipts).items():
        FACTS.labels(family, outcome).inc(many)
    APPENDING.observe(seconds)


def tally(facts: Sequence[Fact], receipts: Sequence[Receipt]) -> Tally[tuple[str, str]]:
    """How many statements of a family had an outcome."""
    families = (tag_of(fact.body).partition(".")[0] for fact in facts)
    return Tally(zip(families, (receipt.outcome for receipt in receipts), strict=True))


def counted() -> CollectorRegistry:
    """The counts of all processes of this server, or of this one where it is alone."""
    if not os.environ.get(SHARED):
        return OWN
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
