"""Daily life in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "regime.contact_given": text(
        "{persons} 人际接触（{sort}）{minutes} 分钟[：{words}]",
        "{persons} 人際接觸（{sort}）{minutes} 分鐘[：{words}]",
        "{persons} had {minutes} min of human contact ({sort})[: {words}]",
    ),
    "regime.open_air_given": text(
        "{persons} 室外活动 {minutes} 分钟",
        "{persons} 室外活動 {minutes} 分鐘",
        "{persons} had {minutes} min of open air",
    ),
    "regime.out_of_cell": text(
        "{persons} 出监室 {minutes} 分钟（{sort}）",
        "{persons} 出監室 {minutes} 分鐘（{sort}）",
        "{persons} were out of the cell for {minutes} min ({sort})",
    ),
    "regime.care_ordered": text(
        "{ordered_by} 医嘱 {care}（{sort}）：{person} 每 {every_hours} 小时一次[，至 {until}]",
        "{ordered_by} 醫囑 {care}（{sort}）：{person} 每 {every_hours} 小時一次[，至 {until}]",
        "{ordered_by} ordered care {care} ({sort}) for {person} every {every_hours} h[, until {until}]",
    ),
    "regime.care_given": text(
        "{given_by} 执行 {person} 的医嘱 {care}：{outcome}",
        "{given_by} 執行 {person} 的醫囑 {care}：{outcome}",
        "Care {care} of {person}: {outcome} ({given_by})",
    ),
    "regime.care_ended": text(
        "{person} 的医嘱 {care} 停止：{reason}",
        "{person} 的醫囑 {care} 停止：{reason}",
        "Care {care} of {person} ended: {reason}",
    ),
}
