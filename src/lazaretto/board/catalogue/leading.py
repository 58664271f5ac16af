"""Who answers for a facility, in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "command.leader_relieved": text(
        "{person} 不再负责 {facility}：{reason}",
        "{person} 不再負責 {facility}：{reason}",
        "{person} was relieved at {facility}: {reason}",
    ),
    "command.responsibility_delegated": text(
        "{delegated_by} 将 {facility} 的职责（{level}）委托 {delegate}，"
        "自 {opens} 至 {closes}（{delegation}）：{reason}",
        "{delegated_by} 將 {facility} 的職責（{level}）委託 {delegate}，"
        "自 {opens} 至 {closes}（{delegation}）：{reason}",
        "{delegated_by} left all that is theirs at {facility} ({level}) to {delegate}"
        " from {opens} until {closes} ({delegation}): {reason}",
    ),
    "command.delegation_ended": text(
        "{ended_by} 终止委托 {delegation}：{reason}",
        "{ended_by} 終止委託 {delegation}：{reason}",
        "{ended_by} ended delegation {delegation}: {reason}",
    ),
}
