"""What ``lazaretto ledger check-disclosure`` says, in three languages."""

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


DISCLOSING_WORDS: dict[str, Text] = {
    "disclosure_unsigned": _three(
        "签名不成立，全部不可信", "簽名不成立，全部不可信", "the signature does not hold, nothing is proved"
    ),
    "disclosure_holds": _three(
        "{person}：{facts} 条均在 {log} 的 {size} 条记录之中，无一改动",
        "{person}：{facts} 條均在 {log} 的 {size} 條記錄之中，無一改動",
        "{person}: all {facts} facts are among the {size} entries of {log}, and none was altered",
    ),
    "disclosure_wrong": _three(
        "{person}：{facts} 条之中，上列各条不成立",
        "{person}：{facts} 條之中，上列各條不成立",
        "{person}: of {facts} facts, those named above do not hold",
    ),
    "disclosure_counts": _three(
        "有原文 {told} 条；因涉及他人只列类别 {others} 条；已按规定删除原文 {erased} 条",
        "有原文 {told} 條；因涉及他人只列類別 {others} 條；已按規定刪除原文 {erased} 條",
        "{told} with their words; {others} without, as they name somebody else; {erased} erased by rule",
    ),
    "disclosure_unlogged": _three(
        "另有 {count} 条晚于此检查点，不在其中",
        "另有 {count} 條晚於此檢查點，不在其中",
        "{count} more are later than this checkpoint and not in it",
    ),
    "disclosure_few": _three(
        "见证者少于所要求的", "見證者少於所要求的", "fewer witnesses have seen it than you ask for"
    ),
    "disclosure_grown": _three(
        "所附较早的检查点是同一本记录的开头",
        "所附較早的檢查點是同一本記錄的開頭",
        "the log goes on from the earlier checkpoint that is enclosed",
    ),
    "disclosure_earlier": _three(
        "与所附较早的检查点不是同一本记录",
        "與所附較早的檢查點不是同一本記錄",
        "it does not go on from the earlier checkpoint that is enclosed",
    ),
    "disclosure_malformed": _three("格式不对", "格式不對", "is not written as a fact of a disclosure is"),
    "disclosure_twice": _three("同一位置出现两次", "同一位置出現兩次", "stands here twice"),
    "disclosure_words": _three(
        "原文或盐值不是当初所承诺的",
        "原文或鹽值不是當初所承諾的",
        "the words or the salt are not those committed to",
    ),
    "disclosure_house": _three(
        "原文所说的单位不是这一条的单位", "原文所說的單位不是這一條的單位", "the words are of another house"
    ),
    "disclosure_stranger": _three(
        "原文不涉及此人", "原文不涉及此人", "the words do not speak of this person"
    ),
    "disclosure_path": _three(
        "走不到签名的根：不在记录之中",
        "走不到簽名的根：不在記錄之中",
        "does not lead to the signed root: it is not in the log",
    ),
}
