"""What this room says, in three languages: literal data by code. Every code of a Problem is here."""

from lazaretto.protocol.wording.checking import CHECKING
from lazaretto.protocol.wording.entry import LANGUAGES, Catalogue, Language, filled, in_language
from lazaretto.protocol.wording.limits import LIMITS
from lazaretto.protocol.wording.names import NAMES
from lazaretto.protocol.wording.reading import READING
from lazaretto.protocol.wording.tables import TABLES

WORDING: Catalogue = {**READING, **CHECKING, **TABLES, **LIMITS, **NAMES}

__all__ = ["LANGUAGES", "WORDING", "Language", "filled", "in_language"]
