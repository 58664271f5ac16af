"""Simulated figures as a reader sees them: the middle with its range, never the middle alone."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from lazaretto.twin.answer import Answer, Figure

Tells = Literal["fewer", "more", "unseen", "same"]
RARE = 0.01  # a chance that stays below this is told of ten thousand, not of a hundred


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in words: its middle, its range (empty where there is nothing to doubt)."""

    middle: str
    span: str

    def __str__(self) -> str:
        return f"{self.middle} ({self.span})" if self.span else self.middle


def name_of(number: int, answer: Answer) -> str:
    """What an order is called: the first is what the document orders."""
    return _("as ordered now") if number == 1 else answer.policy.name


def alone_days(answer: Answer) -> int:
    """Days in a row that somebody is alone under an order whom nothing restarts; 0 where nobody is."""
    return answer.policy.days if answer.alone_people else 0


def door_names() -> dict[str, str]:
    """By whom infection comes in first."""
    return {
        "arrival": _("through somebody who leaves quarantine"),
        "staff": _("through staff"),
        "outing": _("through somebody who was out (court, hospital)"),
    }


def leg_name(leg: int) -> str:
    """Where whoever broke through the quarantine was infected."""
    if leg == 0:
        return _("infected before arrival")
    return _("infected in leg %(n)s") % {"n": leg}


def per_of(figures: list[Figure]) -> int:
    """Of how many these chances are told together: a hundred, or ten thousand where all of them are rare."""
    return 100 if not figures or max(one.high for one in figures) >= RARE else 10_000


def share(figure: Figure, *, per: int = 100) -> Told:
    """A chance of so many: 0.175 (0.10–0.31) → 18 (10–31)."""
    return _told(figure.value * per, figure.low * per, figure.high * per)


def count(figure: Figure) -> Told:
    """A number of something, with its range."""
    return _told(figure.value, figure.low, figure.high)


def plain(number: float) -> str:
    """A number without needless figures: 94168, 18, 3.4; thousands are set apart, a minus is one."""
    if round(number, 1) == 0:
        return "0"
    exact = abs(number) >= 10 or abs(number - round(number)) <= 0.05
    return (f"{number:,.0f}" if exact else f"{number:.1f}").replace("-", "−")


def span(low: float, high: float) -> str:
    """``10–31``; below nothing ``−14 to −3.8``, because a dash before a minus cannot be read.

    Where both ends are too near to nothing to be told: ``<0.05``, what :func:`plain` tells as 0.
    """
    first, last = plain(low), plain(high)
    if first == last == "0":  # as told both ends are nothing, and yet they are not
        return "±0.05" if low < 0 else "<0.05"
    if low < 0 and first != "0":
        return _("%(low)s to %(high)s") % {"low": first, "high": last}
    return f"{first}–{last}"


def less(first: Answer, answer: Answer, name: Literal["quarantine_days", "swabs", "infected"]) -> Figure:
    """How much less than the first order: the difference of the middles, and every difference that the two
    ranges allow."""
    one, other = getattr(first, name), getattr(answer, name)
    return Figure(one.value - other.value, one.low - other.high, one.high - other.low)


def tells(fewer: Figure) -> Tells:
    """What a difference to the first order says: its sign, where the whole range has one."""
    if fewer.low == fewer.high == 0:
        return "same"
    if fewer.low > 0:
        return "fewer"
    return "more" if fewer.high < 0 else "unseen"


def _told(value: float, low: float, high: float) -> Told:
    if high - low < 1e-9:
        return Told(plain(value), "")
    return Told(plain(value), span(low, high))
