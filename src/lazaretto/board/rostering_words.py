"""What a plan of duty says, in three languages: rules, shortages, reliefs, moves, faults by their codes."""

from typing import get_args

from lazaretto.board.words import WORDS, text
from lazaretto.facts.duty import Absence, StaffPost
from lazaretto.protocol.document import Text

HEADINGS: dict[str, Text] = {
    "roster_price": text(
        "代价 {cost}，任何排班都不低于 {bound}",
        "代價 {cost}，任何排班都不低於 {bound}",
        "price {cost}; no roster can cost less than {bound}",
    ),
    "roster_proved": text("代价最小，已证明", "代價最小，已證明", "the least price, proved"),
    "roster_gap": text(
        "尚未证明最小：至多还能省 {gap}",
        "尚未證明最小：至多還能省 {gap}",
        "not proved the least: at most {gap} could be saved",
    ),
    "roster_decide": text(
        "这是建议，由人签发。", "這是建議，由人簽發。", "This is a proposal; a person publishes it."
    ),
    "roster_phases": text("班次安排", "班次安排", "Phases"),
    "roster_short": text("缺人 {count} 处", "缺人 {count} 處", "Short: {count}"),
    "roster_stuck": text("无班可排", "無班可排", "Without any lawful row"),
    "roster_fair": text("负担是否均匀", "負擔是否均勻", "How evenly it is borne"),
    "roster_fair_head": text("最少 / 中位 / 最多", "最少 / 中位 / 最多", "least / median / most"),
    "roster_moves": text(
        "与原排班不同：{count} 处", "與原排班不同：{count} 處", "Otherwise than kept: {count}"
    ),
    "roster_no_moves": text("原排班保持不变", "原排班保持不變", "The roster kept stands as it is"),
    "roster_stands_changed": text(
        "另有 {count} 人次岗位改动", "另有 {count} 人次崗位改動", "watches that change hands: {count}"
    ),
    "roster_collisions": text("哪些规则相冲突", "哪些規則相衝突", "Which rules collide"),
    "roster_reliefs": text("怎样才能排齐", "怎樣才能排齊", "What would help"),
    "roster_whole": text("全部排齐", "全部排齊", "nothing short any more"),
    "roster_left": text("仍缺 {left} 人·日", "仍缺 {left} 人·日", "{left} person-days still short"),
    "roster_lawful": text("合规：没有违反任何规则", "合規：沒有違反任何規則", "Lawful: no rule is broken"),
    "roster_breaches": text("违规 {count} 处", "違規 {count} 處", "Broken rules: {count}"),
    "roster_faulty": text("请求有误：{count} 处", "請求有誤：{count} 處", "Faults in the request: {count}"),
    "roster_none": text("无", "無", "none"),
    "instance_read": text(
        "{people} 人，{days} 日，{shifts} 种班次，{cover} 项需求",
        "{people} 人，{days} 日，{shifts} 種班次，{cover} 項需求",
        "{people} people, {days} days, {shifts} kinds of shift, {cover} demands",
    ),
    "instance_wrong": text(
        "第 {line} 行：{rule}：{word}", "第 {line} 行：{rule}：{word}", "line {line}: {rule}: {word}"
    ),
    "measure_inside_days": text("在岗天数", "在崗天數", "days inside"),
    "measure_nights": text("夜班数", "夜班數", "nights on watch"),
    "measure_hours": text("值勤小时", "值勤小時", "hours on watch"),
}

