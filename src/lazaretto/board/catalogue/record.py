"""The record's own facts in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "record.retracted": text(
        "撤回 {fact}：{reason}", "撤回 {fact}：{reason}", "{fact} was withdrawn: {reason}"
    ),
    "record.hold_set": text(
        "{office} 决定：{person} 的信息暂缓删除：{reason}",
        "{office} 決定：{person} 的資訊暫緩刪除：{reason}",
        "By the decision of {office} nothing about {person} is erased: {reason}",
    ),
    "record.hold_lifted": text(
        "{office} 解除暂缓删除：{reason}",
        "{office} 解除暫緩刪除：{reason}",
        "By the decision of {office} a hold was lifted: {reason}",
    ),
    "record.erasure_proposed": text(
        "提请依规则 {rule} 删除 {person} 到期的信息",
        "提請依規則 {rule} 刪除 {person} 到期的資訊",
        "It was proposed to erase what is due of {person} under rule {rule}",
    ),
    "record.erasure_declined": text(
        "不同意一项删除提请：{reason}",
        "不同意一項刪除提請：{reason}",
        "A proposal to erase was declined: {reason}",
    ),
    "record.erased": text(
        "依规则 {rule} 删除内容的事实：{facts}",
        "依規則 {rule} 刪除內容的事實：{facts}",
        "Erased under rule {rule}: {facts}",
    ),
}
