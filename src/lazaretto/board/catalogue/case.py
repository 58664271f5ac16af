"""Incidents, cases and contacts in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "case.incident_opened": text(
        "事件 {incident} 启动（{cause}[，{person}][，管 {tube}]）[：{words}]",
        "事件 {incident} 啟動（{cause}[，{person}][，管 {tube}]）[：{words}]",
        "Incident {incident} opened ({cause}[, {person}][, tube {tube}])[: {words}]",
    ),
    "case.movement_frozen": text(
        "事件 {incident}：{places} 暂停流动",
        "事件 {incident}：{places} 暫停流動",
        "Incident {incident}: movement frozen in {places}",
    ),
    "case.freeze_lifted": text(
        "事件 {incident}：{places} 恢复流动（{reason}）",
        "事件 {incident}：{places} 恢復流動（{reason}）",
        "Incident {incident}: movement again in {places} ({reason})",
    ),
    "case.classified": text(
        "{person} 判定为{classification}（{disease}，事件 {incident}）：{reason}",
        "{person} 判定為{classification}（{disease}，事件 {incident}）：{reason}",
        "{person}: {classification} ({disease}, incident {incident}): {reason}",
    ),
    "case.contacts_listed": text(
        "{person} 的接触者已列出（{since} 至 {until}）：{contacts}",
        "{person} 的接觸者已列出（{since} 至 {until}）：{contacts}",
        "Contacts of {person} listed ({since} to {until}): {contacts}",
    ),
    "case.contact_decided": text(
        "接触者 {person}：{decision}（事件 {incident}[，{order}]）：{reason}",
        "接觸者 {person}：{decision}（事件 {incident}[，{order}]）：{reason}",
        "Contact {person}: {decision} (incident {incident}[, order {order}]): {reason}",
    ),
    "case.incident_closed": text(
        "事件 {incident} 结束：{reason}",
        "事件 {incident} 結束：{reason}",
        "Incident {incident} closed: {reason}",
    ),
}
