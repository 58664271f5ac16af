"""Three readings of one gate, as values: what each source says passed in each stretch of a day."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from lazaretto.facts.supervision import Source, Tallied

SOURCES: tuple[Source, ...] = get_args(Source)
TALLIED: tuple[Tallied, ...] = get_args(Tallied)
STANDING: tuple[Tallied, ...] = ("person", "vehicle")  # of whom it makes sense to ask how many are inside
DONE: tuple[Tallied, ...] = ("disinfection", "sampling")  # things done, of which none goes out again

What = Literal["came", "went", "inside", "opening"]
PASSED: tuple[What, ...] = ("came", "went")
Said: TypeAlias = tuple[int | None, ...]  # one reading a source, in the order of SOURCES; None: nobody said
SILENT: Said = (None,) * len(SOURCES)


@dataclass(frozen=True, slots=True)
class Window:
    """What the sources say of one half-open stretch ``[first, last)``, in seconds since 1970.

    came, went: how many passed. inside: how many were inside at ``last``, where somebody counted them.
    """

    first: int
    last: int
    came: Said = SILENT
    went: Said = SILENT
    inside: Said = SILENT


@dataclass(frozen=True, slots=True)
class Column:
    """One category through a day. opening: how many were inside as the day began, by each source."""

    of: Tallied
    windows: tuple[Window, ...]
    opening: Said = SILENT


@dataclass(frozen=True, slots=True)
class Correction:
    """One reading that would have to be another for all of them to agree. window: its number in the day."""

    window: int
    what: What
    source: Source
    said: int
    right: int


@dataclass(frozen=True, slots=True)
class Discord:
    """A place of a day where the sources cannot all be right, with every smallest way to make them agree.

    first, last: the windows that it spans, both counted. explanations: each a set of corrections; all
    of the same least size. more: how many further ones were not listed. wrong: the one source that must
    be wrong about what passed, because the others agree or the balance leaves no other way; None: a person
    has to look.
    """

    first: int
    last: int
    explanations: tuple[tuple[Correction, ...], ...]
    more: int
    wrong: Source | None

    @property
    def by(self) -> int:
        """By how much the wrong source is too high (below 0: too low); else how far the sources lie apart."""
        corrections = self.explanations[0]
        if self.wrong is not None:
            return sum(one.said - one.right for one in corrections)
        numbers = [number for one in corrections for number in (one.said, one.right)]
        return max(numbers) - min(numbers)
