"""From stored results to the page: a pure function, so that the page is exactly what was found."""

from collections.abc import Sequence

from validation.part import Row
from validation.results import Result

HEAD = """# Validation of the twin

What the twin says beside what others published and what happened: every number, misses included and first.
`make validation` lives it all again and writes this page, its pictures and `validation/results.json`; every
seed is fixed, so that the same code gives the same page.

Everything under *ours* is **simulated or reckoned, never observed**. Where chance plays a part it stands with
its range; what it assumes stands with each part. That a model agrees with another model says that both reckon
alike, not that either is the world; only the parts on real outbreaks ask that.
"""
PLAIN = 25  # a longer table is folded up


def page(results: Sequence[Result]) -> str:
    """The whole page in markdown."""
    return "\n".join([HEAD, _summary(results), *(_chapter(one) for one in results)])


def _summary(results: Sequence[Result]) -> str:
    asked = sum(len(one.rows) for one in results)
    missed = sum(len(one.missed) for one in results)
    lines = ["## Summary", "", f"**{missed} of {asked} numbers are missed.**", ""]
    lines += [_miss(one.title, row) for one in results for row in one.missed]
    lines += [*([""] if missed else []), "| part | numbers | hold | missed |", "|---|---:|---:|---:|"]
    lines += [
        f"| {one.title} | {len(one.rows)} | {len(one.rows) - len(one.missed)} | {len(one.missed)} |"
        for one in results
    ]
    return "\n".join([*lines, ""])


def _miss(title: str, row: Row) -> str:
    told = f"expected {number(row.expected)}, ours {ours(row)} ({row.tolerance})"
    return f"- Missed, {title}: {row.name}; {told}"


def _chapter(one: Result) -> str:
    lines = [f"## {one.title}", "", one.asked, ""]
    if one.note:
        lines += [one.note, ""]
    for plot in one.plots:
        lines += [f"![{one.title}: {plot.replace('-', ' ')}](img/validation/{plot}.svg)", ""]
    table = _table(one.rows)
    if len(one.rows) > PLAIN:
        holds = len(one.rows) - len(one.missed)
        summary = f"<summary>All {len(one.rows)} numbers; {holds} hold</summary>"
        table = ["<details>", summary, "", *table, "", "</details>"]
    return "\n".join([*lines, *table, ""])


def _table(rows: Sequence[Row]) -> list[str]:
    lines = ["| number | expected | ours | holds within | holds | source |", "|---|---:|---:|---|---|---|"]
    for row in rows:
        holds = "yes" if row.holds else "**no**"
        name = row.name.replace("|", "\\|")
        lines.append(
            f"| {name} | {number(row.expected)} | {ours(row)} | {row.tolerance} | {holds} | {row.source} |"
        )
    return lines


def ours(row: Row) -> str:
    """Our number with its range."""
    if row.low is None or row.high is None:
        return number(row.ours)
    return f"{number(row.ours)} ({number(row.low)} to {number(row.high)})"


def number(value: float) -> str:
    """Four digits that count; whole numbers whole."""
    if value == int(value) and abs(value) < 1e9:
        return f"{int(value):,}"
    return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
