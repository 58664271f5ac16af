"""The catalogue: every kind of fact as one sentence, in the three languages.

``{field}`` is a field of the body (or ``{place}``, ``{facility}`` of the fact). ``[…]`` is left out
when a field in it is empty. A subject is always a number, never a name.
"""

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
        "{authority}决定将 {facility} 勤务等级定为{level}：{reason}",
        "{authority}決定將 {facility} 勤務等級定為{level}：{reason}",
        "{authority} set the level of {facility} to {level}: {reason}",
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
        "{person} 任 {facility} 责任领导（{title}）",
        "{person} 任 {facility} 責任領導（{title}）",
        "{person} was named responsible leader of {facility} ({title})",
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
    "custody.admitted": text(
        "{person} 收押于 {facility}，入监室 {cell}[，法定期限 {legal_deadline}]",
        "{person} 收押於 {facility}，入監室 {cell}[，法定期限 {legal_deadline}]",
        "{person} was admitted to {facility}, cell {cell}[; legal deadline {legal_deadline}]",
    ),
    "custody.moved": text(
        "{person} 调至监室 {cell}[：{reason}]",
        "{person} 調至監室 {cell}[：{reason}]",
        "{person} moved to cell {cell}[: {reason}]",
    ),
    "custody.transferred_out": text(
        "{person} 转往 {to}[，押解 {escort}][，车辆 {vehicle}]，{status_document}",
        "{person} 轉往 {to}[，押解 {escort}][，車輛 {vehicle}]，{status_document}",
        "{person} left for {to}[, escorted by {escort}][, vehicle {vehicle}], {status_document}",
    ),
    "custody.transferred_in": text(
        "{person} 由 {origin} 转来，入监室 {cell}",
        "{person} 由 {origin} 轉來，入監室 {cell}",
        "{person} arrived from {origin}, cell {cell}",
    ),
    "custody.released": text(
        "{person} 依法释放（{basis}）[，移交 {handed_to}]",
        "{person} 依法釋放（{basis}）[，移交 {handed_to}]",
        "{person} was released ({basis})[, handed to {handed_to}]",
    ),
    "custody.went_out": text(
        "{person} 暂离，前往{to}[，押解 {escort}]",
        "{person} 暫離，前往{to}[，押解 {escort}]",
        "{person} went out to {to}[, escorted by {escort}]",
    ),
    "custody.came_back": text(
        "{person} 返回，入监室 {cell}", "{person} 返回，入監室 {cell}", "{person} came back to cell {cell}"
    ),
    "custody.deadline_set": text(
        "{person} 的法定羁押期限定为 {until}（依据：{basis}）",
        "{person} 的法定羈押期限定為 {until}（依據：{basis}）",
        "{person} may be held by law until {until} (basis: {basis})",
    ),
    "custody.place_requested": text(
        "为 {person} 申请监室 {cell} 床位：{reason}",
        "為 {person} 申請監室 {cell} 床位：{reason}",
        "A place in cell {cell} was asked for {person}: {reason}",
    ),
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
    "testing.round_opened": text(
        "第 {round} 轮检测开始（{stratum}，应检 {muster}），{closes} 截止",
        "第 {round} 輪檢測開始（{stratum}，應檢 {muster}），{closes} 截止",
        "Round {round} opened ({stratum}, muster: {muster}), closes {closes}",
    ),
    "testing.sampled": text(
        "{members} 采样，管号 {tube}（{purpose}[，轮次 {round}]）",
        "{members} 採樣，管號 {tube}（{purpose}[，輪次 {round}]）",
        "{members} swabbed into tube {tube} ({purpose}[, round {round}])",
    ),
    "testing.result_reported": text(
        "管 {tube} 结果{result}（{laboratory}）",
        "管 {tube} 結果{result}（{laboratory}）",
        "Tube {tube}: {result} ({laboratory})",
    ),
    "testing.unsampled": text(
        "{person} 未采样（轮次 {round}，{outcome}）：{why}",
        "{person} 未採樣（輪次 {round}，{outcome}）：{why}",
        "{person} was not swabbed (round {round}, {outcome}): {why}",
    ),
    "testing.round_closed": text(
        "第 {round} 轮检测结束", "第 {round} 輪檢測結束", "Round {round} was closed"
    ),
    "testing.rounds_ordered": text(
        "要求 {facility} 于 {until} 前完成轮次检测，{reinforced}",
        "要求 {facility} 於 {until} 前完成輪次檢測，{reinforced}",
        "{facility} was ordered to test in rounds until {until}, {reinforced}",
    ),
    "testing.screened": text(
        "{person} 筛查 {disease}（{method}）：{finding}",
        "{person} 篩查 {disease}（{method}）：{finding}",
        "{person} was screened for {disease} ({method}): {finding}",
    ),
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
    "hygiene.temperatures_taken": text(
        "测温：{readings}（{site}）", "測溫：{readings}（{site}）", "Temperatures: {readings} ({site})"
    ),
    "hygiene.not_measured": text(
        "{person} 未能测温：{why}", "{person} 未能測溫：{why}", "{person} could not be measured: {why}"
    ),
    "hygiene.disinfected": text(
        "消毒 {place}：{agent}[，实测 {measured_mg_l} mg/L]，作用 {contact_minutes} 分钟",
        "消毒 {place}：{agent}[，實測 {measured_mg_l} mg/L]，作用 {contact_minutes} 分鐘",
        "{place} disinfected: {agent}[, measured {measured_mg_l} mg/L], contact {contact_minutes} min",
    ),
    "hygiene.symptoms_reported": text(
        "{person} 出现症状：{symptoms}[（{words}）]",
        "{person} 出現症狀：{symptoms}[（{words}）]",
        "{person} reported symptoms: {symptoms}[ ({words})]",
    ),
    "hygiene.isolated": text(
        "{person} 单独隔离[，依据 {order}]",
        "{person} 單獨隔離[，依據 {order}]",
        "{person} was put apart[, under order {order}]",
    ),
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
    "record.retracted": text(
        "撤回 {fact}：{reason}", "撤回 {fact}：{reason}", "{fact} was withdrawn: {reason}"
    ),
}
