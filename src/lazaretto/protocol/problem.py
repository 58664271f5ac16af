"""What is wrong with a document, as a value: where, which rule, in words, and what to do."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from lazaretto.protocol.document import Text
from lazaretto.protocol.wording import WORDING, Language, filled

Severity = Literal["error", "warning"]
Words: TypeAlias = Mapping[str, str | Text]  # a Text is shown in the reader's language


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend. An ``error`` is refused at issue; a ``warning`` is for a person to weigh.

    path: where in the document, ``clauses[3].duty.slots[0].opens``; empty: the document as a whole.
    line, column: counted from 1; 0 while nobody has looked the path up (see ``Reading.placed``).
    values: what the words of :mod:`wording` are filled with.
    """

    code: str
    path: str = ""
    line: int = 0
    column: int = 0
    severity: Severity = "error"
    values: Words = {}

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.said("en")

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self.advised("en")

    def said(self, language: Language) -> str:
        """What is wrong, in one of the three languages."""
        return filled(WORDING[self.code].what, self.values, language=language)

    def advised(self, language: Language) -> str:
        """What to do, in one of the three languages."""
        return filled(WORDING[self.code].then, self.values, language=language)
