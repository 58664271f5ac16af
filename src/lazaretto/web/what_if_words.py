"""Questions to the twin in the reader’s words: names of orders, ready-made ones, what is wrong with one."""

from django.utils.translation import gettext as _

from lazaretto.protocol.document import Protocol
from lazaretto.twin.designing import Change
from lazaretto.twin.suggesting import Idea
from lazaretto.twin.vetting import Fault
from lazaretto.web.labels.what_if import FAULTS, IDEAS, NAMES
from lazaretto.web.templatetags.lazaretto import spoken

_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def titled(title: dict[str, str]) -> str:
    """The title of a file of assumptions in the reader's language."""
    return title.get(_TAGS[spoken()]) or title.get("en") or next(iter(title.values()), "")


def idea_words(idea: Idea) -> str:
    """A ready-made order as a sentence."""
    return str(IDEAS[idea.kind]).format_map(idea.values)


def idea_name(idea: Idea) -> str:
    """A ready-made order as the head of a column."""
    return str(NAMES[idea.kind]).format_map(idea.values)


def fault_words(fault: Fault) -> str:
    """What is wrong, and what to do."""
    return str(FAULTS[fault.code]).format_map(fault.values)


def name_of(change: Change, protocol: Protocol) -> str:
    """An order by what it changes, for whoever gave it no name; empty where it changes nothing."""
    parts = []
    for number, leg in sorted(change.legs.items()):
        if leg.days is not None:
            parts.append(_("leg %(leg)s: %(days)s d") % {"leg": number, "days": leg.days})
        elif leg.tests_on is not None:
            parts.append(_("%(tests)s tests in leg %(leg)s") % {"leg": number, "tests": len(leg.tests_on)})
    if change.cohort is not None:
        parts.append(
            _("alone in cells") if change.cohort == 1 else _("at most %(n)s in a cell") % {"n": change.cohort}
        )
    if change.pattern is not None:
        parts.append(_("duty %(days)s") % {"days": _days(change.pattern, protocol)})
    if change.rounds_every is not None:
        parts.append(_("rounds every %(days)s d") % {"days": change.rounds_every})
    if change.watched is False:
        parts.append(_("nobody is watched for symptoms"))
    return _(", ").join(parts)


def _days(pattern: str, protocol: Protocol) -> str:
    phases = next((one.phases for one in protocol.patterns if one.id == pattern), ())
    return "+".join(str(phase.days) for phase in phases) or pattern
