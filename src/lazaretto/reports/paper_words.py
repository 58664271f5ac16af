"""The words of a report on paper, in the three languages; names in braces are figures."""

from collections.abc import Mapping

from lazaretto.protocol.document import Text

PAPER: Mapping[str, Text] = {
    "issuer_facility": Text(
        zh_hans="{name}日报告",
        zh_hant="{name}日報告",
        en="{name}: daily report",
    ),
    "issuer_city": Text(
        zh_hans="监管支队日报告",
        zh_hant="監管支隊日報告",
        en="Detachment daily report",
    ),
    "number": Text(
        zh_hans="监日报〔{year}〕{day}号",
        zh_hant="監日報〔{year}〕{day}號",
        en="Daily report [{year}] No. {day}",
    ),
    "correction": Text(
        zh_hans="（更正 {n}）",
        zh_hant="（更正 {n}）",
        en=" (correction {n})",
    ),
    "title": Text(
        zh_hans="{date}监所疫情防控日报告",
        zh_hant="{date}監所疫情防控日報告",
        en="Infection control on {date}",
    ),
    "recipient_facility": Text(
        zh_hans="监管支队：",
        zh_hant="監管支隊：",
        en="To the supervision detachment:",
    ),
    "recipient_city": Text(
        zh_hans="市公安局：",
        zh_hant="市公安局：",
        en="To the city's public security bureau:",
    ),
    "date": Text(
        zh_hans="{y}年{m}月{d}日",
        zh_hant="{y}年{m}月{d}日",
        en="{d} {month} {y}",
    ),
    "custody": Text(
        zh_hans=(
            "一、在押情况。昨日 {yesterday} 人，进 {came} 人，出 {went} 人，今日 {today} 人。其中第一层 "
            "{leg1} 人，第二层 {leg2} 人，第三层 {leg3} 人，普通监区 {general} 人。"
        ),
        zh_hant=(
            "一、在押情況。昨日 {yesterday} 人，進 {came} 人，出 {went} 人，今日 {today} 人。其中第一層 "
            "{leg1} 人，第二層 {leg2} 人，第三層 {leg3} 人，普通監區 {general} 人。"
        ),
        en=(
            "1. Custody. Yesterday {yesterday}, came {came}, went {went}, today {today}. Leg 1: {"
            "leg1}; leg 2: {leg2}; leg 3: {leg3}; general wings: {general}."
        ),
    ),
    "tests": Text(
        zh_hans=(
            "二、检测与健康。采样 {swabbed} 人，阳性 {positive} 管，未覆盖 {uncovered} 人；发热 {fevers} "
            "人，有症状 {symptoms} 人；消毒 {disinfections} 次。"
        ),
        zh_hant=(
            "二、檢測與健康。採樣 {swabbed} 人，陽性 {positive} 管，未覆蓋 {uncovered} 人；發熱 {fevers} "
            "人，有症狀 {symptoms} 人；消毒 {disinfections} 次。"
        ),
        en=(
            "2. Tests and health. Swabbed {swabbed}, positive tubes {positive}, uncovered {uncove"
            "red}; fevers {fevers}, with symptoms {symptoms}; disinfections {disinfections}."
        ),
    ),
    "gate": Text(
        zh_hans=(
            "三、大门与勤务。大门进 {in_} 人次，出 {out} 人次，日末在内 {inside} 人；在编在岗 {serving} "
            "人，不能到岗 {absent} 人。"
        ),
        zh_hant=(
            "三、大門與勤務。大門進 {in_} 人次，出 {out} 人次，日末在內 {inside} 人；在編在崗 {serving} "
            "人，不能到崗 {absent} 人。"
        ),
        en=(
            "3. Gate and duty. In {in_}, out {out}, inside at the end {inside}; strength {serving"
            "}, absent {absent}."
        ),
    ),
    "owed": Text(
        zh_hans=(
            "四、应做事项。应做 {owed} 项，按时 {met} 项，迟做 {late} 项，漏做 {missed} 项；违反 "
            "{breaches} 项；底线指标 {lines} 项。"
        ),
        zh_hant=(
            "四、應做事項。應做 {owed} 項，按時 {met} 項，遲做 {late} 項，漏做 {missed} 項；違反 "
            "{breaches} 項；底線指標 {lines} 項。"
        ),
        en=(
            "4. Duties. Owed {owed}, met {met}, late {late}, missed {missed}; breaches {breaches}"
            "; bottom lines {lines}."
        ),
    ),
    "astray": Text(
        zh_hans="数据勾稽不符 {n} 项：",
        zh_hant="數據勾稽不符 {n} 項：",
        en="{n} figures do not reconcile:",
    ),
    "differs": Text(
        zh_hans="{law}（{where}：{said}，应为 {found}）",
        zh_hant="{law}（{where}：{said}，應為 {found}）",
        en="{law} ({where}: {said}, would be {found})",
    ),
    "despite": Text(
        zh_hans="签发理由：{reason}",
        zh_hant="簽發理由：{reason}",
        en="Signed because: {reason}",
    ),
    "draft": Text(
        zh_hans="未签发",
        zh_hant="未簽發",
        en="Not signed",
    ),
    "seal": Text(
        zh_hans="（印章）",
        zh_hant="（印章）",
        en="(seal)",
    ),
    "signer": Text(
        zh_hans="签发人：{by}",
        zh_hant="簽發人：{by}",
        en="Signed by {by}",
    ),
    "signer_none": Text(
        zh_hans="签发人：",
        zh_hant="簽發人：",
        en="Signed by",
    ),
    "annex": Text(
        zh_hans="附件：{name}",
        zh_hant="附件：{name}",
        en="Annex: {name}",
    ),
    "city": Text(
        zh_hans="全市",
        zh_hant="全市",
        en="the whole city",
    ),
    "known": Text(
        zh_hans="数据截至 {at} 所知（世界时）。",
        zh_hant="數據截至 {at} 所知（世界時）。",
        en="As known at {at} (UTC).",
    ),
    "digest": Text(
        zh_hans="校验码（SHA-256）：{digest}",
        zh_hant="校驗碼（SHA-256）：{digest}",
        en="SHA-256: {digest}",
    ),
    "national_digest": Text(
        zh_hans="校验码（SM3）：{digest}",
        zh_hant="校驗碼（SM3）：{digest}",
        en="SM3: {digest}",
    ),
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
