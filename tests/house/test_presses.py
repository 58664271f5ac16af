"""A form that states something has a number of its own: pressed twice, it is heard once.

Every form of the templates is read with what it includes. What goes without a number stands here, by why.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT

TEMPLATES = ROOT / "src" / "lazaretto" / "web" / "templates"
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*>(.*?)(?:</form>|\Z)", re.DOTALL)
INCLUDED = re.compile(r"\{%\s*include\s+\"([^\"]+)\"[^%]*%\}")
NUMBER = re.compile(r"\{% form_number %\}|name=\"made\"")

# It asks, shows or gives out, and states nothing; what it asks for is posted so that no address holds it.
ASKING = {
    "refusal.html": 1, "web/contacts.html": 2, "web/data_sheet.html": 2, "web/disclosure.html": 2,
    "web/exit.html": 2, "web/house_partners.html": 1, "web/order.html": 1, "web/person.html": 6,
    "web/person_elsewhere.html": 1, "web/reason.html": 1, "web/rights_sheet.html": 1, "web/status.html": 1,
    "web/status_new.html": 1, "web/what_if.html": 1, "web/what_if_why_told.html": 1,
}  # fmt: skip
# Sessions, accounts, tokens, channels and settings: no facts, and the same once more changes nothing or is
# refused.
OF_ACCOUNTS = {
    "account/login.html": 3, "web/account.html": 2, "web/account_granted.html": 1,
    "web/account_requests.html": 1, "web/accounts.html": 3, "web/locked.html": 3, "web/me.html": 2,
    "web/me_channels.html": 3, "web/node_tokens.html": 2, "web/own_password.html": 1, "web/settings.html": 4,
    "web/stations.html": 1,
}  # fmt: skip
# Work that is begun, followed or stopped, and what is kept beside the record.
OF_WORK = {
    "web/gate_looks.html": 1, "web/inspecting.html": 2, "web/inspecting_check.html": 1,
    "web/inspecting_progress.html": 1, "web/notification_card.html": 1, "web/patrol.html": 1,
    "web/results.html": 1, "web/roll_call_now.html": 1, "web/roster_plan.html": 1,
    "web/roster_progress.html": 1, "web/roster_work.html": 1, "web/what_if_progress.html": 1,
}  # fmt: skip
# A seal of what was looked at, or what stands then, refuses the second press: it is ordered, signed,
# promised, issued, ended, settled, on the way or kept already.
REFUSED_AGAIN = {
    "web/cell_card.html": 1, "web/conversion.html": 2, "web/conversion_plan.html": 1,
    "web/conversion_running.html": 3, "web/gate_looks.html": 1, "web/house_roll_calls.html": 1,
    "web/issue.html": 1, "web/levels.html": 1, "web/loop_pattern.html": 1, "web/placing.html": 1,
    "web/reconciliation_city.html": 1, "web/releases.html": 1, "web/roll_calls.html": 1,
    "web/roster_draft.html": 1, "web/settling.html": 2,
}  # fmt: skip
# The numbers of its facts come of the sheet, or of what they say.
BY_CONTENT = {"web/paper.html": 1, "web/results.html": 2}
GROUPS = (ASKING, OF_ACCOUNTS, OF_WORK, REFUSED_AGAIN, BY_CONTENT)


def whole(text: str, depth: int = 0) -> str:
    """A template with what it includes, and what that includes."""
    if depth > 4:
        return text

    def included(match: re.Match[str]) -> str:
        file = TEMPLATES / match[1]
        return whole(file.read_text(), depth + 1) if file.exists() else ""

    return INCLUDED.sub(included, text)


def unnumbered(text: str) -> list[str]:
    """The forms of a template that have no number."""
    return [match[0] for match in FORM.finditer(text) if NUMBER.search(whole(match[1])) is None]


def forms() -> Iterator[tuple[str, str]]:
    for file in sorted(TEMPLATES.rglob("*.html")):
        for form in unnumbered(file.read_text()):
            yield str(file.relative_to(TEMPLATES)), form


def test_every_form_has_a_number_or_stands_here() -> None:
    known: Counter[str] = Counter()
    for group in GROUPS:
        known.update(group)
    assert Counter(name for name, _form in forms()) == known


@pytest.mark.parametrize("form", ["{% csrf_token %}<input>", '{% include "web/exit_hidden.html" %}', ""])
def test_a_form_without_is_found(form: str) -> None:
    assert unnumbered(f'<form method="post" class="x">{form}</form>')
    assert unnumbered(f'<form method="post">{form}')


@pytest.mark.parametrize(
    "form", ["{% form_number %}", '{% include "web/entry_hidden.html" with verb="deny" %}',
             '<input type="hidden" name="made" value="{{ made }}">'],
)  # fmt: skip
def test_one_with_is_not(form: str) -> None:
    assert not unnumbered(f'<form method="post" class="x">{form}</form>')
    assert not unnumbered(f'<form method="get">{form}</form>')
