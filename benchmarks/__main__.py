"""``python -m benchmarks [topic …]``: measure, print one table, write ``benchmarks/results.json``."""

import os
import platform
import sys
from collections.abc import Callable, Iterable

from benchmarks import (
    at_the_gate,
    board,
    deciding,
    encoding,
    importing,
    live,
    model_city,
    nation_day,
    over_http,
    proving,
    reconciling,
    rounds,
    stating,
    tracing,
)
from benchmarks.duty import planning
from benchmarks.figures import RESULTS, Figure, table, write
from benchmarks.placing import single_days, sixty_days
from benchmarks.rostering import public
from benchmarks.twin import sharing, spreading

TOPICS: dict[str, Callable[[], Iterable[Figure]]] = {
    "encoding": encoding.measure,
    "gate": deciding.measure,
    "station": at_the_gate.measure,
    "sources": reconciling.measure,
    "rounds": rounds.measure,
    "city": model_city.measure,
    "nation": nation_day.measure,
    "board": board.measure,
    "live": live.measure,
    "stating": stating.measure,
    "log": proving.measure,
    "importing": importing.measure,
    "http": over_http.measure,
    "placing": single_days.measure,
    "cohorts": sixty_days.measure,
    "tracing": tracing.measure,
    "rostering": public.measure,
    "duty": planning.measure,
    "twin": spreading.measure,
    "cores": sharing.measure,
}


def main(wanted: list[str]) -> int:
    """Measure the wanted topics, or all of them. The number of goals missed is printed, not hidden."""
    strangers = [name for name in wanted if name not in TOPICS]
    if strangers:
        print(f"no such topic: {', '.join(strangers)}; there are {', '.join(TOPICS)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in wanted or TOPICS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        figures.extend(TOPICS[name]())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(table(figures))
    missed = [f.name for f in figures if f.met is False]
    print(f"\n{len(missed)} goals missed" + (f": {'; '.join(missed)}" if missed else ""))
    write(figures)
    print(f"written to {RESULTS.relative_to(RESULTS.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
