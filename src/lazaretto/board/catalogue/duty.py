"""Duty in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "duty.enrolled": text(
        "{person} 编入 {facility}（{post}）",
        "{person} 編入 {facility}（{post}）",
        "{person} joined {facility} ({post})",
    ),
    "duty.left_strength": text(
        "{person} 调离 {facility}（{reason}）",
        "{person} 調離 {facility}（{reason}）",
        "{person} left the strength of {facility} ({reason})",
    ),
    "duty.reinforced": text(
        "{person} 由 {origin} 支援 {facility}",
        "{person} 由 {origin} 支援 {facility}",
        "{person} of {origin} reinforced {facility}",
    ),
    "duty.reinforcement_ended": text(
        "{person} 结束支援 {facility}",
        "{person} 結束支援 {facility}",
        "{person} went back from reinforcing {facility}",
    ),
    "duty.absent": text(
        "{person} 自 {first} 起不能执勤（{cause}）[，至 {last}][：{words}]",
        "{person} 自 {first} 起不能執勤（{cause}）[，至 {last}][：{words}]",
        "{person} cannot serve from {first}[ to {last}] ({cause})[: {words}]",
    ),
    "duty.returned": text(
        "{person} 恢复执勤",
        "{person} 恢復執勤",
        "{person} can serve again",
    ),
    "duty.post_set": text(
        "{facility} 设岗 {post}（{title}），{zone}",
        "{facility} 設崗 {post}（{title}），{zone}",
        "{facility} set post {post} ({title}), {zone}",
    ),
    "duty.pattern_ordered": text(
        "{authority} 下令：{facility} 自 {first} 起实行勤务模式 {pattern}（{reason}）",
        "{authority} 下令：{facility} 自 {first} 起實行勤務模式 {pattern}（{reason}）",
        "{authority} ordered pattern {pattern} at {facility} from {first} ({reason})",
    ),
    "duty.phase_started": text(
        "{person} 班次转为：{phase}（批次 {batch}）",
        "{person} 班次轉為：{phase}（批次 {batch}）",
        "{person} stepped into {phase} (batch {batch})",
    ),
    "duty.roster_drafted": text(
        "拟订排班表 {roster}：{first} 至 {last}，勤务模式 {pattern}",
        "擬訂排班表 {roster}：{first} 至 {last}，勤務模式 {pattern}",
        "Roster {roster} was drafted: {first} to {last}, pattern {pattern}",
    ),
    "duty.roster_published": text(
        "{signed_by} 签发排班表 {roster}：{first} 至 {last}，{persons}[；明知违反 {despite}][：{reason}]",
        "{signed_by} 簽發排班表 {roster}：{first} 至 {last}，{persons}[；明知違反 {despite}][：{reason}]",
        "{signed_by} signed roster {roster}: {first} to {last}, {persons}[; despite {despite}][: {reason}]",
    ),
    "duty.fixed": text(
        "{signed_by} 签定三定表 {matrix}",
        "{signed_by} 簽定三定表 {matrix}",
        "{signed_by} signed the three fixed {matrix}",
    ),
    "duty.shared": text(
        "{persons} 同处{sort}（{of}）",
        "{persons} 同處{sort}（{of}）",
        "{persons} shared a {sort} ({of})",
    ),
    "duty.checked_in": text(
        "{person} 隔离报到：{where}，{well}[，症状：{symptoms}][（{words}）]",
        "{person} 隔離報到：{where}，{well}[，症狀：{symptoms}][（{words}）]",
        "{person} checked in: {where}, {well}[, symptoms: {symptoms}][ ({words})]",
    ),
    "duty.handed_over": text(
        "{outgoing} 交班（{handover}）[，在押 {held} 人][：{note}]",
        "{outgoing} 交班（{handover}）[，在押 {held} 人][：{note}]",
        "{outgoing} handed over ({handover})[, {held} held][: {note}]",
    ),
    "duty.handover_acknowledged": text(
        "{incoming} 接班（{handover}）[，清点在押 {held} 人]",
        "{incoming} 接班（{handover}）[，清點在押 {held} 人]",
        "{incoming} acknowledged handover {handover}[, counted {held} held]",
    ),
}
