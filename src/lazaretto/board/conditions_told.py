"""The conditions of the release gate in words: what each asks, how it stands, what would meet it."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

TITLES: dict[str, Text] = {
    "days_full": text("天数已满", "天數已滿", "Days full"),
    "tests_negative": text("规定检测全部阴性", "規定檢測全部陰性", "Tests negative on their days"),
    "no_fever": text("无发热", "無發熱", "No fever"),
    "no_symptoms": text("无症状", "無症狀", "No symptoms"),
    "cohort_clean": text("同批未混入他人", "同批未混入他人", "Cohort clean"),
    "next_place_reserved": text("下一处床位已保留", "下一處床位已保留", "Next place kept"),
    "order_live": text("隔离决定有效并已送达", "隔離決定有效並已送達", "Order in force and served"),
    "review_done": text("复核未逾期", "複核未逾期", "Review not overdue"),
}

# name.state, or name.state.detail where the values carry that detail → what is said
SAYINGS: dict[str, Text] = {
    "days_full.met": text("第 {day} 天，共 {days} 天", "第 {day} 天，共 {days} 天", "day {day} of {days}"),
    "days_full.not_met": text(
        "第 {day} 天，共 {days} 天，{ends} 届满",
        "第 {day} 天，共 {days} 天，{ends} 屆滿",
        "day {day} of {days}, full on {ends}",
    ),
    "days_full.unknown": text(
        "没有方案或决定说明这一段的天数",
        "沒有方案或決定說明這一段的天數",
        "neither a protocol nor an order says how long this leg lasts",
    ),
    "tests_negative.met": text(
        "应检 {owed} 次，全部阴性", "應檢 {owed} 次，全部陰性", "{owed} asked for, all negative"
    ),
    "tests_negative.not_met": text(
        "应检 {owed} 次，阴性 {done} 次；缺第 {missed} 天",
        "應檢 {owed} 次，陰性 {done} 次；缺第 {missed} 天",
        "{done} of {owed} negative; missing: day {missed}",
    ),
    "tests_negative.not_met.positive": text(
        "有单管阳性，此后无阴性解除",
        "有單管陽性，此後無陰性解除",
        "a single positive that no later test has answered",
    ),
    "tests_negative.unknown": text(
        "阴性 {done} 次，应检 {owed} 次；第 {awaited} 天的结果未出",
        "陰性 {done} 次，應檢 {owed} 次；第 {awaited} 天的結果未出",
        "{done} of {owed} negative; result of day {awaited} still awaited",
    ),
    "no_fever.met": text(
        "{hours} 小时内体温均低于 {limit} °C",
        "{hours} 小時內體溫均低於 {limit} °C",
        "all readings of {hours} h below {limit} °C",
    ),
    "no_fever.not_met": text(
        "{hours} 小时内曾达 {highest} °C（界限 {limit} °C）",
        "{hours} 小時內曾達 {highest} °C（界限 {limit} °C）",
        "{highest} °C within {hours} h (limit {limit} °C)",
    ),
    "no_fever.unknown": text(
        "{hours} 小时内无人测温", "{hours} 小時內無人測溫", "nobody measured in the last {hours} h"
    ),
    "no_symptoms.met": text(
        "{hours} 小时内无症状，医务人员已巡诊",
        "{hours} 小時內無症狀，醫務人員已巡診",
        "none in {hours} h, seen by health staff",
    ),
    "no_symptoms.not_met": text(
        "{hours} 小时内报告过症状", "{hours} 小時內報告過症狀", "symptoms reported within {hours} h"
    ),
    "no_symptoms.unknown": text(
        "{hours} 小时内医务人员未巡诊",
        "{hours} 小時內醫務人員未巡診",
        "no health worker came by in the last {hours} h",
    ),
    "cohort_clean.met": text(
        "同批 {cohort} 起算以来未混入他人",
        "同批 {cohort} 起算以來未混入他人",
        "nobody mixed into {cohort} since its day 0",
    ),
    "cohort_clean.not_met": text(
        "{since} 混入，尚未重新计日",
        "{since} 混入，尚未重新計日",
        "mixed on {since}, and the clock was not restarted",
    ),
    "next_place_reserved.met": text("已保留 {kept}", "已保留 {kept}", "{kept} is kept"),
    "next_place_reserved.met.outside": text(
        "下一段在系统外执行：{wanted}",
        "下一段在系統外執行：{wanted}",
        "the next leg is served outside: {wanted}",
    ),
    "next_place_reserved.not_met": text(
        "尚未在 {wanted} 保留床位", "尚未在 {wanted} 保留床位", "no place is kept at {wanted}"
    ),
    "next_place_reserved.not_met.last": text(
        "尚未在普通监区保留床位", "尚未在普通監區保留床位", "no place is kept in a general wing"
    ),
    "next_place_reserved.unknown": text(
        "没有隔离决定，去处未定", "沒有隔離決定，去處未定", "no order says where the person goes next"
    ),
    "order_live.met": text("隔离决定 {order} 已送达", "隔離決定 {order} 已送達", "order {order}, served"),
    "order_live.not_met.order": text("没有隔离决定", "沒有隔離決定", "there is no order"),
    "order_live.not_met.layer": text(
        "隔离决定 {order} 不含这一段", "隔離決定 {order} 不含這一段", "order {order} does not name this leg"
    ),
    "order_live.not_met.service": text(
        "隔离决定 {order} 尚未送达本人",
        "隔離決定 {order} 尚未送達本人",
        "order {order} was not handed to the person",
    ),
    "review_done.met": text("下次复核 {review} 前", "下次複核 {review} 前", "next review by {review}"),
    "review_done.not_met": text(
        "应于 {review} 前复核", "應於 {review} 前複核", "was to be reviewed by {review}"
    ),
    "review_done.unknown": text("没有复核日期", "沒有複核日期", "no review date is known"),
}

# What to state so that a condition comes to be met: name, or name.detail → a kind of fact.
CURES: dict[str, str] = {
    "tests_negative": "testing.sampled",
    "no_fever.unknown": "hygiene.temperatures_taken",
    "no_symptoms.unknown": "quarantine.visited",
    "cohort_clean": "quarantine.clock_restarted",
    "next_place_reserved": "custody.place_requested",
    "order_live.order": "quarantine.ordered",
    "order_live.service": "quarantine.served",
    "review_done": "quarantine.reviewed",
}
