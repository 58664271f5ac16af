"""The gate in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "gate.entered": text(
        "{category} {subject} 进入{zone}[，依据 {basis}][，随 {carried_by}]",
        "{category} {subject} 進入{zone}[，依據 {basis}][，隨 {carried_by}]",
        "{category} {subject} entered {zone}[, on {basis}][, with {carried_by}]",
    ),
    "gate.left": text(
        "{category} {subject} 离开{zone}",
        "{category} {subject} 離開{zone}",
        "{category} {subject} left {zone}",
    ),
    "gate.refused": text(
        "{category} {subject} 被拒绝进入：{reason}",
        "{category} {subject} 被拒絕進入：{reason}",
        "{category} {subject} was turned away: {reason}",
    ),
    "gate.entry_requested": text(
        "{requested_by} 申请 {category} {subject} 进入{zone}（{approval}）：{purpose}",
        "{requested_by} 申請 {category} {subject} 進入{zone}（{approval}）：{purpose}",
        "{requested_by} asked for entry of {category} {subject} into {zone} ({approval}): {purpose}",
    ),
    "gate.entry_approved": text(
        "{approved_by}（{level}）批准 {approval}[，条件：{conditions}]",
        "{approved_by}（{level}）批准 {approval}[，條件：{conditions}]",
        "{approved_by}, for {level}, approved {approval}[, on condition: {conditions}]",
    ),
    "gate.exit_requested": text(
        "{requested_by} 申请 {subject} 出门（{exit}）：{purpose}[，依据 {basis}][，移交 {handed_to}]",
        "{requested_by} 申請 {subject} 出門（{exit}）：{purpose}[，依據 {basis}][，移交 {handed_to}]",
        "{requested_by} asked for {subject} to go out ({exit}): {purpose}[, on {basis}]"
        "[, handed to {handed_to}]",
    ),
    "gate.overridden": text(
        "{authority} 紧急放行 {category} {subject}（{override}）：{reason}",
        "{authority} 緊急放行 {category} {subject}（{override}）：{reason}",
        "{authority} let {category} {subject} pass in an emergency ({override}): {reason}",
    ),
    "gate.override_reported": text(
        "紧急放行 {override} 已上报", "緊急放行 {override} 已上報", "Override {override} was reported upward"
    ),
    "gate.goods_registered": text(
        "登记{goods} {consignment}（{supplier}[，批号 {lot}]），{disinfected}",
        "登記{goods} {consignment}（{supplier}[，批號 {lot}]），{disinfected}",
        "Consignment {consignment} registered: {goods} ({supplier}[, lot {lot}]), {disinfected}",
    ),
    "gate.goods_sampled": text(
        "货物 {consignment} 采样，管号 {tube}",
        "貨物 {consignment} 採樣，管號 {tube}",
        "Consignment {consignment} was swabbed into tube {tube}",
    ),
    "gate.goods_released": text(
        "货物 {consignment} 放行入内", "貨物 {consignment} 放行入內", "Consignment {consignment} was let in"
    ),
    "gate.goods_removed": text(
        "货物 {consignment} {how}[，见证 {witness}]",
        "貨物 {consignment} {how}[，見證 {witness}]",
        "Consignment {consignment} was {how}[, witness {witness}]",
    ),
}
