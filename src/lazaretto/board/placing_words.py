"""What a proposal of places says, in three languages: reasons, rules, reliefs and faults by their codes."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

HEADINGS: dict[str, Text] = {
    "placed_count": text(
        "已安排 {placed} 人，无处安排 {left} 人",
        "已安排 {placed} 人，無處安排 {left} 人",
        "{placed} placed, {left} without a room",
    ),
    "proved_least": text("代价最小，已证明", "代價最小，已證明", "the least price, proved"),
    "gap_left": text(
        "尚未证明最小：至多还能省 {gap} 人·日",
        "尚未證明最小：至多還能省 {gap} 人·日",
        "not proved the least: at most {gap} person-days could be saved",
    ),
    "price": text("代价", "代價", "Price"),
    "person_days": text("{count} 人·日", "{count} 人·日", "{count} person-days"),
    "cost_new_rooms": text("启用新监室", "啟用新監室", "new rooms"),
    "cost_scarcity": text("空室紧缺", "空室緊缺", "few rooms empty"),
    "cost_restarted_days": text("重新计日", "重新計日", "clocks put back"),
    "cost_alone": text("独处", "獨處", "people alone"),
    "cost_moves": text("调动", "調動", "moves"),
    "cost_beside": text("邻近传染者", "鄰近傳染者", "beside somebody infectious"),
    "decide": text("这是建议，由人决定。", "這是建議，由人決定。", "This is a proposal; a person decides."),
    "person": text("人员", "人員", "person"),
    "room": text("监室", "監室", "room"),
    "why": text("理由", "理由", "why"),
    "next_best": text("次选", "次選", "next best"),
    "proposed": text("建议安排", "建議安排", "Proposed"),
    "kept_changes": text(
        "与原安排不同：{count} 人", "與原安排不同：{count} 人", "Otherwise than given: {count}"
    ),
    "no_room": text("无处", "無處", "no room"),
    "unplaced": text("无处安排", "無處安排", "Without a room"),
    "rooms_by_rule": text("{rule}：{count} 间", "{rule}：{count} 間", "{rule}: {count}"),
    "relief": text("怎样才能安排", "怎樣才能安排", "What would help"),
    "relief_gain": text(
        "可多安排 {placed} 人，代价共 {total} 人·日",
        "可多安排 {placed} 人，代價共 {total} 人·日",
        "{placed} more placed, {total} person-days in all",
    ),
    "relief_everybody": text("全部安排", "全部安排", "everybody placed"),
    "separation": text("隔开的代价", "隔開的代價", "What keeping apart costs"),
    "separation_same_day": text(
        "只许同日入所者同室：至少启用 {with_rule} 间；放宽到 {window} 日内：{without} 间",
        "只許同日入所者同室：至少啟用 {with_rule} 間；放寬到 {window} 日內：{without} 間",
        "only people of one day share: at least {with_rule} new rooms; within {window} days: {without}",
    ),
    "separation_case_groups": text(
        "同案人员分押：至少启用 {with_rule} 间；不分：{without} 间",
        "同案人員分押：至少啟用 {with_rule} 間；不分：{without} 間",
        "co-defendants apart: at least {with_rule} new rooms; together: {without}",
    ),
    "request_refused": text("请求有误：{count} 处", "請求有誤：{count} 處", "Faults in the request: {count}"),
}

REASONS: dict[str, Text] = {
    "reason_joins_cohort": text(
        "并入 {day} 的同批人员（已有 {people} 人）",
        "併入 {day} 的同批人員（已有 {people} 人）",
        "joins the cohort of {day} ({people} there)",
    ),
    "reason_opens_room": text(
        "启用空监室，共 {people} 人",
        "啟用空監室，共 {people} 人",
        "begins a cohort in an empty room, {people} in all",
    ),
    "reason_stays": text("留在原监室", "留在原監室", "stays in the present room"),
    "reason_kept_promise": text("此处已为其预留", "此處已為其預留", "a place was kept here"),
    "reason_alone_unknown_sex": text(
        "性别不明，不得与人同室", "性別不明，不得與人同室", "sex unknown: shares with nobody"
    ),
    "reason_alone_unknown_minority": text(
        "是否成年不明，不得与人同室", "是否成年不明，不得與人同室", "age unknown: shares with nobody"
    ),
    "reason_alone_unknown_health": text(
        "健康状况不明，不得与人同室", "健康狀況不明，不得與人同室", "health unknown: shares with nobody"
    ),
    "reason_alone_health": text(
        "健康状况要求单间：{health}",
        "健康狀況要求單間：{health}",
        "state of health calls for a room alone: {health}",
    ),
    "reason_alone_left_over": text(
        "无合适同室者，只能独处", "無合適同室者，只能獨處", "alone: nobody fits who could share"
    ),
    "reason_restarts_clocks": text(
        "室内 {people} 人重新计日，共 {days} 人·日",
        "室內 {people} 人重新計日，共 {days} 人·日",
        "restarts the clocks of {people} there, {days} person-days",
    ),
    "reason_clock_put_back": text(
        "本人晚 {days} 日期满", "本人晚 {days} 日期滿", "ends {days} days later for it"
    ),
    "reason_case_group_elsewhere": text(
        "与另外 {people} 名同案人员（{group}）分押",
        "與另外 {people} 名同案人員（{group}）分押",
        "apart from others of case {group}: {people}",
    ),
    "reason_cheapest": text(
        "次选 {place} 多 {more} 人·日",
        "次選 {place} 多 {more} 人·日",
        "next best {place}, {more} person-days more",
    ),
    "reason_as_cheap_as": text("{place} 代价相同", "{place} 代價相同", "{place} costs the same"),
    "reason_kept_as_given": text(
        "保持原安排；{place} 可省 {less} 人·日",
        "保持原安排；{place} 可省 {less} 人·日",
        "kept as given; {place} would save {less} person-days",
    ),
    "reason_only_room": text("别无他处", "別無他處", "no other room is allowed"),
}

RULES: dict[str, Text] = {
    "rule_other_use": text("用途不同", "用途不同", "another use"),
    "rule_meant_for_others": text("供他人使用", "供他人使用", "meant for others"),
    "rule_withdrawn": text("停用", "停用", "withdrawn"),
    "rule_awaiting_disinfection": text("待消毒", "待消毒", "awaiting disinfection"),
    "rule_beside_infectious": text("邻近传染者", "鄰近傳染者", "beside somebody infectious"),
    "rule_cohort_closed": text("同批已封闭", "同批已封閉", "cohort closed"),
    "rule_no_bed": text("无床位", "無床位", "no bed"),
    "rule_kept_for_another": text("已为他人预留", "已為他人預留", "kept for somebody else"),
    "rule_sex": text("性别不同", "性別不同", "another sex"),
    "rule_minority": text("未成年人与成年人分押", "未成年人與成年人分押", "minor and adult"),
    "rule_health": text("健康状况不同", "健康狀況不同", "another state of health"),
    "rule_unknown_sex": text("性别不明", "性別不明", "sex unknown"),
    "rule_unknown_minority": text("是否成年不明", "是否成年不明", "age unknown"),
    "rule_unknown_health": text("健康状况不明", "健康狀況不明", "health unknown"),
    "rule_health_alone": text("须单间", "須單間", "needs a room alone"),
    "rule_case_group": text("同案人员", "同案人員", "co-defendant"),
    "rule_apart_from": text("须分押", "須分押", "to be kept apart"),
    "rule_other_day": text("入所日相隔过久", "入所日相隔過久", "days too far apart"),
}

RELIEFS: dict[str, Text] = {
    "relief_more_rooms": text(
        "再有 {count} 间空监室（{use}）",
        "再有 {count} 間空監室（{use}）",
        "empty rooms more: {count} ({use})",
    ),
    "relief_disinfect": text("提前消毒 {place}", "提前消毒 {place}", "disinfect {place} now"),
    "relief_repair": text("修好 {place}", "修好 {place}", "put {place} back in order"),
    "relief_transfer": text("转送别处 {count} 人", "轉送別處 {count} 人", "transfer {count} elsewhere"),
    "relief_lift_same_day": text("放宽同日规定", "放寬同日規定", "lift the same-day rule"),
    "relief_wait_until": text(
        "等到 {day}（腾出 {count} 间）",
        "等到 {day}（騰出 {count} 間）",
        "wait until {day}, rooms free by then: {count}",
    ),
}

FAULTS: dict[str, Text] = {
    "fault_malformed": text("格式不符：{reason}", "格式不符：{reason}", "not of the form: {reason}"),
    "fault_person_twice": text(
        "{person} 出现两次：删去一处", "{person} 出現兩次：刪去一處", "{person} is there twice: take one away"
    ),
    "fault_room_twice": text(
        "{place} 出现两次：删去一处", "{place} 出現兩次：刪去一處", "{place} is there twice: take one away"
    ),
    "fault_placed_already": text(
        "{person} 已在 {place}：从新来者中或从该室删去",
        "{person} 已在 {place}：從新來者中或從該室刪去",
        "{person} is in {place} already: name them once, here or there",
    ),
    "fault_apart_from_oneself": text(
        "{person} 须与自己分押：核对编号",
        "{person} 須與自己分押：核對編號",
        "{person} is to be kept apart from themselves: check the number",
    ),
    "fault_over_capacity": text(
        "{place} 有 {people} 人，容量 {capacity}：核对在押名单或容量",
        "{place} 有 {people} 人，容量 {capacity}：核對在押名單或容量",
        "{place} holds {people} of {capacity}: check its list or its capacity",
    ),
    "fault_not_free": text(
        "{place} 标为空闲却有人：改正状态",
        "{place} 標為空閒卻有人：改正狀態",
        "{place} is said to be free with people in it: correct its state",
    ),
    "fault_nobody_inside": text(
        "{place} 标为收押中却无人：改为空闲或列出在室者",
        "{place} 標為收押中卻無人：改為空閒或列出在室者",
        "{place} is called filling with nobody in it: call it free, or list them",
    ),
    "fault_other_facility": text(
        "{place} 不属于 {facility}：另作一份请求",
        "{place} 不屬於 {facility}：另作一份請求",
        "{place} is not of {facility}: ask about it in a request of its own",
    ),
    "fault_present_nowhere": text(
        "{person} 现在的监室 {place} 不在清单中：补上该室",
        "{person} 現在的監室 {place} 不在清單中：補上該室",
        "{person} is in {place}, which is not listed: list it",
    ),
    "fault_promised_twice": text(
        "为 {person} 预留了两处：只留一处",
        "為 {person} 預留了兩處：只留一處",
        "{person} is promised two places: keep one",
    ),
    "fault_arrives_later": text(
        "{person} 的起算日 {day} 晚于请求之日：核对日期",
        "{person} 的起算日 {day} 晚於請求之日：核對日期",
        "{person} has a clock from {day}, after the day asked about: check it",
    ),
    "fault_cohort_later": text(
        "{place} 的同批 {cohort} 晚于请求之日：核对日期",
        "{place} 的同批 {cohort} 晚於請求之日：核對日期",
        "cohort {cohort} of {place} is later than the day asked about: check it",
    ),
}

VALUES: dict[str, Text] = {
    "health_ordinary": text("无异常", "無異常", "ordinary"),
    "health_contact": text("密切接触者", "密切接觸者", "contact"),
    "health_unwell": text("有症状", "有症狀", "unwell"),
    "health_infectious": text("有传染性", "有傳染性", "infectious"),
    "health_unknown": text("不明", "不明", "unknown"),
    "use_transition": text("过渡监室", "過渡監室", "transition"),
    "use_general": text("普通监室", "普通監室", "general"),
    "use_isolation": text("隔离监室", "隔離監室", "isolation"),
    "use_key_area": text("重点部位", "重點部位", "key area"),
    "use_administration": text("办公区", "辦公區", "administration"),
}

PLACING_WORDS: dict[str, Text] = {**HEADINGS, **REASONS, **RULES, **RELIEFS, **FAULTS, **VALUES}
