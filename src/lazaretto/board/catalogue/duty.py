"""Duty in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "duty.enrolled": text(
        "{person} 编入 {facility}（{post}）",
        "{person} 編入 {facility}（{post}）",
        "{person} joined {facility} ({post})",
    ),
    "duty.reinforced": text(
        "{person} 由 {origin} 支援 {facility}",
        "{person} 由 {origin} 支援 {facility}",
        "{person} of {origin} reinforced {facility}",
    ),
    "duty.phase_started": text(
        "{person} 班次转为：{phase}（批次 {batch}）",
        "{person} 班次轉為：{phase}（批次 {batch}）",
        "{person} stepped into {phase} (batch {batch})",
    ),
    "duty.roster_published": text(
        "{signed_by} 签发排班表 {roster}：{first} 至 {last}，{persons}",
        "{signed_by} 簽發排班表 {roster}：{first} 至 {last}，{persons}",
        "{signed_by} signed roster {roster}: {first} to {last}, {persons}",
    ),
    "duty.checked_in": text(
        "{person} 隔离报到：{where}，{well}",
        "{person} 隔離報到：{where}，{well}",
        "{person} checked in: {where}, {well}",
    ),
    "duty.handed_over": text(
        "{outgoing} 交班（{handover}）[：{note}]",
        "{outgoing} 交班（{handover}）[：{note}]",
        "{outgoing} handed over ({handover})[: {note}]",
    ),
    "duty.handover_acknowledged": text(
        "{incoming} 接班（{handover}）",
        "{incoming} 接班（{handover}）",
        "{incoming} acknowledged handover {handover}",
    ),
}
