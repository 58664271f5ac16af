"""What ``lazaretto witness`` says, in three languages."""

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


WITNESS_WORDS: dict[str, Text] = {
    "witness_key_there": _three(
        "{file} 已经存在，没有改动；要换钥请另用一个文件名",
        "{file} 已經存在，沒有改動；要換鑰請另用一個檔名",
        "{file} is there already and was left alone: name another file for another key",
    ),
    "witness_give": _three(
        "把下面这一行公钥交给日志的运营者和检查人：",
        "把下面這一行公鑰交給日誌的營運者和檢查人：",
        "give this line, the public key, to whoever runs the log and to whoever checks it:",
    ),
    "witness_open": _three(
        "{witness} 在 {address} 见证 {count} 个日志（Ctrl-C 停止）",
        "{witness} 在 {address} 見證 {count} 個日誌（Ctrl-C 停止）",
        "{witness} witnesses {count} logs at {address} (Ctrl-C stops it)",
    ),
    "witness_none": _three(
        "没有任何日志自相矛盾",
        "沒有任何日誌自相矛盾",
        "no log has contradicted itself",
    ),
    "witness_evidence": _three(
        "{log}：{at} 签署的检查点与此前所见不符（{status}：{why}）；两份签名在 --json 中",
        "{log}：{at} 簽署的檢查點與此前所見不符（{status}：{why}）；兩份簽名在 --json 中",
        "{log}: what it signed at {at} does not fit what was seen ({status}: {why}); --json has both notes",
    ),
}
