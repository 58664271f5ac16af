"""Command in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "command.facility_established": text(
        "登记单位 {facility}：{name}（{sort}），{county}",
        "登記單位 {facility}：{name}（{sort}），{county}",
        "Facility {facility} established: {name} ({sort}), {county}",
    ),
    "command.place_established": text(
        "登记场所 {established}：{use}，容纳 {capacity} 人",
        "登記場所 {established}：{use}，容納 {capacity} 人",
        "Place {established} established: {use}, holds {capacity}",
    ),
    "command.level_ordered": text(
        "{authority}决定将 {facility} 勤务等级定为{level}[，自 {begins} 起]：{reason}",
        "{authority}決定將 {facility} 勤務等級定為{level}[，自 {begins} 起]：{reason}",
        "{authority} set the level of {facility} to {level}[ from {begins}]: {reason}",
    ),
    "command.protocol_issued": text(
        "{authority}发布防控方案 {document} 第 {version} 版",
        "{authority}發佈防控方案 {document} 第 {version} 版",
        "{authority} issued protocol {document}, version {version}",
    ),
    "command.role_assigned": text(
        "{facility} 职能调整：{role}（依据：{basis}）",
        "{facility} 職能調整：{role}（依據：{basis}）",
        "{facility} became {role} (basis: {basis})",
    ),
    "command.intake_suspended": text(
        "{facility} 暂停收押（依据：{basis}）",
        "{facility} 暫停收押（依據：{basis}）",
        "{facility} suspended intake (basis: {basis})",
    ),
    "command.intake_resumed": text(
        "{facility} 恢复收押（依据：{basis}）",
        "{facility} 恢復收押（依據：{basis}）",
        "{facility} resumed intake (basis: {basis})",
    ),
    "command.leader_named": text(
        "{person} 任 {facility} {rank}（{title}）[，至 {until}]",
        "{person} 任 {facility} {rank}（{title}）[，至 {until}]",
        "{person} was named {rank} of {facility} ({title})[, until {until}]",
    ),
    "command.directive_issued": text(
        "{issuer}向 {facility} 下达指令 {directive}：{title}",
        "{issuer}向 {facility} 下達指令 {directive}：{title}",
        "Directive {directive} was issued to {facility} by {issuer}: {title}",
    ),
    "command.directive_received": text(
        "{facility} 签收指令 {directive}",
        "{facility} 簽收指令 {directive}",
        "{facility} acknowledged directive {directive}",
    ),
    "command.contradiction_settled": text(
        "关于 {over}，以指令 {prevails} 为准，{yields} 不再执行：{reason}（{settled_by}）",
        "關於 {over}，以指令 {prevails} 為準，{yields} 不再執行：{reason}（{settled_by}）",
        "Over {over} directive {prevails} prevails and {yields} yields: {reason} ({settled_by})",
    ),
    "command.assignment_set": text(
        "交办事项 {assignment}：{title}，责任人 {owner}，{due} 前办结",
        "交辦事項 {assignment}：{title}，責任人 {owner}，{due} 前辦結",
        "Assignment {assignment}: {title}; {owner} answers for it, due {due}",
    ),
    "command.assignment_done": text(
        "{done_by} 办结交办事项 {assignment}：{evidence}",
        "{done_by} 辦結交辦事項 {assignment}：{evidence}",
        "{done_by} did assignment {assignment}: {evidence}",
    ),
    "command.assignment_verified": text(
        "{verified_by} 核实交办事项 {assignment} 已办结[：{words}]",
        "{verified_by} 核實交辦事項 {assignment} 已辦結[：{words}]",
        "{verified_by} verified assignment {assignment}[: {words}]",
    ),
    "command.assignment_returned": text(
        "{returned_by} 退回交办事项 {assignment}，{due} 前重办：{reason}",
        "{returned_by} 退回交辦事項 {assignment}，{due} 前重辦：{reason}",
        "{returned_by} sent assignment {assignment} back, due {due}: {reason}",
    ),
    "command.assignment_withdrawn": text(
        "{withdrawn_by} 撤销交办事项 {assignment}：{reason}",
        "{withdrawn_by} 撤銷交辦事項 {assignment}：{reason}",
        "{withdrawn_by} withdrew assignment {assignment}: {reason}",
    ),
    "command.dispatch_opened": text(
        "{chaired_by} 主持召开日调度 {dispatch}",
        "{chaired_by} 主持召開日調度 {dispatch}",
        "{chaired_by} opened dispatch {dispatch}",
    ),
    "command.agenda_drawn": text(
        "{facility} 参加日调度 {dispatch}",
        "{facility} 參加日調度 {dispatch}",
        "{facility} was called to dispatch {dispatch}",
    ),
    "command.line_answered": text(
        "日调度 {dispatch} 第 {line} 项答复：{answer}",
        "日調度 {dispatch} 第 {line} 項答覆：{answer}",
        "Dispatch {dispatch}, line {line}: {answer}",
    ),
    "command.line_noted": text(
        "日调度 {dispatch} 第 {line} 项已知悉[：{words}]",
        "日調度 {dispatch} 第 {line} 項已知悉[：{words}]",
        "Dispatch {dispatch}, line {line} was taken note of[: {words}]",
    ),
    "command.dispatch_closed": text(
        "日调度 {dispatch} 结束，记录人 {recorded_by}[：{remarks}]",
        "日調度 {dispatch} 結束，記錄人 {recorded_by}[：{remarks}]",
        "Dispatch {dispatch} was closed, recorded by {recorded_by}[: {remarks}]",
    ),
    "command.minutes_signed": text(
        "{signed_by} 签发日调度 {dispatch} 会议纪要",
        "{signed_by} 簽發日調度 {dispatch} 會議紀要",
        "{signed_by} signed the minutes of dispatch {dispatch}",
    ),
    "command.log_submitted": text(
        "{facility} 报送 {day} 日报，异常 {incidents} 起",
        "{facility} 報送 {day} 日報，異常 {incidents} 起",
        "{facility} submitted its day {day}, incidents: {incidents}",
    ),
    "command.pressure_reported": text(
        "{region} {day} 公布新增病例 {new_cases} 例（{source}）",
        "{region} {day} 公佈新增病例 {new_cases} 例（{source}）",
        "{region}, {day}: {new_cases} new cases published ({source})",
    ),
    "command.vehicle_listed": text(
        "{facility} 登记车辆 {vehicle}，载 {seats} 人",
        "{facility} 登記車輛 {vehicle}，載 {seats} 人",
        "Vehicle {vehicle} of {facility} seats {seats}",
    ),
    "command.conversion_ordered": text(
        "{authority}决定 {facility} 改为{role}（{conversion}），{begins} 起：{reason}；转出：{moves}",
        "{authority}決定 {facility} 改為{role}（{conversion}），{begins} 起：{reason}；轉出：{moves}",
        "{authority} ordered {facility} to become {role} ({conversion}) from {begins}: {reason};"
        " moves: {moves}",
    ),
    "command.conversion_ended": text(
        "{facility} 职能转换 {conversion} {outcome}[：{reason}]",
        "{facility} 職能轉換 {conversion} {outcome}[：{reason}]",
        "Change of role {conversion} of {facility} {outcome}[: {reason}]",
    ),
    "command.report_drawn": text(
        "{day} 日报告第 {number} 版拟稿[，校验码 {digest}][；勾稽不符：{astray}][；更正原因：{reason}]",
        "{day} 日報告第 {number} 版擬稿[，校驗碼 {digest}][；勾稽不符：{astray}][；更正原因：{reason}]",
        "The report of {day} was drawn up, version {number}[, digest {digest}][; not kept: {astray}]"
        "[; because {reason}]",
    ),
    "command.report_signed": text(
        "{signed_by} 签发 {day} 日报告第 {number} 版[，校验码 {digest}]"
        "[；勾稽不符：{despite}][；理由：{reason}]",
        "{signed_by} 簽發 {day} 日報告第 {number} 版[，校驗碼 {digest}]"
        "[；勾稽不符：{despite}][；理由：{reason}]",
        "{signed_by} signed the report of {day}, version {number}[, digest {digest}][; despite: {despite}]"
        "[; because {reason}]",
    ),
    "command.report_returned": text(
        "{day} 日报告第 {number} 版退回：{reason}",
        "{day} 日報告第 {number} 版退回：{reason}",
        "The report of {day}, version {number}, was sent back: {reason}",
    ),
    "command.log_reopened": text(
        "{day} 的日志重新打开（第 {number} 次报送作废）：{reason}",
        "{day} 的日誌重新打開（第 {number} 次報送作廢）：{reason}",
        "The log of {day} was opened again (submission {number} stands no longer): {reason}",
    ),
}
