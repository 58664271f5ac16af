"""The words of the sheet of data protection, in the three languages; names in braces are values."""

from collections.abc import Mapping

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


SHEET: Mapping[str, Text] = {
    "title": _three("个人信息告知书", "個人資訊告知書", "What is held about you"),
    "number": _three(
        "编号 {person}，截至 {at}", "編號 {person}，截至 {at}", "Number {person}, as known at {at}"
    ),
    "opening": _three(
        "根据《个人信息保护法》第十七条、第四十四条、第四十五条，现告知："
        "本单位在防疫与监管系统中记录了关于您的哪些信息、为何记录、保存到何时，以及谁查阅过。",
        "根據《個人資訊保護法》第十七條、第四十四條、第四十五條，現告知："
        "本單位在防疫與監管系統中記錄了關於您的哪些資訊、為何記錄、保存到何時，以及誰查閱過。",
        "By articles 17, 44 and 45 of the Personal Information Protection Law you are told here what this"
        " house"
        " holds about you in its system of infection control and custody, why, until when, and who has"
        " read it.",
    ),
    "held": _three("记录了什么", "記錄了什麼", "What is held"),
    "held_none": _three("没有任何记录提到您", "沒有任何記錄提到您", "No record names you"),
    "class": _three("类别", "類別", "Class"),
    "count": _three("条数", "筆數", "Records"),
    "purpose": _three("用途", "用途", "What for"),
    "basis": _three("法律依据", "法律依據", "Ground of law"),
    "until": _three("保存到何时", "保存到何時", "Until when"),
    "days": _three("{first} 至 {last}", "{first} 至 {last}", "{first} to {last}"),
    "term_day": _three("1 天", "1 天", "1 day"),
    "term_days": _three("{days} 天", "{days} 天", "{days} days"),
    "term_year": _three("{days} 天（约 1 年）", "{days} 天（約 1 年）", "{days} days (about a year)"),
    "term_years": _three(
        "{days} 天（约 {years} 年）", "{days} 天（約 {years} 年）", "{days} days (about {years} years)"
    ),
    "complaints": _three(
        "诉求不在此列：凭诉求回执查询。",
        "訴求不在此列：憑訴求回執查詢。",
        "Complaints are not counted here: ask with the receipt of the complaint.",
    ),
    "erased": _three(
        "已按规则删除的内容不计；只留下有过记录的证明，无法从中读出内容。",
        "已按規則刪除的內容不計；只留下有過記錄的證明，無法從中讀出內容。",
        "What was erased by rule is not counted: only the proof that there was a record is left, and it"
        " cannot"
        " be read.",
    ),
    "gone": _three("删除了什么", "刪除了什麼", "What was erased"),
    "gone_line": _three(
        "{what}：{day} 依规则{rule}删除",
        "{what}：{day} 依規則{rule}刪除",
        "{what}: erased by rule {rule} on {day}",
    ),
    "reads": _three("谁查阅过", "誰查閱過", "Who has read it"),
    "reads_none": _three(
        "本单位范围内没有查阅记录", "本單位範圍內沒有查閱記錄", "Nobody, as far as this house may see"
    ),
    "read": _three(
        "{day}　{office}（{facility}）{times} 次",
        "{day}　{office}（{facility}）{times} 次",
        "{day}: {office} ({facility}), {times}×",
    ),
    "more": _three(
        "更早的查阅请向驻所检察官询问。",
        "更早的查閱請向駐所檢察官詢問。",
        "Ask the inspector for older reads.",
    ),
    "hidden": _three(
        "驻所检察官的查阅不列入此表：本单位不得知道他们看了什么。他们查阅什么、各次查阅的理由和经手人，"
        "您可以直接向驻所检察官询问。",
        "駐所檢察官的查閱不列入此表：本單位不得知道他們看了什麼。他們查閱什麼、各次查閱的理由和經手人，"
        "您可以直接向駐所檢察官詢問。",
        "What the resident inspector reads is not on this sheet: the house is not to know it. Ask the"
        " inspector"
        " for it, and for the reason and the reader of each read.",
    ),
    "rights": _three("您的权利", "您的權利", "Your rights"),
    "right_copy": _three(
        "查阅和复制关于您的全部记录（第四十五条）；不收费用。",
        "查閱和複製關於您的全部記錄（第四十五條）；不收費用。",
        "To see and copy all that is held about you (article 45), free of charge.",
    ),
    "right_correct": _three(
        "记录有误的，要求更正、补充（第四十六条）：原记录保留，更正另行记下，两者都看得到。",
        "記錄有誤的，要求更正、補充（第四十六條）：原記錄保留，更正另行記下，兩者都看得到。",
        "To have what is wrong corrected (article 46): what was said stays, the correction stands beside it.",
    ),
    "right_erase": _three(
        "保存期限已满或已无必要的，要求删除（第四十七条）。",
        "保存期限已滿或已無必要的，要求刪除（第四十七條）。",
        "To have erased what is no longer needed or past its term (article 47).",
    ),
    "right_object": _three(
        "对记录、隔离决定提出异议：口头或书面，向值班民警或驻所检察官提出；不得因此对您不利，并应书面答复。",
        "對記錄、隔離決定提出異議：口頭或書面，向值班民警或駐所檢察官提出；不得因此對您不利，並應書面答覆。",
        "To object to a record or an order of quarantine, by word or on paper, to the officer on duty or the"
        " resident inspector. It must do you no harm, and a written answer is owed to you.",
    ),
    "right_proof": _three(
        "要求把关于您的决定连同可独立核验的证明交给您或您的律师。",
        "要求把關於您的決定連同可獨立核驗的證明交給您或您的律師。",
        "To be given, or your lawyer, the decisions about you with a proof that anybody can check.",
    ),
    "right_complain": _three(
        "向驻所检察官或履行个人信息保护职责的部门投诉（第六十五条）。",
        "向駐所檢察官或履行個人資訊保護職責的部門投訴（第六十五條）。",
        "To complain to the resident procurator or to the department for the protection of personal"
        " information"
        " (article 65).",
    ),
    "mine": _three("我的意见：", "我的意見：", "What I want to say: "),
    "given": _three("告知人：", "告知人：", "Given by: "),
    "received": _three("本人签收：", "本人簽收：", "Received: "),
    "day": _three("日期：", "日期：", "Date: "),
    "foot": _three(
        "由 {by} 制作。交付一事已记入日志。",
        "由 {by} 製作。交付一事已記入日誌。",
        "Made by {by}. That it was given out stands in the log.",
    ),
    "elsewhere": _three(
        "本告知书只包括制作人有权查看的单位；其他单位另行告知。",
        "本告知書只包括製作人有權查看的單位；其他單位另行告知。",
        "It covers the houses that whoever made it may see; other houses tell of theirs.",
    ),
}
RIGHTS = ("right_copy", "right_correct", "right_erase", "right_object", "right_proof", "right_complain")
