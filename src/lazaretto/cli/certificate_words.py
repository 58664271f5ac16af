"""What ``lazaretto certificate`` says, in three languages."""

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


CERTIFICATE_WORDS: dict[str, Text] = {
    "round_of": _three(
        "{facility} 检测轮次 {round} 覆盖证明",
        "{facility} 檢測輪次 {round} 覆蓋證明",
        "{facility}: certificate of coverage of round {round}",
    ),
    "covered_of": _three(
        "应检 {muster} 人，已有结论 {covered} 人",
        "應檢 {muster} 人，已有結論 {covered} 人",
        "{covered} of {muster} have an outcome",
    ),
    "round_unknown": _three(
        "事实中没有开启过轮次 {round}；请核对编号、机构和时刻",
        "事實中沒有開啟過輪次 {round}；請核對編號、機構和時刻",
        "no fact opens a round {round}; look at its code, the facility and the instant",
    ),
    "line_refused": _three(
        "第 {line} 行拒收：{why}", "第 {line} 行拒收：{why}", "line {line} refused: {why}"
    ),
    "same_report": _three(
        "与所给报告逐字节一致", "與所給報告逐位元組一致", "the very same as the report given, bit for bit"
    ),
    "other_report": _three(
        "与所给报告不同：{where} 写的是 {said}，按事实应为 {found}",
        "與所給報告不同：{where} 寫的是 {said}，按事實應為 {found}",
        "not the report given: {where} says {said}, the facts come to {found}",
    ),
    "report_without_facts": _three(
        "没有可读的事实，无法得出报告",
        "沒有可讀的事實，無法得出報告",
        "no fact could be read: there is no report",
    ),
    "same_certificate": _three(
        "与所给证明完全一致", "與所給證明完全一致", "the very same as the certificate given"
    ),
    "other_certificate": _three(
        "与所给证明不同：{where} 写的是 {said}，按事实应为 {found}",
        "與所給證明不同：{where} 寫的是 {said}，按事實應為 {found}",
        "not the certificate given: {where} says {said}, the facts come to {found}",
    ),
    "outcome.negative": _three("单检阴性", "單檢陰性", "negative"),
    "outcome.negative_in_pool": _three("混检阴性", "混檢陰性", "negative in a pool"),
    "outcome.positive": _three("单检阳性", "單檢陽性", "positive"),
    "outcome.held": _three("待单采复检", "待單採複檢", "held until tested singly"),
    "outcome.waiting": _three("待结果", "待結果", "waiting for a result"),
    "outcome.invalid": _three("结果无效，待重采", "結果無效，待重採", "invalid: swab again"),
    "outcome.refused": _three("拒绝", "拒絕", "refused"),
    "outcome.away": _three("外出", "外出", "away"),
    "outcome.hospital": _three("住院", "住院", "in hospital"),
    "outcome.other": _three("其他原因未采", "其他原因未採", "not swabbed for another reason"),
    "outcome.left": _three("采样前离所", "採樣前離所", "left before being reached"),
    "outcome.none": _three("无人采样", "無人採樣", "nobody reached them"),
}
