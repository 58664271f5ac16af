"""The conditions of the release gate in words: what each asks, how it stands, and the step to take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lazaretto.board.sentences import fill, sentence
from lazaretto.board.words import text
from lazaretto.facts.fact import Fact
from lazaretto.obligations.holding import Held, State
from lazaretto.protocol.document import Text

TITLES: dict[str, Text] = {
    "days_full": text("天数已满", "天數已滿", "Days full"),
    "tests_negative": text("检测均阴性", "檢測均陰性", "Tests negative"),
    "no_fever": text("无发热", "無發熱", "No fever"),
    "no_symptoms": text("无症状", "無症狀", "No symptoms"),
    "cohort_clean": text("同批无混入", "同批無混入", "Cohort clean"),
    "next_place_reserved": text("下一去处已留位", "下一去處已留位", "Next place kept"),
    "order_live": text("决定有效且已送达", "決定有效且已送達", "Order in force and served"),
    "review_done": text("复核按期", "複核按期", "Review done"),
}

_NOT_ASKED = text("方案对此没有要求", "方案對此沒有要求", "The protocol asks nothing here")

# condition.state, or condition.state.what for one of several ways: the sentence, with the step to take
SENTENCES: dict[str, Text] = {
    "days_full.met": text("已于 {ends} 届满", "已於 {ends} 屆滿", "Full since {ends}"),
    "days_full.not_met": text(
        "第 {day} 天，{ends} 届满", "第 {day} 天，{ends} 屆滿", "Day {day}; full on {ends}"
    ),
    "days_full.unknown": text(
        "方案和决定都没有规定天数：请所领导决定解除日期", "方案和決定都沒有規定天數：請所領導決定解除日期",
        "Neither protocol nor order says how many days: have the end ordered",
    ),
    "tests_negative.met": text(
        "应检 {owed} 次，均已阴性", "應檢 {owed} 次，均已陰性", "All {owed} required tests are negative"
    ),
    "tests_negative.not_met": text(
        "缺第 {missed} 天的检测：另日补采一次单管", "缺第 {missed} 天的檢測：另日補採一次單管",
        "No test for day {missed}: sample singly once more on another day",
    ),
    "tests_negative.not_met.positive": text(
        "单管阳性尚未排除：由所医处置，复检阴性后方可解除",
        "單管陽性尚未排除：由所醫處置，複檢陰性後方可解除",
        "A single positive is open: the doctor decides; a later negative answers it",
    ),
    "tests_negative.unknown": text(
        "应检 {owed} 次，已有 {done} 次阴性，待第 {awaited} 天的采样或结果",
        "應檢 {owed} 次，已有 {done} 次陰性，待第 {awaited} 天的採樣或結果",
        "{done} of {owed} negative; day {awaited} waits for its sample or result",
    ),
    "no_fever.met": text(
        "{hours} 小时内体温均低于 {limit} °C", "{hours} 小時內體溫均低於 {limit} °C",
        "Every reading of the last {hours} h is under {limit} °C",
    ),
    "no_fever.not_met": text(
        "{hours} 小时内最高 {highest} °C：由所医查明", "{hours} 小時內最高 {highest} °C：由所醫查明",
        "{highest} °C within {hours} h: the doctor finds out why",
    ),
    "no_fever.unknown": text(
        "{hours} 小时内没有测温：请测温", "{hours} 小時內沒有測溫：請測溫",
        "Nobody measured in the last {hours} h: measure",
    ),
    "no_symptoms.met": text(
        "{hours} 小时内巡诊未见症状", "{hours} 小時內巡診未見症狀",
        "Seen by health staff within {hours} h, no symptom reported",
    ),
    "no_symptoms.not_met": text(
        "{hours} 小时内有症状：由所医查看", "{hours} 小時內有症狀：由所醫查看",
        "Symptoms within {hours} h: the doctor sees the person",
    ),
    "no_symptoms.unknown": text(
        "{hours} 小时内没有巡诊：请医务人员查看", "{hours} 小時內沒有巡診：請醫務人員查看",
        "No health visit in the last {hours} h: have the person seen",
    ),
    "cohort_clean.met": text(
        "起算以来同室无人混入", "起算以來同室無人混入", "Nobody mixed in since the clock was set"
    ),
    "cohort_clean.not_met": text(
        "{since} 有接触：请登记重新起算", "{since} 有接觸：請登記重新起算",
        "Exposed on {since}: state the restart of the clock",
    ),
    "next_place_reserved.met": text("已留 {kept}", "已留 {kept}", "{kept} is kept"),
    "next_place_reserved.met.outside": text(
        "去往网外：{wanted}", "去往網外：{wanted}", "Goes on outside the network: {wanted}"
    ),
    "next_place_reserved.not_met": text(
        "{wanted} 尚未留位：请留位", "{wanted} 尚未留位：請留位", "No place is kept at {wanted}: keep one"
    ),
    "next_place_reserved.not_met.general": text(
        "普通监区尚未留位：请留位", "普通監區尚未留位：請留位", "No place is kept in a general wing: keep one"
    ),
    "next_place_reserved.not_met.kept": text(
        "所留 {kept} 不是决定的去处：请改留", "所留 {kept} 不是決定的去處：請改留",
        "{kept} is kept, which is not where the order leads: keep another place",
    ),
    "next_place_reserved.unknown": text(
        "没有决定，去处不明：请补作决定", "沒有決定，去處不明：請補作決定",
        "There is no order to say where the person goes: make the order",
    ),
    "order_live.met": text(
        "{order} 有效，已送达", "{order} 有效，已送達", "{order} is in force and was served"
    ),
    "order_live.not_met.order": text(
        "没有决定：补作决定，或立即解除", "沒有決定：補作決定，或立即解除",
        "There is no order: make it, or end the quarantine now",
    ),
    "order_live.not_met.layer": text(
        "{order} 不包括这一段：请核对", "{order} 不包括這一段：請核對",
        "{order} does not name this leg: check which is right",
    ),
    "order_live.not_met.service": text(
        "{order} 尚未送达：请送达并说明", "{order} 尚未送達：請送達並說明",
        "{order} was not served: hand it over and explain it",
    ),
    "review_done.met": text(
        "下次复核 {review}", "下次複核 {review}", "Next review on {review}"
    ),
    "review_done.not_met": text(
        "复核已过期（{review}）：请另一人复核", "複核已過期（{review}）：請另一人複核",
        "The review of {review} is overdue: have another person review the order",
    ),
    "review_done.unknown": text(
        "没有复核日期：请定复核日期", "沒有複核日期：請定複核日期", "No review is set: set one"
    ),
}  # fmt: skip


# What is stated so that a condition comes to be met: condition, or condition.way → a kind of fact.
CURES: dict[str, str] = {
    "tests_negative": "testing.sampled",
    "no_fever.unknown": "hygiene.temperatures_taken",
    "no_symptoms.unknown": "quarantine.visited",
    "cohort_clean": "quarantine.clock_restarted",
    "next_place_reserved": "custody.place_requested",
    "order_live.order": "quarantine.ordered",
    "order_live.service": "quarantine.served",
    "review_done": "quarantine.reviewed",
}
SHOWN = 6  # facts told beside a condition; the latest of them


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that a condition rests on, as a sentence."""

    at: datetime
    says: Text


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition of the gate: its state in words with the step to take, and the facts that say so.

    cure: the kind of fact with which the step is stated, where one would meet the condition.
    """

    name: str
    state: State
    title: Text
    say: Text
    facts: tuple[UUID, ...]
    cure: str | None
    evidence: tuple[Evidence, ...]


def condition_line(
    held: Held, *, facts: Sequence[Fact], zone: str, person: str | None = None
) -> ConditionLine:
    """One condition in words; its facts told of this person only."""
    template = SENTENCES[_key(held)] if held.values or held.state != "met" else _NOT_ASKED
    return ConditionLine(
        name=held.name, state=held.state, title=TITLES[held.name],
        say=fill(template, zone=zone, **{name: _value(name, said) for name, said in held.values.items()}),
        facts=tuple(facts[number].id for number in held.facts), cure=_cure(held),
        evidence=tuple(
            Evidence(facts[n].occurred, sentence(facts[n], zone=zone, about=person))
            for n in held.facts[-SHOWN:]
        ),
    )  # fmt: skip


def _cure(held: Held) -> str | None:
    if held.state == "met":
        return None
    ways = (held.name, f"{held.name}.{held.state}", f"{held.name}.{held.values.get('lacking', '')}")
    return next((CURES[way] for way in ways if way in CURES), None)


def _key(held: Held) -> str:
    """Which sentence a condition is told with."""
    plain = f"{held.name}.{held.state}"
    if held.name == "tests_negative" and "positive" in held.values:
        return f"{plain}.positive"
    if held.name == "order_live" and held.state != "met":
        return f"{plain}.{held.values['lacking']}"
    if held.name == "next_place_reserved":
        if held.state == "met" and "kept" not in held.values:
            return f"{plain}.outside"
        if held.state == "not_met" and "kept" in held.values:
            return f"{plain}.kept"
        if held.state == "not_met" and "wanted" not in held.values:
            return f"{plain}.general"
    return plain


def _value(name: str, said: str) -> Any:
    """A value as the sentence wants it: instants and days are told by the reader's calendar."""
    if name in ("ends", "since"):
        return datetime.fromisoformat(said)
    return date.fromisoformat(said) if name == "review" else said
