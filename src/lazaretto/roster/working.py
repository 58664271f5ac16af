"""A request in bytes → lines of how far it came, at last the plan or what is at fault."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from lazaretto.roster.answer import Plan, Told
from lazaretto.roster.asking import Request
from lazaretto.roster.planning import plan
from lazaretto.roster.reading import read
from lazaretto.roster.vetting import Fault


class Planner(Protocol):
    """What answers a request, as :func:`lazaretto.roster.planning.plan` does."""

    def __call__(
        self, request: Request, *, clock: Callable[[], float], seconds: float,
        tell: Callable[[Told], bool] | None, halted: Callable[[], bool] | None,
    ) -> Plan:  # fmt: skip
        """The plan of a request."""


class Faulted(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="fault"):
    """One row of the request that is at fault."""

    code: str
    path: str
    values: dict[str, str]


def work(
    data: bytes, *, write: Callable[[bytes], None], stopped: Callable[[], bool], clock: Callable[[], float],
    seconds: float, planner: Planner = plan,
) -> bool:  # fmt: skip
    """Answer a request, a JSON object at a time; True where a plan was written, False where faults were.

    write: takes one object, without a line's end. stopped: asked at each progress; True: the best so far will
    do. clock: seconds that pass. seconds: how long to look. planner: what plans.
    """
    asked = read(data)
    if asked.request is None:
        for fault in asked.faults:
            write(msgspec.json.encode(_faulted(fault)))
        return False

    def tell(told: Told) -> bool:
        write(msgspec.json.encode(told))
        return not stopped()

    write(
        msgspec.json.encode(planner(asked.request, clock=clock, seconds=seconds, tell=tell, halted=stopped))
    )
    return True


def _faulted(fault: Fault) -> Faulted:
    return Faulted(code=fault.code, path=fault.path, values=dict(fault.values))
