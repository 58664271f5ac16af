"""Hygiene in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
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
}