RULES: dict[str, Text] = {
    "rule_turn_missing": text("有一日没有班次", "有一日沒有班次", "a day without a phase"),
    "rule_turns_overlap": text("一日两个班次", "一日兩個班次", "two phases on one day"),
    "rule_phase_out_of_order": text("班次顺序不对", "班次順序不對", "a phase out of its order"),
    "rule_phase_cut_short": text("每一班须满天数", "每一班須滿天數", "each phase lasts its days"),
    "rule_phase_too_long": text(
        "在岗不得超过模式天数", "在崗不得超過模式天數", "inside no longer than the pattern"
    ),
    "rule_inside_too_long": text("连续在岗天数上限", "連續在崗天數上限", "the limit of days inside"),
    "rule_absent_on_duty": text("请假、患病者不上岗", "請假、患病者不上崗", "who is away serves not"),
    "rule_batch_incomplete": text(
        "每批须有领导、医务、女警", "每批須有領導、醫務、女警", "a batch has a leader, a medic, women"
    ),
    "rule_post_unmanned": text("每班岗位须有人", "每班崗位須有人", "every watch has its people"),
    "rule_post_unknown": text("没有这个岗位", "沒有這個崗位", "no such watch"),
    "rule_post_unqualified": text(
        "岗位须由规定的人员值守", "崗位須由規定的人員值守", "a post is stood by its staff"
    ),
    "rule_untrained_on_post": text(
        "上岗须经培训合格", "上崗須經培訓合格", "who stands a post is trained for it"
    ),
    "rule_stand_outside_phase": text("岗位与班次不符", "崗位與班次不符", "on watch in the wrong phase"),
    "rule_watches_overlap": text("两班岗重叠", "兩班崗重疊", "two watches at one time"),
    "rule_watch_hours_exceeded": text("每日值勤时数上限", "每日值勤時數上限", "the limit of hours in a day"),
    "rule_week_hours_exceeded": text(
        "七日值勤时数上限", "七日值勤時數上限", "the limit of hours in seven days"
    ),
    "rule_rest_too_short": text("两班之间的休息", "兩班之間的休息", "rest between watches"),
    "rule_nights_in_a_row": text("连续夜班上限", "連續夜班上限", "the limit of nights in a row"),
}

SHORTAGES: dict[str, Text] = {
    "shortage_post_unmanned": text(
        "{day} 岗位 {post}（{watch}）：{need} 人到 {have} 人，女警 {women_needed} 人到 {women} 人",
        "{day} 崗位 {post}（{watch}）：{need} 人到 {have} 人，女警 {women_needed} 人到 {women} 人",
        "{day}, {post}, watch {watch}: {have} of {need} people, {women} of {women_needed} women",
    ),
    "shortage_batch_incomplete": text(
        "{day} 起 {days} 日：在岗人员中{what}只有 {have} 人，应有 {need} 人",
        "{day} 起 {days} 日：在崗人員中{what}只有 {have} 人，應有 {need} 人",
        "from {day}, {days} days: those inside have {have} {what}; {need} are needed",
    ),
    "collision": text(
        "{first} 至 {last}，{who} 需 {need} 人，至多缺 {missing} 人，共缺 {days} 人·日；冲突的规则：{rules}",
        "{first} 至 {last}，{who} 需 {need} 人，至多缺 {missing} 人，共缺 {days} 人·日；衝突的規則：{rules}",
        "from {first} to {last}, {who}: {need} needed, up to {missing} missing at once, {days} person-days"
        " in all; the rules that collide: {rules}",
    ),
    "what_leaders": text("领导", "領導", "leaders"),
    "what_medics": text("医务", "醫務", "medics"),
    "what_women": text("女警", "女警", "women"),
}

RELIEFS: dict[str, Text] = {
    "relief_more_people": text(
        "增派 {count} 名{kind}（{first} 至 {last}，{who}）",
        "增派 {count} 名{kind}（{first} 至 {last}，{who}）",
        "{kind}, more of them: {count} (for {who}, {first} to {last})",
    ),
    "relief_shorter_phase": text(
        "{phase} 班由 {before} 日减为 {after} 日",
        "{phase} 班由 {before} 日減為 {after} 日",
        "phase {phase} of {after} days instead of {before}",
    ),
    "relief_fewer_on_post": text(
        "岗位 {post} 每班减一人", "崗位 {post} 每班減一人", "one fewer on each watch of {post}"
    ),
    "relief_teach": text(
        "为 {count} 人培训 {procedure}：{people}",
        "為 {count} 人培訓 {procedure}：{people}",
        "teach {procedure} to {count}: {people}",
    ),
    "relief_forced_swap": text(
        "强行换防：{people} 人未满期即换班，共少 {cut} 日（须有人签字并说明理由）",
        "強行換防：{people} 人未滿期即換班，共少 {cut} 日（須有人簽字並說明理由）",
        "a forced swap: {people} people change before their days are served, {cut} days in all"
        " (to be signed for)",
    ),
}

