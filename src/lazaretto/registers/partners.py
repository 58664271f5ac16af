"""Partners lowered: who was put on the register, changed or taken off it, where it was said."""

from typing import Any, get_args

from lazaretto.facts import partners
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SORTS: tuple[str, ...] = get_args(partners.PartnerSort)
ACTS = ("enrol", "change", "end")


def _enrolled(body: partners.PartnerEnrolled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "partner_said", _key(fact, body.partner, keys), ACTS.index("enrol"), SORTS.index(body.sort)


def _changed(body: partners.PartnerChanged, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "partner_said", _key(fact, body.partner, keys), ACTS.index("change"), SORTS.index(body.sort)


def _ended(body: partners.PartnerEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "partner_said", _key(fact, body.partner, keys), ACTS.index("end"), -1


def _key(fact: Fact, partner: str, keys: Names) -> int:
    return keys.number(f"{fact.facility}|{partner}")


LOWERING: dict[type, Any] = {
    partners.PartnerEnrolled: _enrolled,
    partners.PartnerChanged: _changed,
    partners.PartnerEnded: _ended,
}
