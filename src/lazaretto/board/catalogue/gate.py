"""The gate in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "gate.checked": text(
        "{officer} 在门岗查验 {category} {subject}（往{zone}）：{verdict}",
        "{officer} 在門崗查驗 {category} {subject}（往{zone}）：{verdict}",
        "{officer} checked {category} {subject}, bound for {zone}: {verdict}",
    ),
    "gate.vehicle_seen": text(
        "车辆 {vehicle} 到门岗，号牌 {plate}（{plate_kind}）[，驾驶员 {driver}][，封签 {seal}]",
        "車輛 {vehicle} 到門崗，號牌 {plate}（{plate_kind}）[，駕駛員 {driver}][，封籤 {seal}]",
        "Vehicle {vehicle} stood at the gate, plate {plate} ({plate_kind})[, driver {driver}][, seal {seal}]",
    ),
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
    "gate.entry_denied": text(
        "{denied_by}（{level}）不批准 {approval}：{reason}",
        "{denied_by}（{level}）不批准 {approval}：{reason}",
        "{denied_by}, for {level}, denied {approval}: {reason}",
    ),
    "gate.entry_withdrawn": text(
        "{withdrawn_by} 撤回 {approval}：{reason}",
        "{withdrawn_by} 撤回 {approval}：{reason}",
        "{withdrawn_by} withdrew {approval}: {reason}",
    ),
    "gate.approval_delegated": text(
        "{delegated_by} 委托 {delegate} 审批（{level}），自 {opens} 至 {closes}（{delegation}）[：{reason}]",
        "{delegated_by} 委託 {delegate} 審批（{level}），自 {opens} 至 {closes}（{delegation}）[：{reason}]",
        "{delegated_by} let {delegate} approve, for {level}, from {opens} until {closes} ({delegation})"
        "[: {reason}]",
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
    "gate.goods_disinfected": text(
        "货物 {consignment} 外包装消毒：{agent}，作用 {contact_minutes} 分钟",
        "貨物 {consignment} 外包裝消毒：{agent}，作用 {contact_minutes} 分鐘",
        "Consignment {consignment} was disinfected outside: {agent}, {contact_minutes} minutes",
    ),
    "gate.goods_sampled": text(
        "货物 {consignment} 采样，管号 {tube}",
        "貨物 {consignment} 採樣，管號 {tube}",
        "Consignment {consignment} was swabbed into tube {tube}",
    ),
    "gate.goods_released": text(
        "货物 {consignment} 放行入内[，{pieces} 件]",
        "貨物 {consignment} 放行入內[，{pieces} 件]",
        "Consignment {consignment} was let in[, {pieces} pieces]",
    ),
    "gate.goods_removed": text(
        "货物 {consignment} {how}[，{pieces} 件][，见证 {witness}]",
        "貨物 {consignment} {how}[，{pieces} 件][，見證 {witness}]",
        "Consignment {consignment} was {how}[, {pieces} pieces][, witness {witness}]",
    ),
    "gate.emergency_declared": text(
        "{declared_by} 宣布紧急情况（{cause}，{emergency}）[：{words}]",
        "{declared_by} 宣布緊急情況（{cause}，{emergency}）[：{words}]",
        "{declared_by} declared an emergency ({cause}, {emergency})[: {words}]",
    ),
    "gate.emergency_ended": text(
        "{ended_by} 宣布紧急情况 {emergency} 结束[：{words}]",
        "{ended_by} 宣布緊急情況 {emergency} 結束[：{words}]",
        "{ended_by} declared the emergency {emergency} over[: {words}]",
    ),
    "gate.people_mustered": text(
        "在 {assembly} 点名：到 {present}[；未到 {missing}]",
        "在 {assembly} 點名：到 {present}[；未到 {missing}]",
        "Mustered at {assembly}: present {present}[; missing {missing}]",
    ),
    "gate.line_unread": text(
        "纸质登记单 {form} 第 {line} 行无法辨认：{reason}",
        "紙質登記單 {form} 第 {line} 行無法辨認：{reason}",
        "Line {line} of form {form} could not be read: {reason}",
    ),
}
