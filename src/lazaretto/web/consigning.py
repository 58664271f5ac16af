"""From what was typed on the shelf's page to statements, or to what is wrong with it, beside its field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, get_args
from uuid import UUID, uuid5

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from lazaretto.actions.statement import Statement
from lazaretto.facts.gate import Goods
from lazaretto.web.pressing import Unread, seed, statement, text

ROWS = 4  # lots of one vehicle in one go; a longer list is sent in two
GOODS: tuple[Goods, ...] = get_args(Goods)
_LETTER: Mapping[str, str] = {
    "food": "F", "medical": "M", "daily": "D", "parcel": "P", "takeaway": "T", "other": "G",
}  # fmt: skip
_KINDS = {
    "disinfected": "gate.goods_disinfected/1", "sampled": "gate.goods_sampled/1",
    "released": "gate.goods_released/1", "returned": "gate.goods_removed/1",
    "destroyed": "gate.goods_removed/1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lot:
    """One row of the form that registers: a lot, how many pieces, and a number of its own if it has one."""

    number: int
    lot: str = ""
    pieces: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The form that registers, as it was typed. made: drawn when it was shown; sent twice, said once."""

    made: str
    values: Mapping[str, str] = field(default_factory=dict)
    lots: tuple[Lot, ...] = ()

    @property
    def rows(self) -> tuple[Lot, ...]:
        """The lots that were typed, and empty rows to fill in."""
        return (*self.lots, *(Lot(n) for n in range(len(self.lots), ROWS)))


def arrival(typed: QueryDict) -> Arrival:
    """The form as it came back."""
    named = ("goods", "supplier", "supplier_code", "vehicle", "seal", "chill", "disinfected", "at")
    lots = []
    for number in range(ROWS):
        said = {name: text(typed, f"{name}-{number}") for name in ("lot", "pieces", "code")}
        if any(said.values()):
            lots.append(Lot(number, **said))
    return Arrival(text(typed, "made"), {name: text(typed, name) for name in named}, tuple(lots))


def arrived(form: Arrival, *, facility: str, now: datetime) -> list[Statement]:
    """A statement for each lot; for one without a lot number, too. Raises :class:`Unread`."""
    said = form.values
    if said["goods"] not in GOODS:
        raise Unread(_("Choose what kind of goods it is."))
    if not said["supplier"]:
        raise Unread(_("Type who delivered it."))
    shared: dict[str, Any] = {
        "kind": "gate.goods_registered/1", "goods": said["goods"], "supplier": said["supplier"],
        "disinfected": said["disinfected"] == "true", **_given(said),
    }  # fmt: skip
    drawn, when = seed(form.made), _occurred(said["at"], now)
    found = []
    for row in form.lots or (Lot(0),):
        code = row.code or _code(said["goods"], facility, drawn, row.number, now)
        one = {**shared, "consignment": code, "lot": row.lot or None, "pieces": _pieces(row.pieces)}
        found.append(statement(one, facility=facility, occurred=when, fact=uuid5(drawn, repr(one))))
    if len({row.code for row in form.lots if row.code}) < sum(bool(row.code) for row in form.lots):
        raise Unread(_("Two rows have the same number: each lot needs one of its own."))
    return found


def acted(typed: QueryDict, *, facility: str, now: datetime) -> Statement:
    """The statement of a press on a consignment's ticket. Raises :class:`Unread`."""
    act, code = text(typed, "act"), text(typed, "consignment")
    if act not in _KINDS or not code:
        raise Unread(_("Reload the page and try again."))
    said: dict[str, Any] = {"kind": _KINDS[act], "consignment": code}
    if act == "disinfected":
        agent, minutes = text(typed, "agent"), text(typed, "minutes")
        if not agent or not minutes.isdecimal():
            raise Unread(_("Type what was used, and for how many minutes it worked."))
        said |= {"agent": agent, "contact_minutes": int(minutes)}
    elif act == "sampled":
        if not text(typed, "tube"):
            raise Unread(_("Scan the tube of the sample."))
        said["tube"] = text(typed, "tube")
    else:
        said["pieces"] = _pieces(text(typed, "pieces"))
        if act != "released":
            said |= {"how": act, "witness": text(typed, "witness") or None}
        if act == "destroyed" and not said["witness"]:
            raise Unread(_("Nothing is destroyed without a witness: type who it was."))
    fact = uuid5(seed(text(typed, "made")), repr(said))
    return statement(said, facility=facility, occurred=now, fact=fact)


def turned_away(typed: QueryDict, *, facility: str, now: datetime) -> Statement:
    """The statement that a consignment was not taken. Raises :class:`Unread`."""
    goods, reason, drawn = text(typed, "goods"), text(typed, "reason"), seed(text(typed, "made"))
    if goods not in GOODS or not reason:
        raise Unread(_("Say what it was and why it was not taken."))
    code = text(typed, "code") or _code(goods, facility, drawn, 0, now)
    said = {"kind": "gate.refused/1", "category": "consignment", "subject": code, "reason": reason}
    return statement(said, facility=facility, occurred=now, fact=uuid5(drawn, "refused"))


def tenths(typed: str) -> int:
    """``-18.5`` → -185, in degrees Celsius; the signs of a Chinese keyboard are read too."""
    digits = (
        typed.translate(str.maketrans("－−—，。．", "---...")).removesuffix("℃").removesuffix("°C").strip()
    )
    try:
        value = Decimal(digits) * 10
    except InvalidOperation:
        value = Decimal("0.5")
    if value != value.to_integral_value() or abs(value) > 900:
        raise Unread(_("The temperature is a number of degrees Celsius with one decimal: -18.5"))
    return int(value)


def _given(said: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: said[name] for name in ("supplier_code", "vehicle", "seal") if said[name]}
    return found | ({"chill_tenths": tenths(said["chill"])} if said["chill"] else {})


def _pieces(typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isdecimal() or not 0 < int(typed) <= 1_000_000:
        raise Unread(_("Pieces are a whole number from 1; leave it empty for all of them."))
    return int(typed)


def _code(goods: str, facility: str, drawn: UUID, number: int, now: datetime) -> str:
    """A number for a consignment that has none: kind, house, day, four signs of the form, its row."""
    day = timezone.localtime(now).strftime("%m%d")
    return f"{_LETTER[goods]}-{facility}-{day}-{drawn.hex[-4:].upper()}{number + 1}"


def _occurred(typed: str, now: datetime) -> datetime:
    """When it came, by the clock of the house; now where nothing else was typed."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", typed):
        return now
    found = timezone.make_aware(datetime.fromisoformat(typed))
    return min(found, now)
