"""The system's own list: what of the machine, its commands and its channels needs somebody (G9).

Values in, lines out. Nothing is noted and nothing runs for it: the list is made when somebody opens it, and
says of every rule that it was looked at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from lazaretto.board.sentences import fill
from lazaretto.board.watch_words import RULES
from lazaretto.facts.periods import instant
from lazaretto.protocol.document import Text

Light = Literal["red", "amber"]
LIGHTS: tuple[Light, ...] = ("red", "amber")


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a light changes; the settings say where each comes from. disk: per cent that are free."""

    disk_amber: float
    disk_red: float
    certificate: timedelta
    daily: timedelta
    every: timedelta  # from one pass of the sender to the next
    log: timedelta  # from one pass of the publisher to the next
    passes: int
    lies: timedelta  # how long an urgent message may be undelivered
    rehearsal: timedelta  # from one restore that was tried to the next
    clock: timedelta  # how far clocks may be apart (decision 0011)


@dataclass(frozen=True, slots=True)
class Machine:
    """What was found on the machine. exposed: files with secrets that others of the machine may read.

    certificate: until when the one that is named holds; None: none is named, or it cannot be read. apart:
    seconds by which its clock is ahead of the database's. behind: by which it is behind the newest fact.
    """

    free: int
    disk: int
    exposed: tuple[str, ...] = ()
    named: bool = False
    certificate: datetime | None = None
    apart: float = 0.0
    behind: float = 0.0


@dataclass(frozen=True, slots=True)
class Works:
    """What the installation knows of itself. beats: command → when it was last through.

    database: bytes; None: it did not answer. failing: channels whose last try failed; failing_since: the
    oldest of those tries. undelivered: messages that no channel took. unreached: urgent lines that reach
    nobody. missing: issued documents that are not at hand. unwitnessed: witnesses whose signature
    the newest root of the log lacks, and since when.
    """

    beats: Mapping[str, datetime]
    database: int | None
    failing: int = 0
    failing_since: datetime | None = None
    undelivered: int = 0
    unreached: int = 0
    missing: tuple[str, ...] = ()
    unwitnessed: tuple[tuple[str, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True)
class WatchLine:
    """One thing that needs somebody. since: from when on it is so, where that is known.

    route: of the page where it can be seen. whose: the role that sees to it.
    """

    rule: str
    light: Light
    title: Text
    why: Text
    remedy: Text
    whose: str
    route: str
    since: datetime | None = None
    facility: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class WatchPage:
    """The list, the gravest first. looked: every rule that was looked at, and whether it found nothing."""

    at: datetime
    lines: tuple[WatchLine, ...]
    looked: tuple["Looked", ...]
    machine: Machine | None
    database: int | None
    scope: bool

    @property
    def red(self) -> int:
        """How many lines are red."""
        return sum(line.light == "red" for line in self.lines)

    @property
    def amber(self) -> int:
        """How many are amber."""
        return sum(line.light == "amber" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Looked:
    """Something that was looked at. rule: the first about it; found: how many lines it has."""

    rule: str
    title: Text
    found: int = 0


def line(
    rule: str, light: Light, *, since: datetime | None = None, facility: str | None = None, count: int = 1,
    zone: str = "UTC", **values: Any,
) -> WatchLine:  # fmt: skip
    """One line in words; the values stand in the sentences of its rule."""
    words = RULES[rule]
    return WatchLine(
        rule, light, fill(words.title, zone=zone, count=count, **values),
        fill(words.why, zone=zone, count=count, **values), fill(words.remedy, zone=zone, **values),
        words.whose, words.route, since, facility, count,
    )  # fmt: skip


def listed(
    lines: Iterable[WatchLine], rules: Iterable[str]
) -> tuple[tuple[WatchLine, ...], tuple[Looked, ...]]:
    """The lines in order, the gravest and then the oldest first, and what was looked at.

    Two rules about one thing (a command that never came, one that stays away) are one look.
    """
    found = tuple(lines)
    ordered = sorted(
        found,
        key=lambda one: (LIGHTS.index(one.light), one.since or instant(0), one.rule, one.facility or ""),
    )
    looked: dict[str, Looked] = {}
    for rule in rules:
        name, mine = RULES[rule].name, sum(one.rule == rule for one in found)
        before = looked.get(name.en, Looked(rule, name))
        looked[name.en] = replace(before, found=before.found + mine)
    return tuple(ordered), tuple(looked.values())


def of_the_machine(machine: Machine, *, limits: Limits, at: datetime) -> Iterable[WatchLine]:
    """Disk, files with secrets, clock, certificate."""
    free = 100 * machine.free / machine.disk if machine.disk else 0.0
    if free < limits.disk_amber:
        yield line(
            "disk", "red" if free < limits.disk_red else "amber", free=f"{free:.1f}",
            left=mebibytes(machine.free),
            limit=limits.disk_amber,
        )  # fmt: skip
    for name in machine.exposed:
        yield line("secret_files", "red", file=name)
    bound = limits.clock.total_seconds()
    if abs(machine.apart) > bound:
        yield line("clock_apart", "red", off=f"{machine.apart:+.0f}", limit=f"{bound:.0f}")
    if machine.behind > bound:
        yield line("clock_behind", "red", off=f"{machine.behind:.0f}", limit=f"{bound:.0f}")
    if machine.named and machine.certificate is None:
        yield line("certificate_unread", "red")
    elif machine.certificate is not None and machine.certificate < at + limits.certificate:
        over = machine.certificate <= at
        yield line(
            "certificate", "red" if over else "amber", until=machine.certificate,
            days=limits.certificate.days,
            since=machine.certificate if over else None,
        )  # fmt: skip


def of_the_works(works: Works, *, limits: Limits, at: datetime, zone: str) -> Iterable[WatchLine]:
    """Database, commands, channels, documents."""
    if works.database is None:
        yield line("database", "red")
    yield from _commands(works, limits, at, zone)
    if works.failing:
        yield line("channels", "amber", count=works.failing, since=works.failing_since, zone=zone)
    if works.undelivered:
        minutes = int(limits.lies.total_seconds()) // 60
        yield line("undelivered", "red", count=works.undelivered, minutes=minutes)
    if works.unreached:
        yield line("unreached", "red", count=works.unreached)
    for who, missing in works.unwitnessed:
        if missing is None or missing + limits.log * limits.passes < at:
            yield line("unwitnessed", "red", since=missing, who=who)
    for document in works.missing:
        yield line("document", "red", document=document)


def _commands(works: Works, limits: Limits, at: datetime, zone: str) -> Iterable[WatchLine]:
    """Commands that have not come for too long, and those that never came."""
    for job, reach, seconds in (
        ("notify", limits.every * limits.passes, limits.every),
        ("publish", limits.log * limits.passes, limits.log),
        ("erase-check-ins", limits.daily, limits.daily),
        ("backup", limits.daily, limits.daily),
        ("rehearse-restore", limits.rehearsal, limits.rehearsal),
    ):
        last = works.beats.get(job)
        rule = job.replace("-", "_")
        if last is None:
            yield line(f"{rule}_never", "amber")
        elif last + reach < at:
            grave: Light = (
                "amber" if job in ("erase-check-ins", "rehearse-restore") else "red"
            )  # what is due there is a line itself
            yield line(rule, grave, since=last, last=last, every=int(seconds.total_seconds()), zone=zone)


def mebibytes(number: int) -> str:
    """A number of bytes as people read it."""
    mebi = number / 2**20
    return f"{mebi:,.0f} MiB" if mebi < 10 * 2**10 else f"{mebi / 2**10:,.0f} GiB"
