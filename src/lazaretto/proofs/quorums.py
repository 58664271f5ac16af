"""Whom a reader believes: the logs, the witnesses, and how many of them (C2SP tlog-policy).

log example.org/lazaretto/qz+4b1f…+AX…
witness procuratorate example.org/witness/p+… https://witness.example.org
witness province example.org/witness/h+…
group outside 1 procuratorate province
quorum outside
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lazaretto.proofs.notes import LOG, WITNESS, BadNote, Verifier, verifier

_NOBODY = "none"


class BadQuorum(ValueError):
    """A policy that cannot be meant. The message names the line."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """logs: whose checkpoints are taken. witnesses: by name. groups: how many of which. asked: a name or
    ``none``. addresses: where the witnesses that have one are asked, by name.
    """

    logs: tuple[Verifier, ...]
    witnesses: Mapping[str, Verifier]
    groups: Mapping[str, tuple[int, tuple[str, ...]]]
    asked: str
    addresses: Mapping[str, str] = field(default_factory=dict)

    def met(self, seen: Iterable[Verifier]) -> bool:
        """Whether those who saw a checkpoint are enough."""
        return self.asked == _NOBODY or self._met(self.asked, frozenset(seen))

    def __str__(self) -> str:
        lines = [f"log {one}" for one in self.logs]
        for name, one in self.witnesses.items():
            lines.append(" ".join(filter(None, ("witness", name, str(one), self.addresses.get(name, "")))))
        for name, (least, members) in self.groups.items():
            lines.append(" ".join(("group", name, str(least), *members)))
        return "".join(f"{line}\n" for line in (*lines, f"quorum {self.asked}"))

    def _met(self, name: str, seen: frozenset[Verifier]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name] in seen
        least, members = self.groups[name]
        return sum(self._met(member, seen) for member in members) >= least


def read_quorum(written: str) -> Quorum:
    """A policy out of its file. Errors: BadQuorum."""
    reading = _Reading()
    for number, line in enumerate(written.split("\n"), start=1):
        words = line.replace("\t", " ").split(" ")
        said = [word for word in words if word]
        if not said or said[0].startswith("#"):
            continue
        try:
            reading.take(said)
        except (BadQuorum, BadNote) as wrong:
            raise BadQuorum(f"line {number}: {wrong}") from None
    if reading.asked is None:
        raise BadQuorum("a policy has one line that says its quorum; `quorum none` asks for no witness")
    return Quorum(
        tuple(reading.logs), reading.witnesses, reading.groups, reading.asked, reading.addresses
    )  # fmt: skip


class _Reading:
    def __init__(self) -> None:
        self.logs: list[Verifier] = []
        self.witnesses: dict[str, Verifier] = {}
        self.groups: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.addresses: dict[str, str] = {}
        self.asked: str | None = None
        self._members: set[str] = set()

    def take(self, said: list[str]) -> None:
        match said:
            case ["log", key] | ["log", key, _]:
                self.logs.append(self._new(key, LOG, self.logs))
            case ["witness", name, key, *address] if len(address) < 2:
                self._free(name)
                self.witnesses[name] = self._new(key, WITNESS, self.witnesses.values())
                self.addresses.update((name, one) for one in address)
            case ["group", name, least, *members] if members:
                self._free(name)
                self.groups[name] = (self._least(least, len(members)), self._joined(members))
            case ["quorum", name] if self.asked is None:
                if name != _NOBODY:
                    self._known(name)
                self.asked = name
            case _:
                raise BadQuorum("a line is log, witness, group or (once) quorum, with what belongs to it")

    def _new(self, key: str, kind: int, others: Iterable[Verifier]) -> Verifier:
        found = verifier(key)
        if found.kind != kind:
            raise BadQuorum(f"the key of {found.name} is of the wrong kind for this line")
        if any(one.public == found.public for one in others):
            raise BadQuorum(f"the key of {found.name} stands here twice")
        return found

    def _free(self, name: str) -> None:
        if name == _NOBODY or name in self.witnesses or name in self.groups:
            raise BadQuorum(f"the name {name} is taken")

    def _known(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise BadQuorum(f"{name} is no witness and no group of the lines before")

    def _joined(self, members: list[str]) -> tuple[str, ...]:
        for name in members:
            self._known(name)
            if name in self._members:
                raise BadQuorum(f"{name} would count twice")
            self._members.add(name)
        return tuple(members)

    def _least(self, said: str, of: int) -> int:
        words = {"any": 1, "all": of}
        least = words.get(said, int(said) if said.isascii() and said.isdigit() else 0)
        if not 1 <= least <= of:
            raise BadQuorum(f"{said} of {of} is no number that can be met")
        return least
