"""A day's report as a value: its sheet, those of a city's houses, and every law that its figures do not keep.

Its bytes are canonical: the same record, as known at the same instant, gives the same bytes for ever.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.hashes import SM3, Hash

from lazaretto.reports.tables import Table

FORMAT = "lazaretto-report/1"
Sort = Literal["facility", "city"]
_encoder = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of a facility or of a city. of: its code. houses: those of which a city is the sum.

    carried: how many were held at the end of the day before by that day's signed report; None where none was
    signed.
    """

    of: str
    tables: tuple[Table, ...]
    houses: tuple["Sheet", ...] = ()
    carried: int | None = None

    def table(self, name: str) -> Table:
        """One table; an empty one of a name that the sheet does not have."""
        return next((one for one in self.tables if one.id == name), Table(name, (), (), ()))


@dataclass(frozen=True, slots=True)
class Failure:
    """A law that figures do not keep. where: the figure; said: what it is; found: what the law makes of it.

    facts: those that it hangs on, as far as they can be told.
    """

    law: str
    where: str
    said: int
    found: int
    facts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A day as known at an instant. at: its last second, or the instant, where the day was not over then.

    documents: (document, version) in force. missing: those of which the bytes were not at hand.
    """

    sort: Sort
    day: date
    known_at: datetime
    at: datetime
    zone: str
    sheet: Sheet
    failures: tuple[Failure, ...]
    documents: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...] = ()

    @property
    def of(self) -> str:
        """The facility or the city."""
        return self.sheet.of

    @property
    def astray(self) -> tuple[str, ...]:
        """The laws that are not kept, each once, by name."""
        return tuple(sorted({one.law for one in self.failures}))

    @property
    def value(self) -> dict[str, Any]:
        """The report in plain values, as its bytes hold it."""
        return {
            "format": FORMAT, "sort": self.sort, "of": self.of, "day": self.day.isoformat(),
            "known_at": _said(self.known_at), "at": _said(self.at), "zone": self.zone,
            "documents": ["/".join(pair) for pair in self.documents],
            "missing": ["/".join(pair) for pair in self.missing],
            "sheet": _tables(self.sheet), "carried": self.sheet.carried,
            "houses": {house.of: _tables(house) for house in self.sheet.houses},
            "failures": [
                {
                    "law": one.law, "where": one.where, "said": one.said, "found": one.found,
                    "facts": [str(fact) for fact in one.facts],
                }
                for one in self.failures
            ],
        }  # fmt: skip

    @property
    def document(self) -> bytes:
        """The canonical bytes (RFC 8785)."""
        return _encoder.encode(self.value)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, hexadecimal."""
        return hashlib.sha256(self.document).hexdigest()

    @property
    def national_digest(self) -> str:
        """SM3 (GB/T 32905) of the same bytes, hexadecimal: beside the other, never instead of it."""
        whole = Hash(SM3())
        whole.update(self.document)
        return whole.finalize().hex()


def _tables(sheet: Sheet) -> dict[str, Any]:
    return {
        table.id: {"rows": list(table.rows), "columns": list(table.columns), "cells": table.cells}
        for table in sheet.tables
    }


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
