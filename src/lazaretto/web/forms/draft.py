"""A statement under way: which kind, for whom, what is known and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _

from lazaretto.actions.statement import Statement
from lazaretto.board.day_sheet import Group
from lazaretto.facts.encoding import Malformed, body_from
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.hygiene import TemperaturesTaken
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.forms.drawing import draw
from lazaretto.web.forms.fields import Choice, Field
from lazaretto.web.forms.reading import Read, Typed, Wrong, instant_of, read
from lazaretto.web.forms.thermometer import Row, celsius, read_rows, rows_for
from lazaretto.web.labels.fields import FIELDS, HINTS

TEMPERATURES = "hygiene.temperatures_taken"
# Who acts is whoever is signed in, until another number is typed. Who checks or witnesses is somebody else.
_ACTING = ("by", "requested_by", "approved_by", "ordered_by", "reviewed_by", "signed_by")


@dataclass(frozen=True, slots=True)
class Draft:
    """``each``: one fact a person of ``persons``. ``typed``: the raw text of a form that came back."""

    kind: str
    asks: tuple[str, ...] = ()
    each: bool = False
    persons: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    occurred: str = ""
    rows: tuple[Row, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> type[Body]:
        """The newest version of the kind. Raises KeyError for a kind that is not in the vocabulary."""
        return BY_KIND[self.kind]

    @property
    def fields(self) -> tuple[list[Field], list[Field]]:
        """(asked, known): what a hand must fill, and what is filled in beforehand."""
        left_out = {"person"} if self.each else {"readings"} if self.rows else set()
        every = [f for f in draw(self.form, given=self.values, errors=self.errors) if f.name not in left_out]
        every += [_when(self.occurred, self.errors), _where(self.place, self.errors)]
        if not self.asks and not self.rows and not self.each:
            return every, []
        wanted = {name.partition(".")[0] for name in self.asks}
        return [f for f in every if f.name in wanted or f.error], [
            f for f in every if f.name not in wanted and not f.error
        ]

    @property
    def people(self) -> list[Choice]:
        """A box for each person, when one fact a person is stated."""
        return [Choice(p, p, p in self.chosen) for p in self.persons] if self.each else []


def of_group(group: Group, *, now: datetime, acting: str = "") -> Draft:
    """The draft that answers a group of the day sheet, by the hand of ``acting``.

    Raises ValueError where no statement answers it.
    """
    suggested = group.suggestion
    if suggested is None:
        raise ValueError(f"no statement answers {group.clause}")
    rows = rows_for(suggested.persons) if suggested.kind == TEMPERATURES else ()
    values = {**_by(suggested.kind, acting), **suggested.values}
    return Draft(
        kind=suggested.kind, asks=suggested.asks, each=suggested.each, persons=suggested.persons,
        chosen=suggested.persons, values=values, place=suggested.place or "", occurred=clocked(now),
        rows=tuple(rows),
    )  # fmt: skip


def blank(
    kind: str, *, subject: str, now: datetime, acting: str = "", known: Mapping[str, str] | None = None
) -> Draft:
    """A form of a kind, a scanned number in the first field that takes one, ``acting`` as who acts.

    ``known``: what whoever leads here knows beforehand, by field; names that the kind has not are left out.
    """
    if kind == TEMPERATURES and subject:
        return Draft(kind=kind, persons=(subject,), occurred=clocked(now), rows=tuple(rows_for((subject,))))
    names = [name for name in ("person", "subject", "consignment", "persons", "members", "tube") if subject]
    fields = {f.name for f in msgspec.structs.fields(BY_KIND[kind])}
    first = next((name for name in names if name in fields), None)
    told = {name: value for name, value in (known or {}).items() if name in fields}
    values = {**_by(kind, acting), **told, **({first: subject} if first else {})}
    place = "" if "place" in fields else (known or {}).get("place", "")
    return Draft(kind=kind, values=values, place=place, occurred=clocked(now))


def of_fact(fact: Fact, *, kind: str) -> Draft:
    """The form of a correction: what the fact says now."""
    values = msgspec.to_builtins(fact.body)
    if isinstance(fact.body, TemperaturesTaken):
        rows = tuple(Row(one.person, celsius(one.celsius_tenths)) for one in fact.body.readings)
        values.pop("readings")
        return Draft(
            kind=kind, values=values, place=fact.place or "", occurred=clocked(fact.occurred), rows=rows
        )
    return Draft(kind=kind, values=values, place=fact.place or "", occurred=clocked(fact.occurred))


def returned(typed: Typed) -> Draft:
    """The draft of a form that was sent, as it was typed."""
    kind = str(typed.get("kind") or "")
    return Draft(
        kind=kind, asks=tuple(filter(None, str(typed.get("asks") or "").split(","))),
        each=typed.get("each") == "1", persons=tuple(typed.getlist("all")),
        chosen=tuple(typed.getlist("for")),
        place=str(typed.get("place") or "").strip(), occurred=str(typed.get("occurred") or ""),
        rows=tuple(read_rows(typed)) if typed.getlist("celsius") else (),
    )  # fmt: skip


def judged(draft: Draft, typed: Typed, *, facility: str, zone: str) -> tuple[Draft, list[Statement]]:
    """The statements of a returned form, or the draft again with what is wrong beside each field."""
    said = read(draft.form, typed, zone=zone)
    errors = {n: e for n, e in said.errors.items() if n not in _answered(draft)}
    again = replace(draft, values={**said.typed, **_booleans(said)}, errors=errors)
    try:
        occurred = datetime.fromisoformat(instant_of(draft.occurred, zone))
    except Wrong as fault:
        return replace(again, errors={**errors, "occurred": str(fault)}), []
    if errors or any(row.error for row in draft.rows):
        return again, []
    if draft.each and not draft.chosen:
        return replace(again, errors={"person": _("Choose at least one person.")}), []
    try:
        bodies = [body_from(values) for values in _values(draft, said)]
        return again, [
            Statement(body=body, occurred=occurred, facility=facility, place=draft.place or None)
            for body in bodies
        ]
    except Malformed as fault:
        return replace(again, errors={"": str(fault)}), []


def clocked(moment: datetime) -> str:
    """An instant as the text of a date and time input, in the active zone."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def _answered(draft: Draft) -> set[str]:
    """Fields that the grid or the boxes answer instead."""
    return {"readings"} if draft.rows else {"person"} if draft.each else set()


