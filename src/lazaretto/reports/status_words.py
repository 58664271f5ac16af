"""The words of a status document on paper, in the three languages; names in braces are values."""

from collections.abc import Mapping

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


STATUS: Mapping[str, Text] = {
    "title": _three("健康状况告知书", "健康狀況告知書", "Status document"),
    "number": _three("编号：{number}", "編號：{number}", "No. {number}"),
    "copy": _three("（本人留存）", "（本人留存）", "(copy for the person concerned)"),
    "recipient": _three("{to}：", "{to}：", "To {to} ({party}):"),
    "opening": _three(
        "现将 {person} 移交你单位，截至 {at} 的健康状况告知如下，请签收。",
        "現將 {person} 移交你單位，截至 {at} 的健康狀況告知如下，請簽收。",
        "{person} is handed over to you. This is what was on record at {at}. Please acknowledge.",
    ),
    "opening_named": _three(
        "现将{person}移交你单位，截至 {at} 的健康状况告知如下，请签收。",
        "現將{person}移交你單位，截至 {at} 的健康狀況告知如下，請簽收。",
        "{person} is handed over to you. This is what was on record at {at}. Please acknowledge.",
    ),
    "person": _three("人员", "人員", "Person"),
    "named": _three("{name}（{number}）", "{name}（{number}）", "{name} ({number})"),
    "female": _three("女", "女", "female"),
    "male": _three("男", "男", "male"),
    "born": _three("{year} 年生", "{year} 年生", "born {year}"),
    "from": _three("移交单位", "移交單位", "From"),
    "tests": _three("核酸检测", "核酸檢測", "Tests"),
    "tests_none": _three("无采样记录", "無採樣記錄", "No swab on record"),
    "test": _three("{at} 采样：{finding}", "{at} 採樣：{finding}", "swabbed {at}: {finding}"),
    "negative": _three("单采阴性", "單採陰性", "negative, single swab"),
    "positive": _three("单采阳性", "單採陽性", "positive, single swab"),
    "grey": _three("单采可疑", "單採可疑", "doubtful, single swab"),
    "invalid": _three("单采无效", "單採無效", "invalid, single swab"),
    "awaited": _three("单采，结果未出", "單採，結果未出", "single swab, result awaited"),
    "pool_negative": _three(
        "{n} 混 1 阴性（混采，不代表个人单采结果）",
        "{n} 混 1 陰性（混採，不代表個人單採結果）",
        "pool of {n} negative (a pool's result, not a single swab's)",
    ),
    "pool_unclear": _three(
        "{n} 混 1 未排除（混采，待单采复核，不等于本人阳性）",
        "{n} 混 1 未排除（混採，待單採複核，不等於本人陽性）",
        "pool of {n} not clear (a single swab is to settle it; the person is not positive by it)",
    ),
    "pool_awaited": _three("{n} 混 1，结果未出", "{n} 混 1，結果未出", "pool of {n}, result awaited"),
    "legs": _three("隔离经过", "隔離經過", "Quarantine"),
    "legs_none": _three("未曾隔离", "未曾隔離", "None on record"),
    "leg": _three(
        "第 {layer} 层，{facility}，{zero}起算",
        "第 {layer} 層，{facility}，{zero}起算",
        "leg {layer}, {facility}, day 0 on {zero}",
    ),
    "leg_order": _three("，决定书 {order}", "，決定書 {order}", ", order {order}"),
    "leg_days": _three("，{days} 天", "，{days} 天", ", {days} days"),
    "leg_computed": _three("，按方案至 {day}", "，按方案至 {day}", ", by the protocol until {day}"),
    "leg_ordered": _three("，另行决定至 {day}", "，另行決定至 {day}", ", as ordered otherwise until {day}"),
    "leg_ended": _three("，{day}结束", "，{day}結束", ", ended {day}"),
    "leg_running": _three("，未满", "，未滿", ", still running"),
    "contacts": _three("接触与判定", "接觸與判定", "Contacts and cases"),
    "contacts_none": _three(
        "未列入密接名单，无病例判定", "未列入密接名單，無病例判定", "On no list of contacts, no case"
    ),
    "case": _three(
        "{at} 判定：{disease}，{said}", "{at} 判定：{disease}，{said}", "judged {at}: {disease}, {said}"
    ),
    "contact": _three(
        "{at} 列入密接名单，{decision}",
        "{at} 列入密接名單，{decision}",
        "on a list of contacts since {at}: {decision}",
    ),
    "undecided": _three("尚未决定措施", "尚未決定措施", "nothing decided yet"),
    "symptoms": _three("症状与体温", "症狀與體溫", "Symptoms and temperature"),
    "temperature": _three("{at} 体温 {degrees}", "{at} 體溫 {degrees}", "{degrees} at {at}"),
    "temperature_none": _three("无体温记录", "無體溫記錄", "No temperature on record"),
    "fever": _three("（发热）", "（發熱）", " (fever)"),
    "symptom": _three("{at} 报告症状：{said}", "{at} 報告症狀：{said}", "symptoms reported {at}: {said}"),
    "symptom_none": _three("未报告症状", "未報告症狀", "No symptoms reported"),
    "care": _three("须继续的用药与照护", "須繼續的用藥與照護", "Care to go on with"),
    "care_none": _three("无", "無", "None"),
    "care_line": _three(
        "{sort}（{care}），每 {hours} 小时",
        "{sort}（{care}），每 {hours} 小時",
        "{sort} ({care}), every {hours} h",
    ),
    "care_until": _three("，至 {day}", "，至 {day}", ", until {day}"),
    "care_given": _three("，末次 {at}", "，末次 {at}", ", last given {at}"),
    "care_ungiven": _three("，尚未给过", "，尚未給過", ", not given yet"),
    "precautions": _three("感染防控措施", "感染防控措施", "Precautions"),
    "call": _three("联系", "聯繫", "Whom to call"),
    "calling": _three(
        "{call}，电话 {telephone}", "{call}，電話 {telephone}", "{call}, telephone {telephone}"
    ),
    "drawn": _three("开具人：{by}", "開具人：{by}", "Drawn up by {by}"),
    "given": _three("移交人：", "移交人：", "Handed over by"),
    "taken": _three("接收人：", "接收人：", "Taken over by"),
    "received": _three("签收时间：", "簽收時間：", "Acknowledged at"),
    "read": _three("□ 已阅本告知书", "□ 已閱本告知書", "□ This document was read"),
    "foot": _three(
        "本件仅供接收单位管理和诊疗使用，不得另行公开。",
        "本件僅供接收單位管理和診療使用，不得另行公開。",
        "For whoever takes the person over alone; not to be passed on.",
    ),
    "digest": _three("校验码（SHA-256）：{digest}", "校驗碼（SHA-256）：{digest}", "SHA-256: {digest}"),
}
