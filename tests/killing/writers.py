"""Whoever states facts while processes are killed, and notes what was acknowledged."""

import json
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from random import Random
from uuid import UUID

HOUSES = ("QZ-D", "MJ-D")
RECORDED = frozenset({"accepted", "disputed", "duplicate"})
TIMEOUT = 10  # seconds to wait for one answer


@dataclass
class Told:
    """What all writers know together. last: since when the newest acknowledged request had been under way."""

    acknowledged: set[UUID] = field(default_factory=set)
    doubled: int = 0  # answered as a duplicate: it was recorded, and the answer was lost
    refused: int = 0  # answered, and not taken: 503, 507 …
    cut: int = 0  # never answered
    wrong: list[str] = field(default_factory=list)
    last: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Writer(threading.Thread):
    """States one batch after another until told to stop; a batch is tried until it is answered."""

    def __init__(self, number: int, *, port: int, token: str, told: Told, seed: int) -> None:
        super().__init__(name=f"writer-{number}", daemon=True)
        self._port, self._token, self._told = port, token, told
        self._chance, self._number = Random(f"{seed} {number}"), number  # noqa: S311 — no secret
        self._count = 0
        self._wire: HTTPConnection | None = None
        self.stopping = threading.Event()

    def run(self) -> None:
        """Until it is told to stop, and the batch under way is answered."""
        while not self.stopping.is_set():
            batch = [self._statement() for _ in range(self._chance.choice((1, 1, 1, 2, 5)))]
            while not self._tried(batch):
                time.sleep(0.05)
            time.sleep(self._chance.uniform(0, 0.12))

    def _statement(self) -> dict[str, object]:
        """Every third is about custody, so that a kill falls into projecting too."""
        self._count += 1
        number = self._count * 100 + self._number
        house, person = HOUSES[number % 2], f"D{number}"
        body: dict[str, object] = {
            "kind": "hygiene.temperatures_taken/1", "readings": [{"person": person, "celsius_tenths": 365}],
        }  # fmt: skip
        if self._count % 3 == 0:
            body = {"kind": "custody.admitted/1", "person": person, "cell": f"{house}/T/01", "sex": "male"}
        high = (time.time_ns() // 1_000_000) << 80 | 7 << 76
        made = UUID(int=high | 2 << 62 | self._chance.getrandbits(62))
        return {"id": str(made), "facility": house, "occurred": _a_while_ago(), "body": body}

    def _tried(self, batch: list[dict[str, object]]) -> bool:
        """Send it once; true where it was acknowledged."""
        began, told = time.monotonic(), self._told
        try:
            status, answer = self._sent(batch)
        except (OSError, HTTPException):
            self._wire = None
            with told.lock:
                told.cut += 1
            return False
        with told.lock:
            if status != 200:
                told.refused += 1
                if status not in (502, 503, 507):
                    told.wrong.append(f"{status}: {answer[:300]!r}")
                return False
            outcomes = [one["outcome"] for one in json.loads(answer)["results"]]
            if not set(outcomes) <= RECORDED:
                told.wrong.append(f"not taken: {answer[:300]!r}")
            told.acknowledged |= {UUID(str(one["id"])) for one in batch}
            told.doubled += outcomes.count("duplicate")
            told.last = max(told.last, began)
        return True

    def _sent(self, batch: list[dict[str, object]]) -> tuple[int, bytes]:
        if self._wire is None:
            self._wire = HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        head = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        self._wire.request("POST", "/api/v1/facts/batch", json.dumps(batch), head)
        answer = self._wire.getresponse()
        return answer.status, answer.read()


def _a_while_ago() -> str:
    return datetime.fromtimestamp(time.time() - 60, UTC).isoformat()
