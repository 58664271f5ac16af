"""Open the rules by which personal data ends, as the documents in force say: for everybody, and of nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lazaretto.actions.viewing import view
from lazaretto.board.rule_titles import rule_titles
from lazaretto.facts.periods import seconds
from lazaretto.obligations.keeping_check_ins import retention
from lazaretto.obligations.retaining import Rule, rules
from lazaretto.protocol.document import Text


@dataclass(frozen=True, slots=True)
class DataRules:
    """For how many days check-ins are kept, by which rule; None where no document in force says so.

    retained: what documents say of other classes; titles: what each of these rules is called.
    """

    days: int | None
    rule: str
    retained: tuple[Rule, ...]
    titles: Mapping[str, Text]


def open_data_rules(*, now: datetime) -> DataRules:
    """The rules in force at an instant."""
    forces = view(now=now).forces
    found = retention(forces, seconds(now))
    retained = rules(forces, seconds(now))
    rule = found.rule if found else ""
    titles = rule_titles(forces, [rule, *(one.rule for one in retained)])
    return DataRules(found.days if found else None, rule, retained, titles)
