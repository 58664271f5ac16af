"""Custody in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
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
    "custody.place_given_up": text(
        "不再为 {person} 保留监室 {cell} 床位：{reason}",
        "不再為 {person} 保留監室 {cell} 床位：{reason}",
        "The place in cell {cell} is kept for {person} no longer: {reason}",
    ),
    "custody.left_network": text(
        "{person} 离开本系统，前往{sort}（{to}）[，押解 {escort}][，车辆 {vehicle}]，{status_document}",
        "{person} 離開本系統，前往{sort}（{to}）[，押解 {escort}][，車輛 {vehicle}]，{status_document}",
        "{person} left the network for {sort} ({to})[, escorted by {escort}][, vehicle {vehicle}],"
        " {status_document}",
    ),
    "custody.received": text(
        "{party}（{received_by}）签收 {person}，{status_read}",
        "{party}（{received_by}）簽收 {person}，{status_read}",
        "{party} ({received_by}) acknowledged taking over {person}, {status_read}",
    ),
    "custody.kept_apart": text(
        "{person} 与 {other} 不得同室：{reason}",
        "{person} 與 {other} 不得同室：{reason}",
        "{person} and {other} are kept apart: {reason}",
    ),
    "custody.apart_lifted": text(
        "{person} 与 {other} 不再要求分室：{reason}",
        "{person} 與 {other} 不再要求分室：{reason}",
        "{person} and {other} need not be kept apart any more: {reason}",
    ),
    "custody.cell_withdrawn": text(
        "监室 {cell} 停用：{cause}[（{words}）]",
        "監室 {cell} 停用：{cause}[（{words}）]",
        "Cell {cell} was taken out of use: {cause}[ ({words})]",
    ),
    "custody.cell_returned": text(
        "监室 {cell} 恢复使用", "監室 {cell} 恢復使用", "Cell {cell} may be used again"
    ),
}
