"""Many houses at once: a process for each part of a request, as many as the machine has cores.

Rosters are worked out by pure functions; processes, pipes and the word to stop belong to this edge.
"""

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.synchronize import Event

import msgspec

from lazaretto.roster.answer import Plan, Told
from lazaretto.roster.asking import Request
from lazaretto.roster.parting import Together, joined, parts
from lazaretto.roster.planning import plan

Tell = Callable[[Told], bool]
_LOOK = 0.2  # seconds between two looks at whether somebody wants it to stop
_said = msgspec.json.Decoder(Told | Plan)


def plan_together(
    request: Request, *, clock: Callable[[], float], seconds: float, tell: Tell | None = None,
    halted: Callable[[], bool] | None = None, processes: int | None = None,
) -> Plan:  # fmt: skip
    """What :func:`lazaretto.roster.planning.plan` answers, its houses planned side by side.

    processes: at most so many; absent: as many as there are cores for this one. Raises ChildProcessError
    where one of them ended without an answer.
    """
    asked = parts(request, processes or _cores())
    if len(asked) == 1:
        return plan(request, clock=clock, seconds=seconds, tell=tell, halted=halted)
    began, context = clock(), _context()
    stop = context.Event()
    running: dict[Connection, int] = {}
    children = []
    for number, part in enumerate(asked):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(
            target=_work, args=(msgspec.json.encode(part), seconds, theirs, stop), daemon=True
        )
        child.start()
        theirs.close()
        running[ours] = number
        children.append(child)
    try:
        plans = _heard(running, Together(len(asked)), stop, tell, halted, lambda: round(clock() - began, 2))
    finally:
        for child in children:
            child.terminate()  # they have answered, or nobody waits for them any more
            child.join()
    return joined(request, plans, seconds=round(clock() - began, 2))


def _heard(
    running: dict[Connection, int], together: Together, stop: Event, tell: Tell | None,
    halted: Callable[[], bool] | None, passed: Callable[[], float],
) -> list[Plan]:  # fmt: skip
    """Listen until every part has answered; pass on what they tell, and the word to stop."""
    plans: dict[int, Plan] = {}
    while running:
        for pipe in wait(list(running), timeout=_LOOK):
            if not isinstance(pipe, Connection):
                continue
            try:
                said = _said.decode(pipe.recv_bytes())
            except EOFError:
                raise ChildProcessError(f"part {running[pipe]} of the plan ended without an answer") from None
            if isinstance(said, Plan):
                plans[running.pop(pipe)] = said
            elif tell is not None and not tell(together.tell(running[pipe], said, seconds=passed())):
                stop.set()
        if halted is not None and halted():
            stop.set()
    return [plans[number] for number in sorted(plans)]


def _work(data: bytes, seconds: float, pipe: Connection, stop: Event) -> None:
    """One part, in a process of its own: one core, and two words to whoever asked: how far, and the plan."""

    def tell(told: Told) -> bool:
        pipe.send_bytes(msgspec.json.encode(told))
        return not stop.is_set()

    found = plan(
        msgspec.json.decode(data, type=Request), clock=time.monotonic, seconds=seconds, tell=tell,
        halted=stop.is_set, workers=1,
    )  # fmt: skip
    pipe.send_bytes(msgspec.json.encode(found))
    pipe.close()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _context() -> ForkContext | SpawnContext:
    """A copy of this process where that is safe; elsewhere a fresh one, which is a second or two later."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork") if alone else multiprocessing.get_context("spawn")
