"""One fact over HTTP: the Python time of a request through every layer but the socket, and where it goes."""

import cProfile
import json
import pstats
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import Figure, figure
from benchmarks.server import establish, present, serving
from lazaretto.access.actor import Actor, Scope

REQUESTS, PROFILED = 400, 400
SECURITY = Actor("SEC", "security_admin", Scope())
PARTS = {  # first match of a file's path → the part of the time that it is counted to
    "psycopg": "psycopg", "django/db": "Django's database layer", "ninja": "django-ninja",
    "pydantic": "django-ninja", "structlog": "logging", "logging": "logging",
    "django/middleware": "Django's middleware", "django": "the rest of Django",
    "allauth": "sign-in packages", "axes": "sign-in packages", "lazaretto/ledger": "our ledger",
    "lazaretto/actions": "our actions", "lazaretto/facts": "our facts", "lazaretto/access": "our access",
    "lazaretto/api": "our edge", "lazaretto": "the rest of ours",
}  # fmt: skip


def measure() -> Iterator[Figure]:
    """Processor time of this process a request (the server's own is not in it), then its parts."""
    with serving():
        establish(present())
        ask = _asking()
        for number in range(50):
            ask(number)
        cpu, wall = time.process_time(), time.perf_counter()
        for number in range(REQUESTS):
            ask(number)
        spent = 1000 * (time.process_time() - cpu) / REQUESTS
        passed = 1000 * (time.perf_counter() - wall) / REQUESTS
        yield figure("one fact over HTTP, Python", spent, "ms", peer="passed on the clock", peer_value=passed)
        parts = _parts(ask)
    whole = sum(parts.values())
    for part, share in sorted(parts.items(), key=lambda item: -item[1]):
        if share / whole >= 0.02:
            yield figure(f"of it in {part}", spent * share / whole, "ms", peer="the whole", peer_value=spent)


def _asking() -> "Ask":
    from django.test import Client

    from lazaretto.access.tokens import issue_token

    token = issue_token(
        device="GATE-7", role="duty_officer", facilities=("QZ-D",), expires=present() + timedelta(days=1),
        actor=SECURITY, now=present(),
    )  # fmt: skip
    return Ask(Client(SERVER_NAME="localhost"), token)


class Ask:
    """Post one fact as a device does."""

    def __init__(self, client: object, token: str) -> None:
        self.client, self.token = client, token

    def __call__(self, number: int) -> None:
        """Raises SystemExit when the fact was not taken."""
        said = {
            "body": {
                "kind": "hygiene.temperatures_taken/1",
                "readings": [{"person": f"QZ22{number:05}", "celsius_tenths": 366}],
            },
            "occurred": (present() - timedelta(minutes=1)).isoformat(), "facility": "QZ-D",
        }  # fmt: skip
        answer = self.client.post(  # type: ignore[attr-defined]
            "/api/v1/facts", json.dumps(said), content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )  # fmt: skip
        if answer.status_code != 201:
            raise SystemExit(f"the fact was not taken: {answer.status_code} {answer.content[:300]!r}")


def _parts(ask: Ask) -> dict[str, float]:
    """Shares of the profiler's own time, by part. What C does is counted to the Python that called it."""
    profile = cProfile.Profile(builtins=False)
    profile.enable()
    for number in range(PROFILED):
        ask(number)
    profile.disable()
    parts: dict[str, float] = {}
    for (path, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        part = _part(Path(path).as_posix())
        parts[part] = parts.get(part, 0.0) + own
    return parts


def _part(path: str) -> str:
    if "benchmarks/" in path or "django/test" in path:
        return "the measuring client"
    return next((part for mark, part in PARTS.items() if f"/{mark}" in path), "Python's own library")
