"""What the planner answers is said in the reader's language, its codes and days in words."""

from datetime import date
from typing import get_args

import pytest
from django.utils import translation

from lazaretto.board.rostering_words import ROSTERING_WORDS
from lazaretto.roster.answer import Collision, Move, Relief, ReliefCode, Stage, Stuck, Why, WhyCode
from lazaretto.web.labels import rostering
from lazaretto.web.templatetags.roster_plan import (
    collision_words,
    fault_words,
    relief_words,
    stage_word,
    stuck_words,
    why_words,
)


def test_every_code_of_an_answer_has_its_words() -> None:
    codes = [f"relief_{code}" for code in get_args(ReliefCode)] + [
        f"why_{code}" for code in get_args(WhyCode)
    ]
    assert set(codes) <= ROSTERING_WORDS.keys()
    assert set(get_args(Stage)) == rostering.STAGES.keys()


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_a_relief_names_staff_and_days_and_leaves_no_blank(language: str) -> None:
    values = {"count": "2", "kind": "medic", "who": "medics", "first": "2022-03-15", "last": "2022-03-20"}
    with translation.override(language):
        said = relief_words(Relief(code="more_people", left=0, whole=True, values=values))
        why = Move(
            person="P1", first=date(2022, 3, 15), last=date(2022, 3, 16), before="A", after=None,
            why=Why(code="away", values={"cause": "sick"}),
        )  # fmt: skip
        told = [said, why_words(why), stage_word("loop")]
    assert "{" not in "".join(told)
    assert "2022-03-15" not in said
    assert ("sick" in told[1]) == (language == "en")


def test_what_collides_who_is_stuck_and_what_is_at_fault_are_sentences() -> None:
    with translation.override("en"):
        rules = ("batch_incomplete", "untrained_on_post")
        values = {"who": "medics", "first": "2022-03-15", "last": "2022-03-20", "need": "1", "missing": "1",
                  "days": "6"}  # fmt: skip
        assert "medics: 1 needed" in collision_words(Collision(rules=rules, values=values))
        assert "P1" in stuck_words(Stuck(person="P1", rules=("phase_too_long",)))
        assert "QZ-D has no staff" in fault_words({"code": "nobody", "values": {"facility": "QZ-D"}})
