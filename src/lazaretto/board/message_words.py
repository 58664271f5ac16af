"""A message in words: how many of what, where, and a link. It is made of counts, houses and titles alone.

What names a person is never an argument here, so no name and no custody number can leave the house by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lazaretto.board.sentences import Language, fill
from lazaretto.board.verdicts import RULES, UNNAMED
from lazaretto.board.words import same, text
from lazaretto.obligations.force import InForce
from lazaretto.obligations.outstanding import Sort
from lazaretto.protocol.document import Text

SHOWN = 12  # lines of one message; a phone shows about so many, and the link leads to all of them
SORTS: dict[Sort, Text] = {
    "alarm": text("警报", "警報", "alarm"),
    "breach": text("违规", "違規", "breach"),
    "overdue": text("逾期未办", "逾期未辦", "overdue"),
    "problem": text("矛盾", "矛盾", "contradiction"),
}
_URGENT = text(
    "【紧急】{count} 项事项待处理", "【緊急】{count} 項事項待處理", "Urgent: {count} waiting for you"
)
_OTHER = text("{count} 项事项待处理", "{count} 項事項待處理", "{count} waiting for you")
_CLIMBED = text(
    "此前无人确认，现转您处理。", "此前無人確認，現轉您處理。", "Nobody below you has acknowledged this."
)
_LINE = text(
    "{house}：{sort}，{title}，{count} 项",
    "{house}：{sort}，{title}，{count} 項",
    "{house}: {sort}, {title}, {count}",
)
_MORE = text("另有 {count} 条", "另有 {count} 條", "and {count} more lines")
_LINK = text(
    "登录后一键确认：{link}", "登入後一鍵確認：{link}", "Sign in and acknowledge with one press: {link}"
)
_TEST = text("测试消息", "測試訊息", "Test message")
_TESTED = text(
    "这是从您的个人页面发出的测试消息，无需处理。", "這是從您的個人頁面發出的測試訊息，無需處理。",
    "You asked for this message on your own page. Nothing is to be done.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a message: how many of what, where."""

    sort: Sort
    rule: str
    facility: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """What is sent: a line of subject and a body of plain text."""

    title: str
    body: str


def titles(forces: Iterable[InForce]) -> Mapping[str, Text]:
    """Rule → what it is called: clauses of every document in force, and the rules of the record."""
    clauses = {clause.id: clause.title for force in forces for clause in force.protocol.clauses}
    return {rule: words[0] for rule, words in RULES.items()} | clauses


def title_of(rule: str, known: Mapping[str, Text]) -> Text:
    """What a rule is called; one of a document that is in force no longer has its code."""
    return known.get(rule) or (UNNAMED[0] if rule in RULES else same(rule))


def together(lines: Iterable[Told]) -> tuple[Told, ...]:
    """Lines of one rule and house as one, their counts added up; the most first."""
    counted: dict[tuple[Sort, str, str], int] = {}
    for one in lines:
        key = (one.sort, one.rule, one.facility)
        counted[key] = counted.get(key, 0) + one.count
    ordered = sorted(counted.items(), key=lambda item: (list(SORTS).index(item[0][0]), -item[1], item[0]))
    return tuple(Told(*key, count) for key, count in ordered)


def compose(
    lines: Sequence[Told], *, urgent: bool, climbed: bool, houses: Mapping[str, str],
    known: Mapping[str, Text], link: str, language: Language,
) -> Words:  # fmt: skip
    """A message in one language. houses: code → name; known: as from :func:`titles`."""
    told = together(lines)
    title = fill(_URGENT if urgent else _OTHER, count=sum(one.count for one in told))
    body = [
        fill(
            _LINE, house=same(houses.get(one.facility, one.facility)), sort=SORTS[one.sort],
            title=title_of(one.rule, known), count=one.count,
        )
        for one in told[:SHOWN]
    ]  # fmt: skip
    if len(told) > SHOWN:
        body.append(fill(_MORE, count=len(told) - SHOWN))
    if climbed:
        body.insert(0, _CLIMBED)
    body.append(fill(_LINK, link=same(link)))
    return Words(getattr(title, language), "\n".join(str(getattr(one, language)) for one in body))


def tried_out(*, language: Language) -> Words:
    """The message of somebody who tries a channel out."""
    return Words(getattr(_TEST, language), getattr(_TESTED, language))
