"""An order that was simulated → the document with it in: a version to put before those who decide.

    found = proposed(data, change, version="2", on=date(2022, 4, 8), trace="sha256 …")
    read(found.data).protocol          # the legs of the order, everything else word for word

The document is edited where its numbers stand and nowhere else, so that comments, order and wording stay. A
number that changes cites the proposal instead of the publication that it no longer has. What no document says
(people in a cell, rounds, the pattern that a house works) is ordered by itself, and named in
``ordered_apart``.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import msgspec

from lazaretto.protocol.document import Clause, Deadline, Leg, Parameter, Protocol, Refrain, Text
from lazaretto.protocol.reading import read
from lazaretto.twin.designing import Change, LegChange
from lazaretto.twin.lowering import quarantine_layers

SOURCE = "proposed.by-simulation"
TITLE = Text(
    zh_hans="经模拟提出的建议，尚未发布", zh_hant="經模擬提出的建議，尚未發布",
    en="Proposed after a simulation, not yet issued",
)  # fmt: skip
NOTE = Text(
    zh_hans="建议值：依据模拟结果提出，由有权机关决定。原值为 {was}。",
    zh_hant="建議值：依據模擬結果提出，由有權機關決定。原值為 {was}。",
    en="Proposed after a simulation, for those in authority to decide. It was {was}.",
)
HEAD = "# Proposed after a simulation, not yet issued: {trace}."
APART = ("cohort", "pattern", "rounds_every", "answer", "freeze_days", "watched")


class CannotBeProposed(ValueError):
    """A document that cannot be edited where the order would change it: which part, and why."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A document with an order in it. ordered_apart: parts of the order that no document says."""

    version: str
    data: bytes
    ordered_apart: tuple[str, ...]


def proposed(data: bytes, change: Change, *, version: str, on: date, trace: str) -> Proposal:
    """The document of these bytes under another order. on: its day; trace: what names its simulation.

    Errors: CannotBeProposed.
    """
    held, legs = data, _by_layer(_Draft(data, on).protocol, change)
    for layer in sorted(layer for layer, leg in legs.items() if leg.days == 0):
        gone = _Draft(held, on)  # each by itself: two that go may stand on one line
        gone.leg(layer, legs[layer])
        held = gone.finished()
    draft = _Draft(held, on)
    for layer, leg in legs.items():
        if leg.days != 0:
            draft.leg(layer, leg)
    if draft.edits or held != data:
        draft.head(version, trace)
        held = draft.finished()
    apart = tuple(name for name in APART if getattr(change, name) is not None)
    return Proposal(version, held, apart)


def _by_layer(protocol: Protocol, change: Change) -> dict[int, LegChange]:
    """Changes by layer: an order counts the legs of quarantine from 1, whatever their layers are."""
    layers = quarantine_layers(protocol)
    beyond = [number for number in change.legs if not 1 <= number <= len(layers)]
    if beyond:
        raise CannotBeProposed(f"leg {beyond[0]}: the document has {len(layers)} legs of quarantine")
    return {layers[number - 1]: leg for number, leg in change.legs.items()}


def next_version(version: str, taken: set[str]) -> str:
    """The next number that no version has: 1 → 2; after one that is no number, ``-2`` behind it."""
    if version.isdigit():
        after = range(int(version) + 1, int(version) + 2 + len(taken))
        return next(str(number) for number in after if str(number) not in taken)
    return next(found for n in range(2, 3 + len(taken)) if (found := f"{version}-{n}") not in taken)


@dataclass(frozen=True, slots=True)
class _Now:
    """A leg as it was, and its days and days of tests as they would be."""

    leg: Leg
    days: int
    tests: tuple[int, ...]

    def retold(self, text: str) -> str:
        """A text with the new days of tests where it lists the old, else the new days where it says those."""
        for between in ("、", ", "):
            old = between.join(map(str, self.leg.tests_on))
            if self.leg.tests_on and old in text:
                return text.replace(old, between.join(map(str, self.tests)))
        return re.sub(rf"(?<![0-9]){self.leg.days}(?![0-9])", str(self.days), text)


