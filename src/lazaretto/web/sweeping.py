"""From what was typed in a sweep or a disinfection to statements, or to what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from lazaretto.actions.statement import Statement
from lazaretto.facts.encoding import Malformed, body_from
from lazaretto.facts.hygiene import Disinfected
from lazaretto.web.forms.reading import Wrong, tenths
from lazaretto.web.forms.thermometer import spelled
from lazaretto.web.pressing import Unread, plain, seed, text

AGENTS = ("chlorine", "alcohol", "peracetic_acid", "hydrogen_peroxide", "quaternary", "acid")
METHODS = ("wipe", "spray", "mop", "soak", "fog")
STAFF = "staff"  # the place of those who have no cell, in an address
Said = dict[str, object]  # a body as JSON values
_BEFORE = timedelta(seconds=1)  # a second reading comes after the first


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a sweep as typed. tenths, again: what the two readings say; error: what is wrong."""

    person: str
    celsius: str = ""
    armpit: str = ""
    why: str = ""
    error: str = ""
    tenths: int | None = None
    again: int | None = None


def rows_typed(typed: QueryDict) -> list[Row]:
    """The rows of a sweep, each judged by itself: a bad one never keeps the others back."""
    columns = [typed.getlist(name) for name in ("person", "celsius", "armpit", "why")]
    return [_judged(*(plain(part) for part in row)) for row in zip(*columns, strict=False)]


def _judged(person: str, celsius: str, armpit: str, why: str) -> Row:
    row = Row(person, spelled(celsius), spelled(armpit), why)
    if not (row.celsius or row.why):
        return replace(row, error=_("Type a temperature, or why there is none."))
    try:
        first = tenths(row.celsius) if row.celsius else None
        again = tenths(row.armpit) if row.armpit and first is not None else None
    except Wrong as fault:
        return replace(row, error=str(fault))
    return replace(row, tenths=first, again=again)


def swept(
    rows: Sequence[Row], typed: QueryDict, *, facility: str, place: str | None, now: datetime
) -> list[Statement]:
    """What the good rows say: one sweep, the second readings in the armpit, and why somebody has none."""
    made, good = seed(text(typed, "made")), [row for row in rows if not row.error]
    first = [(row.person, row.tenths) for row in good if row.tenths is not None]
    again = [(row.person, row.again) for row in good if row.again is not None]
    said: list[tuple[str, Said, datetime]] = []
    device = {"thermometer": thermometer} if (thermometer := text(typed, "thermometer")) else {}
    if first:
        body: Said = {"kind": "hygiene.temperatures_taken/1", "readings": _readings(first), **device}
        said.append(("first", body, now - _BEFORE if again else now))
    if again:
        body = {"kind": "hygiene.temperatures_taken/1", "readings": _readings(again), "site": "axilla"}
        said.append(("again", body, now))
    said.extend(
        (row.person, {"kind": "hygiene.not_measured/1", "person": row.person, "why": row.why}, now)
        for row in good if row.tenths is None
    )  # fmt: skip
    return [
        _statement(body, facility=facility, place=place, occurred=at, fact=uuid5(made, part))
        for part, body, at in said
    ]


def measured_again(typed: QueryDict, *, facility: str, place: str | None, now: datetime) -> Statement:
    """One person's second reading, in the armpit. Raises :class:`Unread`."""
    try:
        again = tenths(spelled(text(typed, "armpit")))
    except Wrong as fault:
        raise Unread(str(fault)) from None
    body: Said = {
        "kind": "hygiene.temperatures_taken/1", "readings": _readings([(text(typed, "person"), again)]),
        "site": "axilla",
    }  # fmt: skip
    made = uuid5(seed(text(typed, "made")), "again")
    return _statement(body, facility=facility, place=place, occurred=now, fact=made)


def _readings(read: Sequence[tuple[str, int | None]]) -> list[Said]:
    return [{"person": person, "celsius_tenths": celsius} for person, celsius in read]


def _statement(said: Said, *, facility: str, place: str | None, occurred: datetime, fact: UUID) -> Statement:
    try:
        body = body_from(said)
    except Malformed as fault:
        raise Unread(_("This cannot be recorded as typed: %(why)s") % {"why": fault}) from fault
    return Statement(body=body, occurred=occurred, facility=facility, place=place, id=fact)


@dataclass(frozen=True, slots=True)
class Cleaning:
    """The form of a disinfection, as it was typed or as the last one left it."""

    place: str = ""
    agent: str = "chlorine"
    batch: str = ""
    target: str = ""
    measured: str = ""
    minutes: str = ""
    began: str = ""
    ended: str = ""
    method: str = "wipe"
    checked_by: str = ""
    along: tuple[str, ...] = ()


def cleaning_typed(typed: QueryDict) -> Cleaning:
    """The form as it came back."""
    said = {part.name: text(typed, part.name) for part in fields(Cleaning) if part.name != "along"}
    return Cleaning(**said, along=tuple(typed.getlist("along")))


def cleaned(form: Cleaning, *, facility: str, now: datetime, made: str) -> tuple[Statement, Disinfected]:
    """What the form says, dated at its beginning where that was said. Raises :class:`Unread`."""
    began = _clock(form.began, now=now)
    minutes = _number(form.minutes, _("minutes")) if form.minutes else _lasted(form, began, now)
    said: Said = {
        "kind": "hygiene.disinfected/1", "agent": form.agent, "contact_minutes": minutes,
        "target_mg_l": _number(form.target or "0", _("mg/L aimed at")),
        "along_with": [other for other in form.along if other != form.agent],
    }  # fmt: skip
    if form.measured:
        said["measured_mg_l"] = _number(form.measured, _("mg/L measured"))
    kept = {"batch": form.batch, "checked_by": form.checked_by, "method": form.method}
    said.update({name: value for name, value in kept.items() if value})
    if not form.place:
        raise Unread(_("Choose which place was disinfected."))
    statement = _statement(
        said, facility=facility, place=form.place, occurred=began or now, fact=uuid5(seed(made), "cleaned")
    )
    assert isinstance(statement.body, Disinfected)  # noqa: S101  # what the kind says
    return statement, statement.body


def _lasted(form: Cleaning, began: datetime | None, now: datetime) -> int:
    """Minutes from the beginning to the end. Raises :class:`Unread`."""
    ended = _clock(form.ended, now=now)
    if began is None or ended is None:
        raise Unread(_("Type the minutes, or when it began and ended."))
    if ended < began:
        raise Unread(_("It ended before it began: look at the two times again."))
    return int((ended - began).total_seconds()) // 60


def _clock(typed: str, *, now: datetime) -> datetime | None:
    """``08:30`` of today at the house. Raises :class:`Unread` for one that lies ahead."""
    if not typed:
        return None
    try:
        hour = datetime.strptime(typed, "%H:%M").time()  # noqa: DTZ007  # of the day, in the zone below
    except ValueError:
        raise Unread(_("“%(text)s” is not a time of day such as 08:30.") % {"text": typed}) from None
    local = timezone.localtime(now)
    found = local.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    if found > local:
        raise Unread(_("%(text)s lies ahead: state what has happened.") % {"text": typed})
    return found


def _number(typed: str, name: str) -> int:
    if not typed.isascii() or not typed.isdigit():
        raise Unread(_("%(name)s: “%(text)s” is not a whole number.") % {"name": name, "text": typed})
    return int(typed)