WHYS: dict[str, Text] = {
    "why_away": text("不能上岗（{cause}）", "不能上崗（{cause}）", "cannot serve ({cause})"),
    "why_takes_over": text("接替 {for}", "接替 {for}", "takes over from {for}"),
    "why_moves_along": text("随之调整", "隨之調整", "moves along"),
}

FAULTS: dict[str, Text] = {
    "fault_house_twice": text(
        "{facility} 出现两次：删去一处",
        "{facility} 出現兩次：刪去一處",
        "{facility} is there twice: take one away",
    ),
    "fault_days_backwards": text(
        "末日 {last} 早于首日 {first}：核对日期",
        "末日 {last} 早於首日 {first}：核對日期",
        "the last day {last} is before the first {first}: check the dates",
    ),
    "fault_too_many_days": text(
        "{first} 至 {last} 超过 {most} 日：核对日期",
        "{first} 至 {last} 超過 {most} 日：核對日期",
        "{first} to {last} is more than {most} days: check the dates",
    ),
    "fault_nobody": text(
        "{facility} 没有人员：列出在编人员",
        "{facility} 沒有人員：列出在編人員",
        "{facility} has no staff: list its strength",
    ),
    "fault_post_twice": text(
        "岗位 {post} 出现两次：删去一处",
        "崗位 {post} 出現兩次：刪去一處",
        "post {post} is there twice: take one away",
    ),
    "fault_watch_twice": text(
        "班岗 {watch} 出现两次：改其代号",
        "班崗 {watch} 出現兩次：改其代號",
        "watch {watch} is there twice: rename one",
    ),
    "fault_phase_twice": text(
        "模式中 {phase} 班出现两次：合并",
        "模式中 {phase} 班出現兩次：合併",
        "phase {phase} is in the pattern twice: join them",
    ),
    "fault_phase_of_no_days": text(
        "{phase} 班没有天数：写明天数",
        "{phase} 班沒有天數：寫明天數",
        "phase {phase} lasts no day: say how many",
    ),
    "fault_since_later": text(
        "{person} 的班次始于 {day}，晚于首日：核对日期",
        "{person} 的班次始於 {day}，晚於首日：核對日期",
        "{person} is in a phase since {day}, after the first day: check it",
    ),
    "fault_frozen_outside": text(
        "{day} 不在 {first} 至 {last} 之内：核对日期",
        "{day} 不在 {first} 至 {last} 之內：核對日期",
        "{day} is not between {first} and {last}: check it",
    ),
    "fault_stranger_kept": text(
        "原排班中的 {person} 不在编：补上或删去",
        "原排班中的 {person} 不在編：補上或刪去",
        "{person} of the roster kept is not of the strength: add or remove them",
    ),
    "fault_kept_backwards": text(
        "{person} 的一段班次末日早于首日：核对",
        "{person} 的一段班次末日早於首日：核對",
        "a phase of {person} ends before it begins: check it",
    ),
}

VALUES: dict[str, Text] = {
    **{f"staff_{post}": WORDS[f"staff.{post}"] for post in get_args(StaffPost)},
    **{f"cause_{cause}": WORDS[f"cause.{cause}"] for cause in get_args(Absence)},
}

ROSTERING_WORDS: dict[str, Text] = {
    **HEADINGS, **RULES, **SHORTAGES, **RELIEFS, **WHYS, **FAULTS, **VALUES,
}  # fmt: skip
