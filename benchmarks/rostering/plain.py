"""A public instance written down as its published integer programme and given to CP-SAT as it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

from ortools.sat.python import cp_model

from benchmarks.rostering.checking import sections

_WATCH = 0.1  # seconds between two looks at the clock
WORKERS = 8  # a portfolio shared by the cores there are; with two its bounds stay near zero


@dataclass(frozen=True, slots=True)
class Plain:
    """What the solver found: a roster, person → shifts by day, or none; and its bound."""

    roster: dict[str, list[str]] | None
    bound: float


def solve(text: str, seconds: float, clock: Callable[[], float]) -> Plain:
    """Solve an instance for so many seconds of a clock."""
    began = clock()
    said = sections(text)
    days = range(int(said["HORIZON"][0][0]))
    shifts = {name: (int(minutes), after.split("|")) for name, minutes, after in said["SHIFTS"]}
    m = cp_model.CpModel()
    people = [words[0] for words in said["STAFF"]]
    x = {(p, d, s): m.new_bool_var("") for p in people for d in days for s in shifts}
    works = {(p, d): m.new_bool_var("") for p in people for d in days}
    for (p, d), w in works.items():
        m.add(sum(x[p, d, s] for s in shifts) == w)
        for s, (_, after) in shifts.items():
            for other in after if d + 1 in days else ():
                if other in shifts:
                    m.add_bool_or(~x[p, d, s], ~x[p, d + 1, other])
    for words in said["STAFF"]:
        _limit(m, words, days, {s: minutes for s, (minutes, _) in shifts.items()}, x, works)
    for row in said.get("DAYS_OFF", []):
        for day in row[1:]:
            m.add(works[row[0], int(day)] == 0)
    price: list[cp_model.LinearExprT] = []
    for p, day, s, weight in said.get("SHIFT_ON_REQUESTS", []):
        price.append(int(weight) * (1 - x[p, int(day), s]))
    for p, day, s, weight in said.get("SHIFT_OFF_REQUESTS", []):
        price.append(int(weight) * x[p, int(day), s])
    for day, s, need, under, over in said["COVER"]:
        missing, beyond = (m.new_int_var(0, len(people), "") for _ in range(2))
        m.add(sum(x[p, int(day), s] for p in people) + missing - beyond == int(need))
        price.append(int(under) * missing + int(over) * beyond)
    m.minimize(sum(price))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    ended = Event()

    def watch() -> None:
        while not ended.is_set():
            if clock() - began >= seconds:
                solver.stop_search()
            time.sleep(_WATCH)

    watching = Thread(target=watch)
    watching.start()
    status = solver.solve(m)
    ended.set()
    watching.join()
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Plain(None, solver.best_objective_bound)
    roster = {p: [next((s for s in shifts if solver.value(x[p, d, s])), "") for d in days] for p in people}
    return Plain(roster, solver.best_objective_bound)


def _limit(
    m: cp_model.CpModel, words: list[str], days: range, minutes: dict[str, int],
    x: dict[tuple[str, int, str], cp_model.IntVar], works: dict[tuple[str, int], cp_model.IntVar],
) -> None:  # fmt: skip
    """One person's own limits."""
    p, horizon = words[0], len(days)
    most_time, least_time, longest, shortest, rest, weekends = map(int, words[2:])
    for part in words[1].split("|"):
        shift, limit = part.split("=")
        m.add(sum(x[p, d, shift] for d in days) <= int(limit))
    m.add_linear_constraint(
        sum(minutes[s] * x[p, d, s] for d in days for s in minutes), least_time, most_time
    )
    row = [works[p, d] for d in days]
    for d in range(horizon - longest):
        m.add(sum(row[d : d + longest + 1]) <= longest)
    for length in range(1, shortest):  # on both sides of a run as short as this it cannot be free
        for d in range(horizon - length - 1):
            m.add_bool_or(row[d], *(~w for w in row[d + 1 : d + 1 + length]), row[d + 1 + length])
    for length in range(1, rest):
        for d in range(horizon - length - 1):
            m.add_bool_or(~row[d], *row[d + 1 : d + 1 + length], ~row[d + 1 + length])
    worked = []
    for saturday in range(5, horizon, 7):
        weekend = m.new_bool_var("")
        for w in row[saturday : saturday + 2]:
            m.add_implication(w, weekend)
        worked.append(weekend)
    m.add(sum(worked) <= weekends)
