"""Receipts and refusals as sentences in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lazaretto.ledger.receipts import Receipt
from lazaretto.web.forms.drawing import said
from lazaretto.web.labels.results import FILES, ROWS
from lazaretto.web.labels.retaining import HELD
from lazaretto.web.labels.rostering import RULES
from lazaretto.web.labels.rules import DISPUTES, GATE, REFUSALS
from lazaretto.web.labels.what_if import FAULTS


class _Kept(dict[str, str]):
    """Values for a sentence; one that did not come along leaves an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(receipt: Receipt) -> str:
    """Why a statement is disputed, refused or malformed, and what to do."""
    table = DISPUTES if receipt.outcome == "disputed" else REFUSALS
    return " ".join(worded(rule, receipt.values, disputed=table is DISPUTES) for rule in receipt.rules)


def worded(rule: str, values: Mapping[str, str], *, disputed: bool = False) -> str:
    """The sentence of a rule, its values filled in; a rule nobody worded says its code."""
    table = DISPUTES if disputed else REFUSALS
    found = (tab.get(rule) for tab in (table, REFUSALS, DISPUTES, ROWS, FILES, FAULTS))
    text = next(filter(None, found), None)
    if text is None:
        return _("Refused by the rule “%(rule)s”.") % {"rule": rule}
    broken = values.get("broken", "")  # a rule of the judge of rosters
    if "activity" in values:
        values = {**values, "activity": said("activity", values["activity"])}
    told = {
        "open": _listed(GATE, values.get("open", "")), "kept": _listed(HELD, values.get("kept", "")),
        "broken": str(RULES.get(broken, broken)),
    }  # fmt: skip
    return str(text).format_map(_Kept({**values, **told}))


def _listed(words: Mapping[str, object], names: str) -> str:
    """Names in words, as those of the release gate's conditions; a dash where none was told."""
    return _(", ").join(str(words.get(name, name)) for name in names.split(", ") if name) or "—"
