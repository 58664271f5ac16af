"""The record's own facts in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "record.retracted": text(
        "撤回 {fact}：{reason}", "撤回 {fact}：{reason}", "{fact} was withdrawn: {reason}"
    ),
    "record.erased": text(
        "依规则 {rule} 删除内容的事实：{facts}",
        "依規則 {rule} 刪除內容的事實：{facts}",
        "Erased under rule {rule}: {facts}",
    ),
}