def _booleans(said: Read) -> dict[str, str]:
    return {n: "true" if v else "false" for n, v in said.values.items() if isinstance(v, bool)}


def _values(draft: Draft, said: Read) -> list[dict[str, Any]]:
    if draft.each:
        return [{**said.values, "person": person} for person in draft.chosen]
    if not draft.rows:
        return [said.values]
    readings = [row.reading for row in draft.rows if row.reading]
    swept = [{**said.values, "readings": readings}] if readings else []
    unmeasured = [
        {"kind": "hygiene.not_measured/1", "person": row.person, "why": row.why}
        for row in draft.rows
        if row.why and not row.celsius
    ]
    return swept + unmeasured


def _by(kind: str, acting: str) -> dict[str, str]:
    """The fields of a kind that say who acts, filled in."""
    names = {f.name for f in msgspec.structs.fields(BY_KIND[kind])} if acting else set()
    return {name: acting for name in _ACTING if name in names}


def _when(value: str, errors: Mapping[str, str]) -> Field:
    return Field(
        "occurred", str(FIELDS["occurred"]), "datetime-local", value, str(HINTS["occurred"]),
        errors.get("occurred", ""),
    )  # fmt: skip


def _where(value: str, errors: Mapping[str, str]) -> Field:
    return Field("place", str(FIELDS["place"]), "text", value, error=errors.get("place", ""), required=False)
