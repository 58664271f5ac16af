"""What the command line says of pools and of a laboratory's results, in three languages."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

TESTING_WORDS: dict[str, Text] = {
    "pools_advised": text("建议每管 {size} 人", "建議每管 {size} 人", "advised: {size} in a tube"),
    "pools_fewest_tests": text(
        "检测总数最少（含单采复检）",
        "檢測總數最少（含單採複檢）",
        "the fewest tests, single re-tests counted in",
    ),
    "pools_single_beats": text(
        "感染太多，混检不再节省", "感染太多，混檢不再節省", "too many are infected: pooling saves nothing"
    ),
    "pools_stock": text(
        "库存采样管只够这样安排", "庫存採樣管只夠這樣安排", "the tubes in stock allow no other"
    ),
    "pools_head_size": text("每管人数", "每管人數", "in a tube"),
    "pools_head_tubes": text("采样管", "採樣管", "tubes"),
    "pools_head_positive": text("阳性管", "陽性管", "positive"),
    "pools_head_held": text("暂缓人数", "暫緩人數", "held"),
    "pools_head_tests": text("检测总数", "檢測總數", "tests"),
    "pools_head_hours": text("完成（小时）", "完成（小時）", "hours"),
    "results_counts": text(
        "共 {rows} 行，{faults} 行有误", "共 {rows} 行，{faults} 行有誤", "{rows} rows, {faults} at fault"
    ),
    "results_unknown": text(
        "未用到的列：{columns}", "未用到的欄：{columns}", "columns left alone: {columns}"
    ),
    "file_too_large": text(
        "文件超过 4 MB，请分批", "文件超過 4 MB，請分批", "larger than 4 MB: send it in parts"
    ),
    "file_too_old": text(
        "旧式 .xls，请另存为 .xlsx", "舊式 .xls，請另存為 .xlsx", "an older .xls: save it as .xlsx"
    ),
    "file_unreadable": text("无法读取此文件", "無法讀取此文件", "it cannot be read"),
    "file_inflates": text("解压后过大", "解壓後過大", "it unpacks to far too much"),
    "file_too_long": text("超过 20,000 行，请分批", "超過 20,000 行，請分批", "more than 20,000 rows"),
    "file_empty": text("文件是空的", "文件是空的", "it holds nothing"),
    "heading_missing": text(
        "没有找到写明管号和结果的表头", "沒有找到寫明管號和結果的表頭", "no line names a tube and a result"
    ),
    "tube_missing": text("没有管号", "沒有管號", "no tube is named"),
    "result_missing": text("没有结果", "沒有結果", "no result"),
    "result_unread": text("“{value}”不是结果", "「{value}」不是結果", "“{value}” is no result"),
    "time_missing": text("没有报告时间", "沒有報告時間", "no time of the report"),
    "time_unread": text("“{value}”不是时间", "「{value}」不是時間", "“{value}” is no time"),
    "laboratory_missing": text(
        "没有检测机构，可用 --laboratory 指定",
        "沒有檢測機構，可用 --laboratory 指定",
        "no laboratory: name it in the row or with --laboratory",
    ),
    "ct_unread": text("“{value}”不是 Ct 值", "「{value}」不是 Ct 值", "“{value}” is no Ct value"),
    "formula": text(
        "“{value}”以公式符号开头", "「{value}」以公式符號開頭", "“{value}” begins like a formula"
    ),
    "too_long": text("“{value}…”过长", "「{value}…」過長", "“{value}…” is too long"),
    "unprintable": text(
        "“{value}”含不可见字符", "「{value}」含不可見字元", "“{value}” holds signs that cannot be printed"
    ),
}
