"""What the checks say of events, groups and conditions that nothing here knows."""

from lazaretto.protocol.wording.entry import Catalogue, said

NAMES: Catalogue = {
    "event_unknown": said(
        "没有名为 `{name}` 的事件",
        "沒有名為 `{name}` 的事件",
        "there is no event `{name}`",
        "请从参考手册的事件表中选用",
        "請從參考手冊的事件表中選用",
        "choose one from the table of events in the reference",
    ),
    "group_unknown": said(
        "没有名为 `{name}` 的人群",
        "沒有名為 `{name}` 的人群",
        "there is no group `{name}`",
        "可选：{known}",
        "可選：{known}",
        "choose one of: {known}",
    ),
    "condition_unknown": said(
        "没有名为 `{name}` 的禁止情形",
        "沒有名為 `{name}` 的禁止情形",
        "there is no condition `{name}`",
        "可选：{known}",
        "可選：{known}",
        "choose one of: {known}",
    ),
    "setting_missing": said(
        "禁止情形 `{condition}` 缺少数字 `{name}`",
        "禁止情形 `{condition}` 缺少數字 `{name}`",
        "the condition `{condition}` needs the number `{name}`",
        "请写入 settings",
        "請寫入 settings",
        "add it to `settings`",
    ),
    "screening_of_what": said(
        "`{name}` 涉及筛查，方案却没有写明病种代码",
        "`{name}` 涉及篩查，方案卻沒有寫明病種代碼",
        "`{name}` speaks of screenings, and the document does not say for which disease",
        "请写明 screens_for，如 tuberculosis；否则会把其他病种的筛查算在内",
        "請寫明 screens_for，如 tuberculosis；否則會把其他病種的篩查算在內",
        "add `screens_for`, such as tuberculosis; otherwise screenings for other diseases would count",
    ),
    "evidence_of_another": said(
        "`{name}` 说的是 {answered}，而应办的是 {asked}：永远不会办结",
        "`{name}` 說的是 {answered}，而應辦的是 {asked}：永遠不會辦結",
        "`{name}` speaks of a {answered}, and a {asked} owes the answer: it could never come",
        "请选用同一对象的事件",
        "請選用同一對象的事件",
        "choose an event that speaks of the same subject",
    ),
}
