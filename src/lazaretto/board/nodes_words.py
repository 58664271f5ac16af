"""What is said of other nodes: on their page, and in the system's own list."""

from lazaretto.board.watch_rule import Rule
from lazaretto.board.words import text
from lazaretto.protocol.document import Text

_NODES = text("其他节点", "其他節點", "other nodes")

# How a peer stands, as its card says it. The values are those of the line.
SAYS: dict[str, Text] = {
    "whole": text("已同步，根值已核验", "已同步，根值已核驗", "followed to its newest signed entry"),
    "behind": text(
        "正在接收：还差 {behind} 条", "正在接收：還差 {behind} 筆", "taking in: {behind} entries behind"
    ),
    "never": text("尚未联系过", "尚未聯繫過", "not heard yet"),
    "away": text(
        "自 {heard} 起未联系上；双方各自照常登记",
        "自 {heard} 起未聯繫上；雙方各自照常登記",
        "not heard since {heard}; both go on recording by themselves",
    ),
    "wrong": text(
        "对方所报与其日志不符，未接收：{what}",
        "對方所報與其日誌不符，未接收：{what}",
        "what it told does not hold, and was not taken in: {what}",
    ),
    "stopped": text(
        "对方日志前后矛盾，已停止接收：{what}",
        "對方日誌前後矛盾，已停止接收：{what}",
        "its log contradicts itself; it is followed no further: {what}",
    ),
}
REMEDIES: dict[str, Text] = {
    "whole": text("无需处理", "無需處理", "Nothing is to be done"),
    "behind": text(
        "无需处理：会自动补齐", "無需處理：會自動補齊", "Nothing is to be done: it catches up by itself"
    ),
    "never": text(
        "核对名单文件、地址和令牌；运行 lazaretto node pull 查看原因",
        "核對名單檔案、位址和權杖；執行 lazaretto node pull 查看原因",
        "Compare the file of peers, its address and its token; lazaretto node pull says why",
    ),
    "away": text(
        "检查网络和对方服务；不会丢失任何记录，接通后自动补齐",
        "檢查網路和對方服務；不會遺失任何記錄，接通後自動補齊",
        "Look at the line and at that node; nothing is lost, and it catches up by itself",
    ),
    "wrong": text(
        "与对方管理员核对所指条目；对方软件较新时先升级本节点",
        "與對方管理員核對所指條目；對方軟體較新時先升級本節點",
        "Compare the entry with whoever runs that node; where that one is newer, upgrade this one first",
    ),
    "stopped": text(
        "保存两份签名作为证据，报告审计管理员和监督；查明后用 lazaretto node resume 恢复",
        "保存兩份簽名作為證據，報告稽核管理員和監督；查明後用 lazaretto node resume 恢復",
        "Keep the two signed notes and tell the audit administrator; then lazaretto node resume",
    ),
}

# What does not hold, in a word or two.
WHAT: dict[str, Text] = {
    "unsigned": text("签名不符", "簽名不符", "not signed by its key"),
    "rolled_back": text("日志回退", "日誌回退", "its log was rolled back"),
    "forked": text("日志分叉", "日誌分叉", "its log was forked"),
    "broken": text("文件缺失或残缺", "檔案缺失或殘缺", "a file is missing or not of its form"),
    "tile": text("散列块不符", "雜湊塊不符", "a tile is not what was signed"),
    "entry": text("条目不符", "條目不符", "an entry is not what was signed"),
    "order": text("单位内顺序缺漏", "單位內順序缺漏", "a place in a house’s order is left out"),
    "page": text("答复格式不符", "答覆格式不符", "its answer is not of its form"),
    "words": text("内容与承诺值不符", "內容與承諾值不符", "the words are not those that were logged"),
    "scope": text("超出范围的个人记录", "超出範圍的個人記錄", "people of a house that is not kept here"),
    "claim": text("冒称其他节点", "冒稱其他節點", "it speaks for another node"),
    "withheld": text("应报未报", "應報未報", "an entry that is owed is not told"),
}

OF_THE_NODES: dict[str, Rule] = {
    "peer_away": Rule(
        _NODES,
        text("{peer} 未联系上", "{peer} 未聯繫上", "{peer} does not answer"),
        text(
            "上次联系：{last}；超过 {hours} 小时转为红色",
            "上次聯繫：{last}；超過 {hours} 小時轉為紅色",
            "Last heard at {last}; it is red after {hours} h",
        ),
        REMEDIES["away"],
        "system_admin",
        "nodes",
    ),
    "peer_never": Rule(
        _NODES,
        text("{peer} 尚未联系过", "{peer} 尚未聯繫過", "{peer} was never heard"),
        text("名单中有该节点", "名單中有該節點", "The file of peers names it"),
        REMEDIES["never"],
        "system_admin",
        "nodes",
    ),
    "peer_wrong": Rule(
        _NODES,
        text("{peer} 所报不符：{what}", "{peer} 所報不符：{what}", "What {peer} told does not hold: {what}"),
        text(
            "{place} 第 {entry} 条；该页未接收任何内容",
            "{place} 第 {entry} 筆；該頁未接收任何內容",
            "{place}, entry {entry}; nothing of that page was kept",
        ),
        REMEDIES["wrong"],
        "system_admin",
        "nodes",
    ),
    "peer_stopped": Rule(
        _NODES,
        text(
            "{peer} 的日志前后矛盾：{what}",
            "{peer} 的日誌前後矛盾：{what}",
            "The log of {peer} contradicts itself: {what}",
        ),
        text(
            "两份签名已保存为证据；停止接收",
            "兩份簽名已保存為證據；停止接收",
            "The two signed notes are kept as evidence, and it is followed no further",
        ),
        REMEDIES["stopped"],
        "system_admin",
        "nodes",
    ),
}
