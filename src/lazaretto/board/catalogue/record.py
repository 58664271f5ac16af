"""The record's own facts in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "record.retracted": text(
        "撤回 {fact}：{reason}", "撤回 {fact}：{reason}", "{fact} was withdrawn: {reason}"
    ),
}
