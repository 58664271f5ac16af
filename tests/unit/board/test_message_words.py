"""A message in words: counts of one rule and house together, the gravest first, and a link."""

from lazaretto.board.message_words import SHOWN, Told, compose, together, tried_out
from lazaretto.board.words import text

TITLES = {
    "hygiene.temperatures": text("测温", "測溫", "temperatures"),
    "alone": text("独处", "獨處", "alone"),
}
LINK = "https://house.example/notifications/1"


def said(
    *lines: Told, urgent: bool = False, climbed: bool = False, language: str = "en"
) -> tuple[str, list[str]]:
    words = compose(
        lines, urgent=urgent, climbed=climbed, houses={"QZ-D": "Qinzhou house"}, known=TITLES, link=LINK,
        language=language,  # type: ignore[arg-type]  # one of its literals
    )  # fmt: skip
    return words.title, words.body.split("\n")


def test_lines_of_one_rule_and_house_are_one() -> None:
    told = (
        Told("overdue", "hygiene.temperatures", "QZ-D", 3),
        Told("overdue", "hygiene.temperatures", "QZ-D", 2),
        Told("alarm", "alone", "QZ-D", 1), Told("overdue", "hygiene.temperatures", "MJ-D", 1),
    )  # fmt: skip
    assert [(one.sort, one.facility, one.count) for one in together(told)] == [
        ("alarm", "QZ-D", 1), ("overdue", "QZ-D", 5), ("overdue", "MJ-D", 1),
    ]  # fmt: skip
    title, body = said(*told)
    assert title == "7 waiting for you"
    assert body[:2] == ["Qinzhou house: alarm, alone, 1", "Qinzhou house: overdue, temperatures, 5"]
    assert body[2].startswith("MJ-D: ")  # a house that was not named has its code
    assert body[-1] == f"Sign in and acknowledge with one press: {LINK}"


def test_an_urgent_message_says_so_and_one_that_climbed_too() -> None:
    title, body = said(Told("alarm", "alone", "QZ-D", 2), urgent=True, climbed=True, language="zh_hans")
    assert title == "【紧急】2 项事项待处理"
    assert body[0] == "此前无人确认，现转您处理。"
    assert body[1] == "Qinzhou house：警报，独处，2 项"


def test_a_long_message_is_cut_and_counts_the_rest() -> None:
    lines = [Told("overdue", f"rule.{n:02}", "QZ-D", 1) for n in range(SHOWN + 3)]
    title, body = said(*lines)
    assert title == f"{SHOWN + 3} waiting for you"
    assert len(body) == SHOWN + 2
    assert body[-2] == "and 3 more lines"


def test_a_test_message_says_that_nothing_is_to_be_done() -> None:
    assert "Nothing is to be done" in tried_out(language="en").body
    assert tried_out(language="zh_hant").title == "測試訊息"
