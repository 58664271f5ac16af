"""What this room says, in three languages: literal data by code. Every code of a Problem is here."""

from lazaretto.protocol.wording.checking import CHECKING
from lazaretto.protocol.wording.entry import LANGUAGES, Language, filled, in_language
from lazaretto.protocol.wording.reading import READING

WORDING = {**READING, **CHECKING}

__all__ = ["LANGUAGES", "WORDING", "Language", "filled", "in_language"]
