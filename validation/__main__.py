"""``python -m validation [--quick] [part …]``: live the parts, store what they found, write the page."""

import sys
from collections.abc import Callable
from pathlib import Path

from validation import chains, results, telling, travellers
from validation.drawing import draw
from validation.part import Part

PARTS: dict[str, Callable[..., Part]] = {
    "travellers": travellers.found,
    "chains": chains.found,
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
    fresh: list[results.Result] = []
    for name in names or PARTS:
        print(f"living {name} …", file=sys.stderr, flush=True)
        part = PARTS[name](quick=quick)
        fresh.append(results.result(name, part))
        print(f"{part.title}: {len(part.rows)} numbers in {part.seconds:.1f} s")
        for row in fresh[-1].missed:
            print(
                f"  missed: {row.name}: expected {row.expected:g}, ours {telling.ours(row)}, {row.tolerance}"
            )
        if not quick:
            for plot, drawn in part.plots.items():
                draw(drawn, DOCS / "img" / "validation" / f"{plot}.svg")
    if not quick:
        stored = results.merged(results.read(), fresh, order=list(PARTS))
        results.write(stored)
        (DOCS / "validation.md").write_text(telling.page(stored), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
