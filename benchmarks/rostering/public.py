"""The public instances, a minute each on two cores: our price by the independent checker, and our bound."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, figure
from benchmarks.rostering import plain
from benchmarks.rostering.checking import Roster, broken, price
from lazaretto.roster.engine.problem import Answer, Problem
from lazaretto.roster.engine.solving import solve
from lazaretto.roster.public.importing import read_instance
from lazaretto.roster.public.stating import problem_of

# Best known as recorded in October 2023 at github.com/wssuite/NurseScheduler; some may be beaten since.
BEST_KNOWN = {
    1: 607, 2: 828, 3: 1001, 4: 1716, 6: 1950, 7: 1056, 8: 1300, 11: 3443, 12: 4040, 13: 1348, 20: 4769,
}  # fmt: skip
GOALS = {1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0, 6: 1.0, 7: 1.0, 8: 1.03, 11: 1.0}  # of the best known, in a minute
LONGER = (12, 180, 1.01)  # instance, seconds, of the best known
MINUTE = 60
CORES = 2
PEER = "best known (October 2023)"


def both_cores() -> float:
    """Processor seconds of this process, halved: what passes on the clock of two idle cores."""
    return time.process_time() / CORES


def measure() -> Iterator[Figure]:
    """Every instance there is in the data folder, ours and the plain solver by turns; none there: nothing."""
    texts = {number: text for number in BEST_KNOWN if (text := instance(number))}
    if not texts:
        print("no instances: set LAZARETTO_DATA to the folder that holds rostering/")
    for text in list(texts.values())[:1]:  # the first call compiles what is not compiled yet
        solve(problem_of(read_instance(text)), effort=1)
    for number, text in texts.items():
        yield from _measured(number, text, MINUTE, GOALS.get(number))
    number, seconds, goal = LONGER
    if number in texts:
        yield from _measured(number, texts[number], seconds, goal)


def instance(number: int) -> str | None:
    """The text of an instance, where the data are here."""
    given = os.environ.get("LAZARETTO_DATA")
    folder = Path(given) if given else Path(__file__).resolve().parents[3] / "shared" / "data"
    path = folder / "rostering" / f"Instance{number}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else None


def _measured(number: int, text: str, seconds: int, goal: float | None) -> Iterator[Figure]:
    name, known = f"roster {number}, {seconds} s", BEST_KNOWN[number]
    problem = problem_of(read_instance(text))
    found = solve(problem, clock=both_cores, seconds=seconds)
    roster = _roster(problem, found)
    ours = _judged(text, roster)
    at_most = None if goal is None else f"<= {int(known * goal)}"
    if ours is not None:
        yield figure(f"{name}: price", ours, "", goal=at_most, peer=PEER, peer_value=known)
        yield figure(f"{name}: reached after", found.progress[-1].seconds, "s")
    yield figure(f"{name}: proved bound", found.bound, "", goal=f"<= {known}", peer=PEER, peer_value=known)
    other = plain.solve(text, seconds, both_cores)
    theirs = _judged(text, other.roster)
    if theirs is not None:
        yield figure(f"{name}: plain CP-SAT's price", theirs, "", peer="ours", peer_value=ours)
    yield figure(f"{name}: plain CP-SAT's bound", other.bound, "", peer="ours", peer_value=found.bound)


def _roster(problem: Problem, found: Answer) -> Roster | None:
    if found.letters is None:
        return None
    rows = zip(problem.members, found.letters, strict=True)
    return {member.name: [problem.letters[x] for x in row] for member, row in rows}


def _judged(text: str, roster: Roster | None) -> int | None:
    """The checker's price; a roster that breaks a rule is no roster, and ends the run."""
    if roster is None:
        return None
    wrong = broken(text, roster)
    if wrong:
        raise RuntimeError(f"hard rules broken: {'; '.join(wrong[:5])}")
    return price(text, roster)
