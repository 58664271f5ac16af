"""A day's report that was signed by whoever drew it up, or while nothing waited to be signed."""

import numpy as np

from lazaretto.obligations.reports import REPORT
from lazaretto.registers.events import Columns
from lazaretto.registers.reports import ACTS
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
_ACT_OF = {kind: act for act, kind in REPORT.acts.items()}
_NAMES = tuple(_ACT_OF[kind] for kind in ACTS)


def report_signed_astray(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A report was signed out of its turn, or by whoever had drawn it up (M37).

    Such a signature is recorded and counts for nothing: the report is still to be signed.
    """
    said, signed = standing.events("report_said"), standing.during("report_signed", start, end)
    days = np.unique(said.key[np.isin(said.fact, signed.fact)])
    astray = [fact for day in days.tolist() for fact in _astray(said.where(said.key == day))]
    return signed.where(np.isin(signed.fact, np.array(astray, np.int64)))


def _astray(said: Columns) -> list[int]:
    """The facts about one day's report that moved nothing, in order of time."""
    state, drew, found = REPORT.start, set[int](), list[int]()
    acts = dict(zip(said.fact.tolist(), said.value.tolist(), strict=True))
    for fact, number in acts.items():
        act, persons = _NAMES[number], set(said.aux[said.fact == fact].tolist())
        then = REPORT.after(state, act)
        if then is None or (act != "draw" and persons & drew):
            found.append(fact)
            continue
        state = then
        drew = persons if act == "draw" else drew
    return found