class _Draft:
    """A document while one part of it is edited: what is written anew, from where to where in its text."""

    def __init__(self, data: bytes, on: date) -> None:
        reading = read(data)
        if reading.protocol is None:
            raise CannotBeProposed("the document cannot be read")
        self.text, self.on = data.decode("utf-8-sig"), on
        self.protocol, self.places = reading.protocol, reading.places
        self.lines = self.text.splitlines(keepends=True)
        self.starts = [0, *accumulate(map(len, self.lines))]
        self.edits: list[tuple[int, int, str]] = []

    def finished(self) -> bytes:
        """The document with its edits, from the last to the first, so that none moves another."""
        text = self.text
        for start, end, words in sorted(self.edits, reverse=True):
            text = text[:start] + words + text[end:]
        return text.encode()

    def leg(self, layer: int, change: LegChange) -> None:
        """One leg: its days, its days of tests, and everything that follows from them."""
        number = next(n for n, leg in enumerate(self.protocol.legs) if leg.layer == layer)
        leg = self.protocol.legs[number]
        days = leg.days if change.days is None else change.days
        kept = tuple(day for day in leg.tests_on if day <= days)
        now = _Now(leg, days, kept if change.tests_on is None else change.tests_on)
        if (now.days, now.tests) == (leg.days, leg.tests_on):
            return
        if days == 0:
            self._leave_out(number, leg)
            return
        self._value(f"legs[{number}].days", str(days))
        self._value(f"legs[{number}].tests_on", _listed(now.tests))
        for place, parameter in enumerate(self.protocol.parameters):
            if parameter.id in leg.uses:
                self._parameter(place, parameter, now)
        for place, clause in enumerate(self.protocol.clauses):
            if set(clause.uses) & set(leg.uses):
                self._clause(place, clause, now)

    def head(self, version: str, trace: str) -> None:
        """The version, what it supersedes, and the source that the new numbers cite."""
        self.edits.append((0, 0, HEAD.format(trace=trace) + "\n"))
        self._value("effective", json.dumps(self.on.isoformat()))
        supersedes = f"{self.protocol.id}/{self.protocol.version}"
        if "supersedes" in self.places:
            self._value("supersedes", supersedes)
            self._value("version", json.dumps(version))
        else:
            self._value("version", f"{json.dumps(version)}\nsupersedes: {supersedes}")
        if any(source.id == SOURCE for source in self.protocol.sources):
            return
        entry = [
            f"  - id: {SOURCE}", "    kind: interpretation", *_text("    title", TITLE),
            f"    locator: {json.dumps(trace, ensure_ascii=False)}",
        ]  # fmt: skip
        start = self.starts[self.places["sources[0]"][0] - 1]
        self.edits.append((start, start, "\n".join(entry) + "\n"))

    def _parameter(self, place: int, was: Parameter, now: _Now) -> None:
        value = str(now.days) if was.unit == "d" else str(len(now.tests))
        label = _each(was.label, now.retold)
        if (value, label) == (was.value, was.label):
            return
        entry = [
            f"  - id: {was.id}", *_text("    label", label), f"    value: {json.dumps(value)}",
            f"    unit: {was.unit}", f"    effective: {json.dumps(self.on.isoformat())}",
            *([f"    floor: {was.floor}"] if was.floor else []), f"    cite: [{SOURCE}]",
            *_text("    note", _each(NOTE, lambda words: words.format(was=was.value))),
        ]  # fmt: skip
        start, end = self._item("parameters", place)
        self.edits.append((start, end, "\n".join(entry) + "\n"))

    def _clause(self, place: int, clause: Clause, now: _Now) -> None:
        duty, path = clause.duty, f"clauses[{place}].duty"
        if isinstance(duty, Deadline) and duty.trigger_values == (now.leg.layer,):
            if duty.on_days == now.leg.tests_on:
                self._value(f"{path}.on_days", _listed(now.tests))
            elif duty.on_days == (now.leg.days,):
                self._value(f"{path}.on_days", _listed((now.days,)))
            for language in ("zh-Hans", "zh-Hant", "en"):
                self._retell(f"clauses[{place}].title.{language}", now)
        if isinstance(duty, Refrain):
            own = ((f"days_{now.leg.layer}", now.days), (f"tests_{now.leg.layer}", len(now.tests)))
            for name, number in own:
                if name in duty.settings:
                    self._value(f"{path}.settings.{name}", str(number))

    def _leave_out(self, number: int, leg: Leg) -> None:
        """A leg goes with its own numbers and the clauses that are about it alone."""
        self._drop("legs", number)
        own = {name for name in leg.uses if name.startswith(f"leg.{leg.layer}.")}
        for place, parameter in enumerate(self.protocol.parameters):
            if parameter.id in own:
                self._drop("parameters", place)
        for place, clause in enumerate(self.protocol.clauses):
            if not own & set(clause.uses):
                continue
            if getattr(clause.duty, "trigger_values", ()) == (leg.layer,):
                self._drop("clauses", place)
                continue
            left = [name for name in clause.uses if name not in own]
            self._value(f"clauses[{place}].uses", f"[{', '.join(left)}]")
            if isinstance(clause.duty, Refrain):
                gone = (f"days_{leg.layer}", f"tests_{leg.layer}")
                kept = [f"{name}: {n}" for name, n in clause.duty.settings.items() if name not in gone]
                self._value(f"clauses[{place}].duty.settings", "{" + ", ".join(kept) + "}")

    def _value(self, path: str, written: str) -> None:
        """Another value where one stands: a scalar, or a list or map on one line."""
        start = self._at(path)
        self.edits.append((start, start + _length(self.text[start : self._end_of_line(path)], path), written))

    def _retell(self, path: str, now: _Now) -> None:
        start, end = self._at(path), self._end_of_line(path)
        self.edits.append((start, end, now.retold(self.text[start:end])))

    def _at(self, path: str) -> int:
        line, column = self.places[path]
        return self.starts[line - 1] + column - 1

    def _end_of_line(self, path: str) -> int:
        line = self.places[path][0]
        return self.starts[line - 1] + len(self.lines[line - 1].rstrip("\n"))

    def _item(self, name: str, number: int) -> tuple[int, int]:
        """From where to where an item of a list stands: whole lines, without the comments of the next one."""
        first = self.places[f"{name}[{number}]"][0] - 1
        last = first + 1
        while last < len(self.lines) and re.match(r"    |\s*$|\s*#", self.lines[last]):
            last += 1
        while not self.lines[last - 1].strip() or self.lines[last - 1].lstrip().startswith("#"):
            last -= 1
        return self.starts[first], self.starts[last]

    def _drop(self, name: str, number: int) -> None:
        start, end = self._item(name, number)
        self.edits.append((start, end, ""))


def _each(text: Text, told: Callable[[str], str]) -> Text:
    return Text(zh_hans=told(text.zh_hans), zh_hant=told(text.zh_hant), en=told(text.en))


def _listed(days: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, days))}]"


def _text(key: str, text: Text) -> Iterator[str]:
    yield f"{key}:"
    inside = " " * (len(key) - len(key.lstrip()) + 2)
    for language, words in msgspec.to_builtins(text).items():
        yield f"{inside}{language}: {json.dumps(words, ensure_ascii=False)}"


def _length(text: str, path: str) -> int:
    """How long the value at the beginning of a line's rest is: a list, a map, a quoted or a plain scalar."""
    found = re.match(r"\[[^\]]*\]|\{[^}]*\}|\"[^\"]*\"|'[^']*'|[^\s,\[{}\]#]+", text)
    if found is None:
        raise CannotBeProposed(f"{path}: its value does not stand on one line")
    return len(found.group())
