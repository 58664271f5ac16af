"""Differences between three counts in words: who is wrong and by how much, or why a person has to look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lazaretto.actions.open_reconciliation import ReconciliationPage
from lazaretto.audit.counts import PASSED, SOURCES, Column, Correction, Discord
from lazaretto.facts.periods import instant
from lazaretto.facts.supervision import Source, Tallied
from lazaretto.web.labels.sources import SOURCE, what_of
from lazaretto.web.templatetags.punctuation import in_brackets
from lazaretto.web.templatetags.sources import stretch


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words. first, last: its stretch. ways: each explanation, where there are several."""

    of: Tallied
    first: datetime
    last: datetime
    wrong: Source | None
    says: str
    ways: tuple[str, ...]
    more: int


def told(page: ReconciliationPage) -> list[Told]:
    """Every difference of a day, in the order in which they are signed."""
    return [
        _told(column, discord)
        for column, discords in zip(page.columns, page.discords, strict=True)
        for discord in discords
    ]


def _told(column: Column, discord: Discord) -> Told:
    first = instant(column.windows[discord.first].first)
    last = instant(column.windows[discord.last].last)
    ways = tuple("; ".join(_corrected(column, row)) for row in discord.explanations)
    says = _one_wrong(column, discord) if discord.wrong else _nobody_knows(column, discord)
    shown = ways if len(ways) > 1 or _of_inside(discord) else ()
    return Told(column.of, first, last, discord.wrong, says, shown, discord.more)


def _of_inside(discord: Discord) -> bool:
    """Whether it is about who was inside, and not about what passed alone."""
    return any(one.what not in PASSED for row in discord.explanations for one in row)


def _one_wrong(column: Column, discord: Discord) -> str:
    """The source that must be wrong: the others agree, or the numbers inside leave no other way."""
    corrections = discord.explanations[0]
    parts = "; ".join(_off(column.of, one) for one in corrections)
    return _("The %(source)s is wrong: %(parts)s.") % {"source": SOURCE[str(discord.wrong)], "parts": parts}


def _off(of: Tallied, one: Correction) -> str:
    few = one.said < one.right
    words = (
        _("%(n)s too few %(what)s (%(said)s, not %(right)s)")
        if few
        else _("%(n)s too many %(what)s (%(said)s, not %(right)s)")
    )
    return words % {
        "n": abs(one.said - one.right), "what": what_of(of, one.what), "said": one.said, "right": one.right,
    }  # fmt: skip


def _nobody_knows(column: Column, discord: Discord) -> str:
    one = discord.explanations[0][0]
    if not _of_inside(discord) and discord.first == discord.last:
        window = column.windows[one.window]
        said = window.came if one.what == "came" else window.went
        spoken = [
            (source, number) for source, number in zip(SOURCES, said, strict=True) if number is not None
        ]
        numbers = _(", ").join(f"{SOURCE[source]} {number}" for source, number in spoken)
        words = (
            _("All three differ %(what)s: %(numbers)s. Watch the recording of this stretch.")
            if len(spoken) == len(SOURCES)
            else _("Two sources differ %(what)s and the third is missing: %(numbers)s.")
        )
        return words % {"what": in_brackets(what_of(column.of, one.what)).strip(), "numbers": numbers}
    return _("What passed and who was counted inside do not fit together. Any of these would explain it:")


def _corrected(column: Column, corrections: Sequence[Correction]) -> Iterator[str]:
    for one in corrections:
        window = column.windows[one.window]
        yield _("%(source)s, %(stretch)s, %(what)s: %(right)s instead of %(said)s") % {
            "source": SOURCE[one.source], "what": what_of(column.of, one.what),
            "right": one.right, "said": one.said,
            "stretch": stretch(instant(window.first), instant(window.last)),
        }  # fmt: skip
