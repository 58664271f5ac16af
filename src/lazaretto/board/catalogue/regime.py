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
    "regime.activity_done": text(
        "一日生活已落实：{parts}[；未参加：{absent}][；饮食或语言未照顾到：{unmet}]",
        "一日生活已落實：{parts}[；未參加：{absent}][；飲食或語言未照顧到：{unmet}]",
        "Done of the day: {parts}[; not there: {absent}][; diet or language not kept: {unmet}]",
    ),
    "regime.activity_left_out": text(
        "{wings} 未安排{activity}（{cause}）：{words}",
        "{wings} 未安排{activity}（{cause}）：{words}",
        "{activity} left out in {wings} ({cause}): {words}",
    ),
    "regime.suspended": text(
        "{wings} 暂停{activity}（{cause}），至 {until}：{reason}",
        "{wings} 暫停{activity}（{cause}），至 {until}：{reason}",
        "{activity} suspended in {wings} ({cause}) until {until}: {reason}",
    ),
    "regime.resumed": text(
        "{wings} 恢复{activity}", "{wings} 恢復{activity}", "{activity} resumed in {wings}"
    ),
    "regime.appointment_asked": text(
        "{asked_by} 申请会见 {person}（{sort}），编号 {appointment}[：{words}]",
        "{asked_by} 申請會見 {person}（{sort}），編號 {appointment}[：{words}]",
        "{asked_by} asked for a meeting with {person} ({sort}), number {appointment}[: {words}]",
    ),
    "regime.appointment_set": text(
        "{person}（{sort}）定于 {starts}，{mode}，{minutes} 分钟，编号 {appointment}[，{party}]"
        "[，{room}][，语言 {language}][，翻译 {interpreter}]",
        "{person}（{sort}）定於 {starts}，{mode}，{minutes} 分鐘，編號 {appointment}[，{party}]"
        "[，{room}][，語言 {language}][，翻譯 {interpreter}]",
        "{person}: {sort} set for {starts}, {mode}, {minutes} min, number {appointment}[, {party}]"
        "[, {room}][, language {language}][, interpreter {interpreter}]",
    ),
    "regime.appointment_postponed": text(
        "{appointment} 由{by}改期（{cause}）：{words}",
        "{appointment} 由{by}改期（{cause}）：{words}",
        "{appointment} put off by {by} ({cause}): {words}",
    ),
    "regime.appointment_held": text(
        "{appointment} 已进行，{mode}，{minutes} 分钟，{interpreted}",
        "{appointment} 已進行，{mode}，{minutes} 分鐘，{interpreted}",
        "{appointment} held, {mode}, {minutes} min, {interpreted}",
    ),
    "regime.appointment_missed": text(
        "{appointment} 未能进行（{cause}）：{words}",
        "{appointment} 未能進行（{cause}）：{words}",
        "{appointment} missed ({cause}): {words}",
    ),
    "regime.appointment_declined": text(
        "{declined_by} 不予安排 {appointment}（{cause}）：{words}",
        "{declined_by} 不予安排 {appointment}（{cause}）：{words}",
        "{declined_by} declined {appointment} ({cause}): {words}",
    ),
    "regime.appointment_cancelled": text(
        "{appointment} 由{by}取消[：{words}]",
        "{appointment} 由{by}取消[：{words}]",
        "{appointment} cancelled by {by}[: {words}]",
    ),
    "regime.need_stated": text(
        "{person} 的需要（{sort}）：{need}[，至 {until}]",
        "{person} 的需要（{sort}）：{need}[，至 {until}]",
        "{person} needs ({sort}): {need}[, until {until}]",
    ),
    "regime.need_ended": text(
        "{person} 不再需要（{sort}）", "{person} 不再需要（{sort}）", "{person} no longer needs it ({sort})"
    ),
    # A complaint is told by its number alone: who complained, and of whom, is told to few.
    "regime.complaint_lodged": text(
        "收到诉求 {complaint}（{way}），提交{addressed}",
        "收到訴求 {complaint}（{way}），提交{addressed}",
        "Complaint {complaint} lodged ({way}), addressed to {addressed}",
    ),
    "regime.complaint_forwarded": text(
        "{forwarded_by} 将密封诉求 {complaint} 送交驻所检察",
        "{forwarded_by} 將密封訴求 {complaint} 送交駐所檢察",
        "{forwarded_by} handed the sealed complaint {complaint} to the inspector",
    ),
    "regime.complaint_received": text(
        "诉求 {complaint} 已受理（{received_by}）",
        "訴求 {complaint} 已受理（{received_by}）",
        "Complaint {complaint} received by {received_by}",
    ),
    "regime.complaint_answered": text(
        "诉求 {complaint} 已答复：{outcome}（{answered_by}）",
        "訴求 {complaint} 已答覆：{outcome}（{answered_by}）",
        "Complaint {complaint} answered: {outcome} ({answered_by})",
    ),
    "regime.answer_handed": text(
        "诉求 {complaint} 的答复已书面送达（{handed_by}），{signed}",
        "訴求 {complaint} 的答覆已書面送達（{handed_by}），{signed}",
        "The answer to {complaint} was handed over on paper by {handed_by} to the person, {signed}",
    ),
    "regime.complaint_objected": text(
        "对诉求 {complaint} 的答复提出异议",
        "對訴求 {complaint} 的答覆提出異議",
        "An objection was made to the answer to {complaint}",
    ),
    "regime.complaint_reviewed": text(
        "诉求 {complaint} 已复查：{outcome}（{reviewed_by}）",
        "訴求 {complaint} 已複查：{outcome}（{reviewed_by}）",
        "Complaint {complaint} reviewed: {outcome} ({reviewed_by})",
    ),
    "regime.complaint_closed": text(
        "诉求 {complaint} 办结：{ground}（{closed_by}）",
        "訴求 {complaint} 辦結：{ground}（{closed_by}）",
        "Complaint {complaint} closed: {ground} ({closed_by})",
    ),
}
