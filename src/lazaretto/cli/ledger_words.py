"""What ``lazaretto ledger`` says, in three languages."""

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


LEDGER_WORDS: dict[str, Text] = {
    "ledger_reading": _three("核对", "核對", "Checking"),
    "ledger_holds": _three(
        "{log}：{entries} 条记录、{houses} 个单位，签名、哈希树、每一条都对得上，没有缺号",
        "{log}：{entries} 條記錄、{houses} 個單位，簽名、雜湊樹、每一條都對得上，沒有缺號",
        "{log}: {entries} entries of {houses} houses; signature, tree and entries hold, no house has a gap",
    ),
    "ledger_wrong": _three(
        "{log}：已读 {entries} 条记录、{houses} 个单位，上列各处对不上",
        "{log}：已讀 {entries} 條記錄、{houses} 個單位，上列各處對不上",
        "{log}: {entries} entries of {houses} houses were read; what stands above does not hold",
    ),
    "ledger_unreadable": _three(
        "没有可信的检查点，无从核对",
        "沒有可信的檢查點，無從核對",
        "there is no checkpoint to believe, so nothing could be checked",
    ),
    "ledger_unreached": _three(
        "没有核对完：{why}。网络恢复后再试，或请对方把文件夹拷贝给您",
        "沒有核對完：{why}。網路恢復後再試，或請對方把資料夾複製給您",
        "not checked to the end: {why}. Try again when it answers, or ask for a copy of the folder",
    ),
    "ledger_rotated": _three(
        "此日志已换钥，由您手中的公钥签字宣告。新公钥（请与纸质件核对后使用）：{key}",
        "此日誌已換鑰，由您手中的公鑰簽字宣告。新公鑰（請與紙本核對後使用）：{key}",
        "the log has changed its key, under the signature of the one you have. The new one, to be compared"
        " with the paper before you use it: {key}",
    ),
    "ledger_second_holds": _three(
        "SM2 签名（第二行）成立", "SM2 簽名（第二行）成立", "the second line, by SM2 with SM3, holds"
    ),
    "ledger_second_unchecked": _three(
        "根下另有一行以此日志之名的签名（SM2），没有核对：核对须用 --sm2-key 给出其公钥",
        "根下另有一行以此日誌之名的簽名（SM2），沒有核對：核對須用 --sm2-key 給出其公鑰",
        "the root bears another line in the log's name, as SM2 puts one, and it was not checked: give its key"
        " by --sm2-key",
    ),
    "ledger_more": _three("另有 {count} 处", "另有 {count} 處", "and {count} more"),
    "ledger_witnessed": _three("见证者：{who}", "見證者：{who}", "witnessed by {who}"),
    "ledger_unwitnessed": _three(
        "没有外部见证：最后一次见证之后的尾部，运营者仍可重写",
        "沒有外部見證：最後一次見證之後的尾部，營運者仍可重寫",
        "no witness of yours has seen it: whoever runs the node could still rewrite it",
    ),
}
