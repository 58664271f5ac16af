"""Protocol documents from files: read and checked, their problems on their lines."""

from dataclasses import dataclass

import click

from lazaretto.obligations.checking import check
from lazaretto.protocol.composing import MAX_BYTES
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.publishing import digest
from lazaretto.protocol.reading import Reading, read

READABLE = click.Path(exists=True, dir_okay=False, allow_dash=True)


@dataclass(frozen=True, slots=True)
class Document:
    """A file, what was read from it, and the digest that an issue of it would carry."""

    name: str
    reading: Reading
    digest: str

    @property
    def protocol(self) -> Protocol | None:
        """The document, or None where it could not be read."""
        return self.reading.protocol

    def problems(self, *, baseline: Protocol | None) -> tuple[Problem, ...]:
        """Everything wrong with it, by line: what kept it from being read, else what the checks say."""
        if self.protocol is None:
            return self.reading.problems
        found = self.reading.placed(check(self.protocol, baseline=baseline))
        return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def document(path: str) -> Document:
    """A document from a file (``-``: standard input), one byte past the limit."""
    with click.open_file(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    return Document(path, read(data), digest(data))
