"""What the command line says, in three languages."""

from lazaretto.board.placing_words import PLACING_WORDS
from lazaretto.board.rostering_words import ROSTERING_WORDS
from lazaretto.cli.certificate_words import CERTIFICATE_WORDS
from lazaretto.cli.contacts_words import CONTACTS_WORDS
from lazaretto.cli.disclosing_words import DISCLOSING_WORDS
from lazaretto.cli.ledger_words import LEDGER_WORDS
from lazaretto.cli.roll_calls_words import ROLL_CALLS_WORDS
from lazaretto.cli.testing_words import TESTING_WORDS
from lazaretto.cli.twin_words import TWIN_WORDS
from lazaretto.cli.witness_words import WITNESS_WORDS
from lazaretto.protocol.document import Text
from lazaretto.protocol.wording import Language, filled


def say(name: str, language: Language, **values: str) -> str:
    """A phrase in a language, its blanks filled; a name without a phrase stands for itself."""
    phrase = WORDS.get(name)
    return filled(phrase, values, language=language) if phrase else name


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


WORDS: dict[str, Text] = {
    "error": _three("错误", "錯誤", "error"),
    "warning": _three("警告", "警告", "warning"),
    "problem_counts": _three(
        "{errors} 处错误，{warnings} 处警告",
        "{errors} 處錯誤，{warnings} 處警告",
        "{errors} errors, {warnings} warnings",
    ),
    "refused_at_issue": _three("不得发布", "不得發佈", "must not be issued"),
    "may_be_issued": _three("可以发布", "可以發佈", "may be issued"),
    "stricter": _three("更严", "更嚴", "stricter"),
    "laxer": _three("更宽", "更寬", "laxer"),
    "change_count": _three("共 {count} 处改动", "共 {count} 處改動", "{count} changes"),
    "no_change": _three("没有改动", "沒有改動", "no change"),
    "at": _three("时刻", "時刻", "At"),
    "as_known_at": _three("依据当时所知", "依據當時所知", "As known at"),
    "now": _three("现在", "現在", "now"),
    "facts": _three("事实", "事實", "Facts"),
    "fact_counts": _three(
        "采用 {taken} 条，重复 {repeated} 条，拒收 {refused} 条",
        "採用 {taken} 條，重複 {repeated} 條，拒收 {refused} 條",
        "{taken} taken, {repeated} said again, {refused} refused",
    ),
    "in_force": _three("现行方案", "現行方案", "In force"),
    "note": _three("注意", "注意", "Note"),
    "assumed": _three(
        "没有事实发布过 {document}，按其生效日期视为施行",
        "沒有事實發佈過 {document}，按其生效日期視為施行",
        "no fact issued {document}: taken as in force from its effective date",
    ),
    "not_at_hand": _three(
        "{document} 已发布，但未提供文件：结果不完整",
        "{document} 已發佈，但未提供文件：結果不完整",
        "{document} was issued and is not at hand: the result is incomplete",
    ),
    "other_bytes": _three(
        "{document} 与发布时的摘要不符：文件已被改动",
        "{document} 與發佈時的摘要不符：文件已被改動",
        "{document} is not the file that was issued: its digest differs",
    ),
    "other_version_issued": _three(
        "事实发布的是另一版本，{document} 未施行",
        "事實發佈的是另一版本，{document} 未施行",
        "the facts issued another version: {document} is not in force",
    ),
    "obligations": _three(
        "应办事项  {start} 至 {end}", "應辦事項  {start} 至 {end}", "Owed  {start} to {end}"
    ),
    "facility": _three("单位", "單位", "facility"),
    "clause": _three("条款", "條款", "clause"),
    "document": _three("方案", "方案", "document"),
    "total": _three("合计", "合計", "total"),
    "open": _three("待办", "待辦", "owed"),
    "met": _three("已办", "已辦", "met"),
    "late": _three("迟办", "遲辦", "late"),
    "missed": _three("漏办", "漏辦", "missed"),
    "excused": _three("免办", "免辦", "excused"),
    "disputed": _three("有争议", "有爭議", "disputed"),
    "findings": _three("异常 {count} 项", "異常 {count} 項", "Alerts: {count}"),
    "breach": _three("违规", "違規", "breach"),
    "problem": _three("矛盾", "矛盾", "contradiction"),
    "held_elsewhere": _three(
        "此人已在另一处在押：请先记录转出或释放",
        "此人已在另一處在押：請先記錄轉出或釋放",
        "already held elsewhere: state the transfer or release first",
    ),
    "not_held": _three(
        "此人当时不在押：请核对人员编号或补记收押",
        "此人當時不在押：請核對人員編號或補記收押",
        "not held at the time: check the number, or state the admission",
    ),
    "leg_not_running": _three(
        "此隔离段没有开始：请补记起算",
        "此隔離段沒有開始：請補記起算",
        "no such leg was running: state its start",
    ),
    "said_otherwise": _three("同一编号两种说法", "同一編號兩種說法", "two statements under one number"),
    "unknown_tube": _three(
        "没有这支采样管的采样记录：请核对管号",
        "沒有這支採樣管的採樣記錄：請核對管號",
        "nobody sampled into this tube: check its number",
    ),
    "unknown_round": _three(
        "没有这一检测轮次：请核对轮次编号",
        "沒有這一檢測輪次：請核對輪次編號",
        "no such round was opened: check its number",
    ),
    "reasons": _three("为何如此", "為何如此", "Why"),
    "refused": _three("拒收 {count} 行", "拒收 {count} 行", "Refused lines: {count}"),
    "line": _three("第 {line} 行", "第 {line} 行", "line {line}"),
    "more": _three(
        "另有 {count} 项，用 --json 查看全部",
        "另有 {count} 項，用 --json 查看全部",
        "and {count} more; --json shows all",
    ),
    "cells_needed": _three("需要 {cells} 间监室", "需要 {cells} 間監室", "{cells} cells needed"),
    "cells_refused": _three("此时不够用的比例", "此時不夠用的比例", "then too few for"),
    "cells_one_fewer": _three("少一间时的比例", "少一間時的比例", "with one fewer, for"),
    "cells_in_use": _three("平均在用", "平均在用", "in use on average"),
    "cells_level": _three("百次中 {level} 次不超过", "百次中 {level} 次不超過", "{level} in 100: at most"),
    "cells_law": _three("所用公式", "所用公式", "law"),
    "erlang_b": _three(
        "爱尔朗 B 公式：逐个到来，各占一室，无室则不收",
        "厄蘭 B 公式：逐個到來，各佔一室，無室則不收",
        "Erlang B: one by one, a place each, lost where there is none",
    ),
    "compound_poisson": _three(
        "复合泊松：成批到来，各占一室（爱尔朗公式会低估）",
        "複合卜瓦松：成批到來，各佔一室（厄蘭公式會低估）",
        "compound Poisson: in groups, a place each (Erlang's formula would say too few)",
    ),
    "same_day_cohorts": _three(
        "逐日所需之和：只有同日到达者同室（不得使用爱尔朗公式）",
        "逐日所需之和：只有同日到達者同室（不得使用厄蘭公式）",
        "the sum of daily needs: only people of one day share (Erlang's formula must not be used)",
    ),
    **PLACING_WORDS,
    **ROSTERING_WORDS,
    **CONTACTS_WORDS,
    **LEDGER_WORDS,
    **WITNESS_WORDS,
    **DISCLOSING_WORDS,
    **ROLL_CALLS_WORDS,
    **TESTING_WORDS,
    **CERTIFICATE_WORDS,
    **TWIN_WORDS,
}
