"""``python -m validation [--quick] [part …]``: live the parts, store what they found, write the page."""

import sys
from collections.abc import Callable
from pathlib import Path

from validation import bays, chains, cohorts, engine, prisons, results, telling, travellers
from validation.drawing import draw
from validation.part import Part

PARTS: dict[str, Callable[..., Part]] = {
    "travellers": travellers.found,
    "chains": chains.found,
    "cohorts": cohorts.found,
    "engine": engine.found,
    "bays": bays.found,
    "prisons": prisons.found,
}
DOCS = Path(__file__).parents[1] / "docs"


def main(wanted: list[str]) -> int:
    """Live the wanted parts, or all of them. Misses are printed, not hidden; quick ones are not written."""
    quick = "--quick" in wanted
    names = [name for name in wanted if name != "--quick"]
    strangers = [name for name in names if name not in PARTS]
    if strangers:
        print(f"no such part: {', '.join(strangers)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for name in names or PARTS:
        print(f"living {name} …", file=sys.stderr, flush=True)
        part = PARTS[name](quick=quick)
        one = results.result(name, part)
        print(f"{part.title}: {len(part.rows)} numbers in {part.seconds:.1f} s", flush=True)
        for row in one.missed:
            print(
                f"  missed: {row.name}: expected {row.expected:g}, ours {telling.ours(row)}, {row.tolerance}"
            )
        if not quick:
            keep(one, part)
    return 0


def keep(one: results.Result, part: Part) -> None:
    """Store a part as soon as it is found, draw its pictures and write the page anew."""
    for plot, drawn in part.plots.items():
        draw(drawn, DOCS / "img" / "validation" / f"{plot}.svg")
    stored = results.merged(results.read(), [one], order=list(PARTS))
    results.write(stored)
    (DOCS / "validation.md").write_text(telling.page(stored), "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
