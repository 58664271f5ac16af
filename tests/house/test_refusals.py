"""Every reason that the code gives stands in the one list, and so does every rule of the fold."""

import re
from pathlib import Path
from typing import get_args

from lazaretto.access.refusals import DISPUTES, REFUSALS
from lazaretto.ledger.appending import append
from lazaretto.registers import orders
from lazaretto.registers.stays import Rule

SOURCE = Path(append.__code__.co_filename).parents[1]
GIVEN = re.compile(
    r"""(?:Refused|refused|Receipt)\((?:[\w.\[\]]+,\s*)?(?:"\w+",\s*\()?"(\w+)"|__init__\("(\w+)\""""
)


def given() -> set[str]:
    found = (
        match for path in SOURCE.rglob("*.py") for match in GIVEN.findall(path.read_text(encoding="utf-8"))
    )
    return {one or other for one, other in found}


def test_every_reason_that_is_given_is_listed() -> None:
    assert (
        given() - REFUSALS.keys() - set(DISPUTES) - {"accepted", "disputed", "duplicate", "refused"} == set()
    )


def test_every_rule_of_the_fold_is_listed() -> None:
    assert set(get_args(Rule)) <= set(DISPUTES)
    assert set(orders.FOUND) <= set(DISPUTES)
    assert set(get_args(orders.Rule)) <= set(REFUSALS)


def test_codes_are_short_words() -> None:
    assert all(re.fullmatch(r"[a-z_]{3,30}", code) for code in (*REFUSALS, *DISPUTES))
