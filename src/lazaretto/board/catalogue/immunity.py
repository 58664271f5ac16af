"""Immunity in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "immunity.vaccinated": text(
        "{person} 接种{vaccine}（{disease}）第 {dose} 剂，{on}（{source}）[，批号 {batch}]",
        "{person} 接種{vaccine}（{disease}）第 {dose} 劑，{on}（{source}）[，批號 {batch}]",
        "{person}: dose {dose} of {vaccine} against {disease} on {on} ({source})[, batch {batch}]",
    ),
    "immunity.stated": text(
        "{person} 对{disease}的免疫情况：{immune}（{because}）[：{words}]",
        "{person} 對{disease}的免疫情況：{immune}（{because}）[：{words}]",
        "{person}, immunity to {disease}: {immune} ({because})[: {words}]",
    ),
    "immunity.declined": text(
        "{person} 拒绝接种（{disease}）[：{words}]",
        "{person} 拒絕接種（{disease}）[：{words}]",
        "{person} declined a vaccine against {disease}[: {words}]",
    ),
}
