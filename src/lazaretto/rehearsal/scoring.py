"""Seeded, found, false: every seeded error must come out as its findings, and nothing else may."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lazaretto.obligations.owed import Finding
from lazaretto.rehearsal.errors import Seeded


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of error: how many were seeded, how many of them came out, by how many findings."""

    kind: str
    seeded: int
    found: int
    findings: int


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of a rehearsal. ``false``: findings that nobody seeded; ``hidden``: errors not found."""

    lines: tuple[Line, ...]
    hidden: tuple[Seeded, ...]
    false: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Everything seeded was found, and nothing else."""
        return not self.hidden and not self.false

    @property
    def seeded(self) -> int:
        """How many errors were seeded."""
        return sum(line.seeded for line in self.lines)

    @property
    def found(self) -> int:
        """How many of them came out, with every finding they name."""
        return sum(line.found for line in self.lines)

    def table(self) -> str:
        """The table *seeded / found / false*, one line a kind and a sum, for print."""
        width = max((len(line.kind) for line in self.lines), default=4)
        head = f"{'error':<{width}}  seeded  found  findings"
        rows = [f"{x.kind:<{width}}  {x.seeded:>6}  {x.found:>5}  {x.findings:>8}" for x in self.lines]
        findings = sum(line.findings for line in self.lines)
        total = f"{'all':<{width}}  {self.seeded:>6}  {self.found:>5}  {findings:>8}  false {len(self.false)}"
        return "\n".join([head, *rows, total])


def score(seeded: Sequence[Seeded], findings: Iterable[Finding]) -> Score:
    """Match findings with what was seeded: by rule, facility, subject, and time. Ids count once."""
    once = {finding.id: finding for finding in findings}.values()
    expected: dict[tuple[str, str, str], list[int]] = {}
    for number, error in enumerate(seeded):
        for rule, subject in error.expects:
            expected.setdefault((rule, error.facility, subject), []).append(number)
    met: dict[int, Counter[tuple[str, str]]] = {number: Counter() for number in range(len(seeded))}
    false = []
    for finding in once:
        numbers = expected.get((finding.rule, finding.facility, finding.subject), ())
        mine = [n for n in numbers if seeded[n].since <= finding.at < seeded[n].until]
        for number in mine[:1]:
            met[number][finding.rule, finding.subject] += 1
        if not mine:
            false.append(finding)
    return Score(_lines(seeded, met), _hidden(seeded, met), tuple(sorted(false, key=lambda f: f.at)))


def _counts(error: Seeded, met: Counter[tuple[str, str]]) -> bool:
    """An error of which something may still be on its way counts only when all of it has come out."""
    return not error.pending or _came_out(error, met)


def _came_out(error: Seeded, met: Counter[tuple[str, str]]) -> bool:
    return all(met[pair] for pair in error.expects)


def _lines(seeded: Sequence[Seeded], met: dict[int, Counter[tuple[str, str]]]) -> tuple[Line, ...]:
    lines = []
    for kind in dict.fromkeys(error.kind for error in seeded):
        mine = [n for n, error in enumerate(seeded) if error.kind == kind and _counts(error, met[n])]
        found = sum(_came_out(seeded[n], met[n]) for n in mine)
        lines.append(Line(kind, len(mine), found, sum(met[n].total() for n in mine)))
    return tuple(sorted(lines, key=lambda line: line.kind))


def _hidden(seeded: Sequence[Seeded], met: dict[int, Counter[tuple[str, str]]]) -> tuple[Seeded, ...]:
    return tuple(
        error for n, error in enumerate(seeded) if not error.pending and not _came_out(error, met[n])
    )
