"""Tests in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
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
    "testing.tubes_labelled": text(
        "打印管签 {tubes}[（轮次 {round}）]",
        "列印管籤 {tubes}[（輪次 {round}）]",
        "Labels printed for tubes {tubes}[ (round {round})]",
    ),
    "testing.tubes_handed_over": text(
        "{tubes} 送检：{laboratory}，{taken_by} 接走[，封签 {seal}]",
        "{tubes} 送檢：{laboratory}，{taken_by} 接走[，封籤 {seal}]",
        "{tubes} went to {laboratory}, taken by {taken_by}[, seal {seal}]",
    ),
    "testing.tubes_received": text(
        "{laboratory} 收到 {tubes}：{condition}",
        "{laboratory} 收到 {tubes}：{condition}",
        "{laboratory} took in {tubes}: {condition}",
    ),
    "testing.tube_voided": text(
        "管 {tube} 作废（{why}）[：{words}]",
        "管 {tube} 作廢（{why}）[：{words}]",
        "Tube {tube} is void ({why})[: {words}]",
    ),
    "testing.result_told": text(
        "管 {tube} 的结果已告知：{parties}",
        "管 {tube} 的結果已告知：{parties}",
        "The result of tube {tube} was told to: {parties}",
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
}
