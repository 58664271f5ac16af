"""A duty in words: what the four shapes owe, in one sentence of three languages."""

from datetime import time

from lazaretto.board.sentences import fill
from lazaretto.board.words import text, word
from lazaretto.protocol.document import Clause, Coverage, Deadline, Recurring, Refrain, Text

_RECURRING = text(
    "{who}每日按时段办理：{slots}；逾期 {grace} 分钟记为漏办",
    "{who}每日按時段辦理：{slots}；逾期 {grace} 分鐘記為漏辦",
    "Owed by {who} every day, once a slot: {slots}; missed {grace} min after the slot",
)
_WITHIN = text(
    "{trigger}后 {within} 分钟内办理[，逾期 {grace} 分钟记为漏办]",
    "{trigger}後 {within} 分鐘內辦理[，逾期 {grace} 分鐘記為漏辦]",
    "Owed within {within} min of each: {trigger}[; missed {grace} min later]",
)
_NAMED = text(
    "{trigger}后按其写明的时限办理[，容许再过 {leeway} 分钟]；"
    "没有写明的，{within} 分钟内办理[，逾期 {grace} 分钟记为漏办]",
    "{trigger}後按其寫明的時限辦理[，容許再過 {leeway} 分鐘]；"
    "沒有寫明的，{within} 分鐘內辦理[，逾期 {grace} 分鐘記為漏辦]",
    "Owed after each: {trigger}, by the instant that it names[ or {leeway} min after it],"
    " else within {within} min[; missed {grace} min later]",
)
_ON_DAYS = text(
    "{trigger}后第 {days} 天[ {hour} 前]办理[，逾期 {grace} 分钟记为漏办][；{pattern}]",
    "{trigger}後第 {days} 天[ {hour} 前]辦理[，逾期 {grace} 分鐘記為漏辦][；{pattern}]",
    "Owed on day {days}[ by {hour}] after each: {trigger}[; missed {grace} min later][; {pattern}]",
)
_BY_PATTERN = text(
    "下令实行其他勤务模式的，按该模式的日期",
    "下令實行其他勤務模式的，按該模式的日期",
    "where another pattern was ordered, on that pattern's days",
)
_COVERAGE = text(
    "检测轮次开始时应检名单上的每名{stratum}，在轮次截止前须有一项结果登记",
    "檢測輪次開始時應檢名單上的每名{stratum}，在輪次截止前須有一項結果登記",
    "Everyone on the muster frozen when a round of {stratum} opens has one outcome before it closes",
)
_REFRAIN = text("不得发生", "不得發生", "Must not happen")
_LIST = {"zh_hans": "、", "zh_hant": "、", "en": ", "}


def duty_in_words(clause: Clause) -> Text:
    """What a clause owes, as a sentence."""
    duty = clause.duty
    if isinstance(duty, Recurring):
        return fill(_RECURRING, who=word("who", duty.who), slots=_slots(duty), grace=duty.grace)
    if isinstance(duty, Deadline):
        trigger, grace = word("event", duty.trigger), duty.grace or None
        if duty.within is not None:
            form = _NAMED if duty.names_due else _WITHIN
            leeway = duty.leeway or None
            return fill(form, trigger=trigger, within=duty.within, grace=grace, leeway=leeway)
        days = tuple(duty.on_days)
        pattern = _BY_PATTERN if duty.by_pattern else None
        return fill(
            _ON_DAYS,
            trigger=trigger,
            days=_days(days),
            hour=_hour(duty.by_hour),
            grace=grace,
            pattern=pattern,
        )
    if isinstance(duty, Coverage):
        return fill(_COVERAGE, stratum=word("stratum", duty.stratum))
    if isinstance(duty, Refrain):
        return _REFRAIN
    raise TypeError(f"{type(duty).__name__} is not a shape of duty")


def _slots(duty: Recurring) -> Text:
    said = {
        language: joint.join(
            f"{getattr(slot.label, language)} {slot.opens:%H:%M}–{slot.closes:%H:%M}" for slot in duty.slots
        )
        for language, joint in _LIST.items()
    }
    return Text(**said)


def _days(days: tuple[int, ...]) -> str:
    return ", ".join(map(str, days))


def _hour(hour: time | None) -> str | None:
    return f"{hour:%H:%M}" if hour else None
