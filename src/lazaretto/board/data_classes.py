"""What is held about people, by class: what for, on which ground of law, and until when.

Every kind of fact that names somebody stands in exactly one class (a test holds the list complete). A class
that no protocol and no law ends here says so: it is kept with the file, and nothing erases it by itself.
"""

from typing import Literal, NamedTuple

from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.protocol.document import Text

Ends = Literal["file", "check_ins", "pictures", "log", "account"]

# Cybersecurity Law, article 21 (3), 23 (3) as amended in 2025: logs of a network for no less than six months;
# six calendar months are 184 days at most, and the week above them is for whoever asks on the last day.
LOG_DAYS = 190


class DataClass(NamedTuple):
    """One class. kinds: families or single kinds of facts; a single kind goes before its family."""

    id: str
    title: Text
    kinds: tuple[str, ...]
    purpose: Text
    basis: Text
    ends: Ends


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


_DUTY = _three(
    "《中华人民共和国看守所条例》；《个人信息保护法》第十三条第一款第三项（履行法定职责）、第三十四条",
    "《中華人民共和國看守所條例》；《個人資訊保護法》第十三條第一款第三項（履行法定職責）、第三十四條",
    "Regulations on Detention Houses; Personal Information Protection Law, articles 13 (1) 3 (statutory"
    " duties)"
    " and 34",
)
_HEALTH = _three(
    "《传染病防治法》；"
    "《个人信息保护法》第十三条第一款第四项（应对突发公共卫生事件）、第二十八条（敏感个人信息）",
    "《傳染病防治法》；"
    "《個人資訊保護法》第十三條第一款第四項（應對突發公共衛生事件）、第二十八條（敏感個人資訊）",
    "Law on the Prevention and Treatment of Infectious Diseases; Personal Information Protection Law,"
    " articles"
    " 13 (1) 4 (public health emergencies) and 28 (sensitive information)",
)
_SECURITY = _three(
    "《网络安全法》（留存网络日志不少于六个月）；《个人信息保护法》第五十一条",
    "《網路安全法》（留存網路日誌不少於六個月）；《個人資訊保護法》第五十一條",
    "Cybersecurity Law (logs are kept for no less than six months); Personal Information Protection Law,"
    " article 51",
)

CLASSES: tuple[DataClass, ...] = (
    DataClass(
        "custody", _three("羁押与所在位置", "羈押與所在位置", "Custody and whereabouts"), ("custody",),
        _three(
            "依法执行羁押；知道每个人在哪里、与谁同室；到期依法释放",
            "依法執行羈押；知道每個人在哪裡、與誰同室；到期依法釋放",
            "To carry out custody as the law orders, to know where everybody is and with whom, to release"
            " in time",
        ),
        _DUTY, "file",
    ),
    DataClass(
        "quarantine", _three("隔离", "隔離", "Quarantine"), ("quarantine",),
        _three(
            "决定、复核和结束隔离；计算天数；保障隔离中的探视与权利",
            "決定、複核和結束隔離；計算天數；保障隔離中的探視與權利",
            "To order, review and end quarantine, to count its days, to see that its visits and rights are"
            " kept",
        ),
        _HEALTH, "file",
    ),
    DataClass(
        "health", _three("健康", "健康", "Health"), ("testing", "hygiene", "case", "immunity"),
        _three(
            "尽早发现感染、及时救治、防止传给他人",
            "儘早發現感染、及時救治、防止傳給他人",
            "To find an infection early, to treat it, and to keep it from others",
        ),
        _HEALTH, "file",
    ),
    DataClass(
        "regime", _three("每日生活、权利与诉求", "每日生活、權利與訴求", "Daily life, rights and complaints"),
        ("regime",),
        _three(
            "落实每天应得的照护、会见、室外活动与特殊需要；答复诉求",
            "落實每天應得的照護、會見、室外活動與特殊需要；答覆訴求",
            "To give what is owed every day: care, contact, open air, special needs; to answer complaints",
        ),
        _DUTY, "file",
    ),
    DataClass(
        "gate", _three("出入大门", "出入大門", "Passing the gate"), ("gate",),
        _three(
            "知道谁在围墙之内；不让感染进入",
            "知道誰在圍牆之內；不讓感染進入",
            "To know who is inside the wall, and to keep infection out",
        ),
        _DUTY, "file",
    ),
    DataClass(
        "check_ins", _three("居家隔离签到", "居家隔離簽到", "Check-ins from isolation at home"),
        ("duty.checked_in",),
        _three(
            "确认隔离中的工作人员所在；两次签到之间不收集位置",
            "確認隔離中的工作人員所在；兩次簽到之間不收集位置",
            "To know where staff in isolation are; nothing is collected between two check-ins",
        ),
        _HEALTH, "check_ins",
    ),
    DataClass(
        "work", _three("勤务、培训与监督", "勤務、培訓與監督", "Duty, training and supervision"),
        ("duty", "training", "command", "supervision", "record", "stock"),
        _three(
            "排班、轮换、培训；查明谁在何时作了什么陈述",
            "排班、輪換、培訓；查明誰在何時作了什麼陳述",
            "To roster, relieve and train; to tell who stated what, and when",
        ),
        _DUTY, "file",
    ),
)  # fmt: skip

