"""The classes over which a document may rule are those of the list; each rule has its words."""

from typing import get_args, get_type_hints

from lazaretto.board.data_classes import CLASSES, RETAINED
from lazaretto.obligations.retaining import Rule
from lazaretto.protocol.document import Retention
from lazaretto.web.data_sheet_paper import until_of

HEALTH = next(one for one in CLASSES if one.id == "health")
RULE = Rule("document/1 health.erased", "health", "custody_ended", 5479)


def test_a_document_rules_over_the_classes_that_end_with_the_file() -> None:
    hints = get_type_hints(Retention)
    assert set(get_args(hints["data"])) == {one.id for one in CLASSES if one.ends == "file"}
    assert set(get_args(hints["after"])) == set(RETAINED) - {"otherwise"}


def test_a_class_says_its_rule_and_what_is_kept_of_everybody_else() -> None:
    kept = until_of(HEALTH, days=21, rule="R", lang="en")
    assert "with the file" in kept
    told = until_of(HEALTH, days=21, rule="R", lang="en", retained=(RULE, RULE._replace(data="regime")))
    assert told.count("5479") == 1
    assert "document/1 health.erased" in told
    assert told.endswith(kept)
