"""Quarantine in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "quarantine.ordered": text(
        "{ordered_by} 决定对 {person} 隔离（{order}，依据：{basis}）：{legs}；{review_on} 前复核",
        "{ordered_by} 決定對 {person} 隔離（{order}，依據：{basis}）：{legs}；{review_on} 前複核",
        "{ordered_by} ordered {person} into quarantine ({order}; {basis}): {legs}; review by {review_on}",
    ),
    "quarantine.leg_started": text(
        "{person} 第 {layer} 段隔离起算（同批 {cohort}）",
        "{person} 第 {layer} 段隔離起算（同批 {cohort}）",
        "Leg {layer} of {person} began (cohort {cohort})",
    ),
    "quarantine.clock_restarted": text(
        "{person} 第 {layer} 段重新计日：{reason}",
        "{person} 第 {layer} 段重新計日：{reason}",
        "Leg {layer} of {person} went back to day 0: {reason}",
    ),
    "quarantine.leg_ended": text(
        "{person} 第 {layer} 段隔离结束：{outcome}，{signed_by} 签批[（{reason}）]",
        "{person} 第 {layer} 段隔離結束：{outcome}，{signed_by} 簽批[（{reason}）]",
        "Leg {layer} of {person} ended: {outcome}, signed by {signed_by}[ ({reason})]",
    ),
    "quarantine.served": text(
        "{served_by} 向 {person} 送达隔离决定 {order} 并说明，{signed}",
        "{served_by} 向 {person} 送達隔離決定 {order} 並說明，{signed}",
        "{served_by} handed order {order} to {person} and explained it, {signed}",
    ),
    "quarantine.cohort_closed": text(
        "监室 {cell} 的同批 {cohort} 封闭，不再收人",
        "監室 {cell} 的同批 {cohort} 封閉，不再收人",
        "Cohort {cohort} in cell {cell} closed: nobody may join it",
    ),
    "quarantine.end_ordered": text(
        "{decided_by} 决定 {person} 第 {layer} 段（{order}）至 {ends_on} 结束：{reason}",
        "{decided_by} 決定 {person} 第 {layer} 段（{order}）至 {ends_on} 結束：{reason}",
        "{decided_by} ordered leg {layer} of {person} ({order}) to end on {ends_on}: {reason}",
    ),
    "quarantine.cleared": text(
        "{signed_by} 签批 {person} 第 {layer} 段（{order}）符合解除条件",
        "{signed_by} 簽批 {person} 第 {layer} 段（{order}）符合解除條件",
        "{signed_by} signed that leg {layer} of {person} ({order}) may end",
    ),
    "quarantine.isolation_ordered": text(
        "{ordered_by} 决定将 {person} 单独隔离于 {cell}（{order}，依据：{basis}）"
        "至 {ends_on}；{review_on} 前复核",
        "{ordered_by} 決定將 {person} 單獨隔離於 {cell}（{order}，依據：{basis}）"
        "至 {ends_on}；{review_on} 前複核",
        "{ordered_by} ordered {person} apart in {cell} ({order}; {basis}) until {ends_on};"
        " review by {review_on}",
    ),
    "quarantine.isolation_ended": text(
        "{signed_by} 解除对 {person} 的单独隔离（{order}）[：{reason}]",
        "{signed_by} 解除對 {person} 的單獨隔離（{order}）[：{reason}]",
        "{signed_by} ended the isolation of {person} ({order})[: {reason}]",
    ),
    "quarantine.visited": text(
        "{by} 对 {persons} 巡诊，{explained}",
        "{by} 對 {persons} 巡診，{explained}",
        "{by} visited {persons}, {explained}",
    ),
    "quarantine.reviewed": text(
        "{reviewed_by} 复核 {person} 的隔离决定 {order}，下次 {next_on} 前",
        "{reviewed_by} 複核 {person} 的隔離決定 {order}，下次 {next_on} 前",
        "{reviewed_by} reviewed order {order} of {person}; next review by {next_on}",
    ),
}