# What is held besides facts: told on the general page; nobody's sheet counts it.
BESIDES: tuple[DataClass, ...] = (
    DataClass(
        "reads", _three("查阅记录", "查閱記錄", "The log of reads and of access"), (),
        _three(
            "查明谁因何查阅了谁的记录、谁被拒绝、账号由谁改动",
            "查明誰因何查閱了誰的記錄、誰被拒絕、帳號由誰變更",
            "To tell who read whose record and why, who was refused, who changed which account",
        ),
        _SECURITY, "log",
    ),
    DataClass(
        "pictures", _three("大门抓拍画面", "大門擷取畫面", "Pictures of the gate"), (),
        _three(
            "核对出入人数；不做人脸识别",
            "核對出入人數；不做人臉識別",
            "To compare counts of who passed; no face is recognised",
        ),
        _DUTY, "pictures",
    ),
    DataClass(
        "accounts", _three("账号", "帳號", "Accounts"), (),
        _three(
            "登录与授权；登记警号、角色、范围、最近登录",
            "登入與授權；登記警號、角色、範圍、最近登入",
            "To sign in and to permit: staff number, role, scope, the last sign-in",
        ),
        _SECURITY, "account",
    ),
)  # fmt: skip

KEPT: dict[Ends, Text] = {
    "file": _three(
        "随案卷（人事档案）保存，期限按主管机关的档案保管期限表；本系统不自行删除",
        "隨案卷（人事檔案）保存，期限按主管機關的檔案保管期限表；本系統不自行刪除",
        "Kept with the file, for as long as the authority's schedule of files says; the system erases none"
        " of it"
        " by itself",
    ),
    "check_ins": _three(
        "隔离结束后 {term}删除（规则：{rule}）；删除后只留下有过一次签到的证明",
        "隔離結束後 {term}刪除（規則：{rule}）；刪除後只留下有過一次簽到的證明",
        "Erased {term} after the isolation has ended (rule: {rule}); what stays is the proof that"
        " there was one",
    ),
    "pictures": _three(
        "按现行方案规定的天数删除；作为证据的除外",
        "按現行方案規定的天數刪除；作為證據的除外",
        "Erased after the days that the protocol in force says, except what is evidence of a finding",
    ),
    "log": _three(
        "至少 {term}；不得更改或删除单行",
        "至少 {term}；不得更改或刪除單行",
        "For {term} at least; no line is changed or taken out",
    ),
    "account": _three(
        "账号关闭后不能再登录；作过的陈述和日志仍保留其警号",
        "帳號關閉後不能再登入；作過的陳述和日誌仍保留其警號",
        "A closed account signs nobody in; what was stated, and the log, keep its number",
    ),
}
# What a document says of a class that else ends with the file, and of whom it says nothing.
RETAINED: dict[str, Text] = {
    "custody_ended": _three(
        "在押人员的：羁押结束 {term}后到期，应予删除（规则：{rule}）；未了事项未结前不删",
        "在押人員的：羈押結束 {term}後到期，應予刪除（規則：{rule}）；未了事項未結前不刪",
        "Of people held here: due to be erased {term} after custody ended (rule: {rule}), and not while"
        " anything about them is open",
    ),
    "service_ended": _three(
        "工作人员的：离开本单位 {term}后到期，应予删除（规则：{rule}）；未了事项未结前不删",
        "工作人員的：離開本單位 {term}後到期，應予刪除（規則：{rule}）；未了事項未結前不刪",
        "Of staff: due to be erased {term} after they left the strength (rule: {rule}), and not while"
        " anything about them is open",
    ),
    "otherwise": _three("其他人员的：", "其他人員的：", "Of everybody else: "),
}
UNRULED = _three(
    "现行方案没有规定期限",
    "現行方案沒有規定期限",
    "No document in force says for how long",
)


def title_of(id_: str) -> Text:
    """What a class is called, by its id; one that only a document knows is called by it."""
    return _BY_ID[id_].title if id_ in _BY_ID else _three(id_, id_, id_)


def class_of(kind: str) -> DataClass:
    """The class of a kind of fact (``gate.entered``); a single kind goes before its family. KeyError."""
    return _BY_KIND.get(kind) or _BY_KIND[kind.partition(".")[0]]


_BY_ID = {one.id: one for one in CLASSES}
_BY_KIND = {kind: one for one in CLASSES for kind in one.kinds}
assert all(kind in BY_KIND for kind in _BY_KIND if "." in kind)  # noqa: S101 — a name that no fact has
