"""A document's bytes → the document, or what is wrong with it, line by line. Never raises.

>>> read(b"format: lazaretto-protocol/1").problems[0].message
'`id` is missing here'
"""

from collections.abc import Iterable, Mapping

import msgspec

from lazaretto.protocol.composing import Unreadable, compose
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.shaping import Shaping, root_type

Places = Mapping[str, tuple[int, int]]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading: a protocol and no problems, or problems and no protocol.

    ``places``: path → (line, column) of everything that was read.
    """

    protocol: Protocol | None
    problems: tuple[Problem, ...]
    places: Places = {}

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems of later checks, with the line and column of their path (or of what holds it)."""
        return tuple(self._placed(problem) for problem in problems)

    def _placed(self, problem: Problem) -> Problem:
        path = problem.path
        while path and path not in self.places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        line, column = self.places.get(path, (0, 0))
        return msgspec.structs.replace(problem, line=line, column=column)


def read(data: bytes | str) -> Reading:
    """Read a document (YAML or JSON, UTF-8, at most ``composing.MAX_BYTES``)."""
    try:
        root = compose(data)
    except Unreadable as fault:
        return Reading(protocol=None, problems=(fault.problem,))
    shaping = Shaping()
    values = shaping.shape(root, root_type(), "")
    if shaping.problems:
        in_order = sorted(shaping.problems, key=lambda problem: (problem.line, problem.column))
        return Reading(protocol=None, problems=tuple(in_order), places=shaping.places)
    return Reading(protocol=msgspec.convert(values, Protocol), problems=(), places=shaping.places)
