"""The words of the page that checks a disclosure without a network; it carries all three languages."""

from collections.abc import Mapping

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


WORDS: Mapping[str, Text] = {
    "title": _three("核对一个人的记录", "核對一個人的記錄", "Check one person's record"),
    "languages": _three("语言", "語言", "Language"),
    "what": _three(
        "本页在这台电脑上核对一份《个人记录披露》：每一条是否就是当初写下的，有没有改过。不联网，不上传，"
        "不需要我们。",
        "本頁在這臺電腦上核對一份《個人記錄揭露》：每一條是否就是當初寫下的，有沒有改過。不連網，不上傳，"
        "不需要我們。",
        "This page checks a disclosure of one person's record on this computer: whether each line is what was"
        " written then, unaltered. It uses no network, sends nothing anywhere, and does not need us.",
    ),
    "lacking": _three(
        "这个浏览器没有 Ed25519 签名算法，无法核对。请用 Chrome 或 Edge 137、Firefox 129、Safari 17 以上"
        "的版本。",
        "這個瀏覽器沒有 Ed25519 簽名演算法，無法核對。請用 Chrome 或 Edge 137、Firefox 129、Safari 17 以"
        "上的版本。",
        "This browser lacks the signature Ed25519 and cannot check. Use Chrome or Edge 137, Firefox 129,"
        " Safari 17, or a later one.",
    ),
    "drop": _three("把文件放在这里", "把檔案放在這裡", "Put the files here"),
    "drop_hint": _three(
        "披露文件（.json），或内附它的 PDF；还可以加上您早先保存的检查点",
        "揭露檔案（.json），或內附它的 PDF；還可以加上您早先保存的檢查點",
        "the disclosure (.json) or the PDF that holds it; and a checkpoint that you kept earlier, if you "
        "have one",
    ),
    "keys": _three("纸上的公钥", "紙上的公開金鑰", "The public key on paper"),
    "keys_hint": _three(
        "从法院、检察院或律师手里的纸上抄来，不要从文件里抄；见证者的公钥也可以填，一行一个",
        "從法院、檢察署或律師手裡的紙上抄來，不要從檔案裡抄；見證者的公開金鑰也可以填，一行一個",
        "copied from a paper that you had elsewhere, not out of the file; keys of witnesses too, one a line",
    ),
    "foot": _three(
        "核对说明这些话没有改过，不说明当初写的都属实，也不说明该写的都写了。",
        "核對說明這些話沒有改過，不說明當初寫的都屬實，也不說明該寫的都寫了。",
        "That it holds says that the words were not altered; not that they were true, nor that all was "
        "written down.",
    ),
    "all_right": _three(
        "成立：{person} 的 {count} 条都在签名的 {size} 条记录之中，一字未改。",
        "成立：{person} 的 {count} 條都在簽名的 {size} 條記錄之中，一字未改。",
        "It holds: all {count} facts of {person} are among the {size} signed entries, and not a word was "
        "altered.",
    ),
    "all_right_own_key": _three(
        "各条前后一致，但公钥取自文件本身：伪造文件的人也能伪造公钥。请把纸上的公钥填进来，或对照下面的指"
        "纹。",
        "各條前後一致，但公開金鑰取自檔案本身：偽造檔案的人也能偽造金鑰。請把紙上的公開金鑰填進來，或對照"
        "下面的指紋。",
        "Everything agrees, but under a key that stands in the file itself: who forged the file could"
        " forge that, too. Type the key from paper, or compare the fingerprint below.",
    ),
    "some_wrong": _three(
        "不成立：{count} 条之中有 {wrong} 条与签名的记录不符，见下面红字。"
        "请原样保存此文件，交法院或驻所检察官。",
        "不成立：{count} 條之中有 {wrong} 條與簽名的記錄不符，見下面紅字。"
        "請原樣保存此檔案，交法院或駐所檢察官。",
        "It does not hold: {wrong} of {count} facts are not what was signed; see the red lines below. Keep"
        " this file as it is, and give it to the court or the inspector.",
    ),
    "kept_only": _three(
        "已读入您保存的检查点，请再放入披露文件。",
        "已讀入您保存的檢查點，請再放入揭露檔案。",
        "Your checkpoint was read. Now put in the disclosure.",
    ),
    "wrong_format": _three(
        "这不是一份可以核对的披露文件。",
        "這不是一份可以核對的揭露檔案。",
        "This is no disclosure that can be checked.",
    ),
    "wrong_no_attachment": _three(
        "这份 PDF 里没有附带披露文件，请索取 .json 文件。",
        "這份 PDF 裡沒有附帶揭露檔案，請索取 .json 檔案。",
        "This PDF holds no disclosure. Ask for the .json file.",
    ),
    "wrong_note": _three("检查点的写法不对。", "檢查點的寫法不對。", "The checkpoint is not written as one."),
    "wrong_key": _three(
        "公钥抄写有误：{detail}", "公開金鑰抄寫有誤：{detail}", "This key is not copied correctly: {detail}"
    ),
    "wrong_other_log": _three(
        "这份文件出自另一本记录：{detail}",
        "這份檔案出自另一本記錄：{detail}",
        "This file is of another log: {detail}",
    ),
    "wrong_signature": _three(
        "签名不成立（{detail}）：检查点被改过。全部不可信。",
        "簽名不成立（{detail}）：檢查點被改過。全部不可信。",
        "The signature of {detail} does not hold: the checkpoint was altered. Nothing is proved.",
    ),
    "wrong_unsigned": _three(
        "这把公钥没有签过这个检查点（{detail}）。全部不可信。",
        "這把公開金鑰沒有簽過這個檢查點（{detail}）。全部不可信。",
        "The key of {detail} has not signed this checkpoint. Nothing is proved.",
    ),
    "wrong_lacking": _three(
        "这个浏览器不会 Ed25519，没有核对。",
        "這個瀏覽器不會 Ed25519，沒有核對。",
        "This browser lacks Ed25519; nothing was checked.",
    ),
    "wrong_earlier": _three(
        "与较早的检查点不是同一本记录：记录曾被改写。",
        "與較早的檢查點不是同一本記錄：記錄曾被改寫。",
        "It does not go on from the earlier checkpoint: the log was rewritten.",
    ),
    "wrong_malformed": _three("这一条的写法不对", "這一條的寫法不對", "it is not written as a fact is"),
    "wrong_twice": _three("同一位置出现两次", "同一位置出現兩次", "the same place stands here twice"),
    "wrong_words": _three(
        "原文或盐值不是当初写下的",
        "原文或鹽值不是當初寫下的",
        "the words or the salt are not those that were written",
    ),
    "wrong_house": _three("原文说的是另一单位", "原文說的是另一單位", "the words are of another house"),
    "wrong_stranger": _three("原文不涉及此人", "原文不涉及此人", "the words do not speak of this person"),
    "wrong_path": _three(
        "走不到签名的根：不在记录之中",
        "走不到簽名的根：不在記錄之中",
        "it does not lead to the signed root: it is not in the log",
    ),
    "the_log": _three("记录与签名", "記錄與簽名", "The log and its signature"),
    "person": _three("人员编号", "人員編號", "Person"),
    "made": _three("出具时间（本机时间）", "出具時間（本機時間）", "Made (on this computer's clock)"),
    "houses": _three("查找范围", "查找範圍", "Looked through"),
    "everywhere": _three("全部单位", "全部單位", "all houses"),
    "log_name": _three("记录名称", "記錄名稱", "Name of the log"),
    "log_key": _three("公钥", "公開金鑰", "Public key"),
    "log_print": _three("公钥指纹", "公開金鑰指紋", "Fingerprint of the key"),
    "log_size": _three("记录条数", "記錄條數", "Entries"),
    "log_root": _three("根", "根", "Root"),
    "witnesses": _three("见证者", "見證者", "Witnesses"),
    "nobody": _three(
        "没有填入见证者的公钥，或没有见证",
        "沒有填入見證者的公開金鑰，或沒有見證",
        "none of those whose keys you gave, or you gave none",
    ),
    "counts": _three("各条", "各條", "Facts"),
    "counted": _three(
        "有原文 {told} 条；涉及他人、不给原文 {others} 条；已按规定删除 {erased} 条",
        "有原文 {told} 條；涉及他人、不給原文 {others} 條；已按規定刪除 {erased} 條",
        "{told} with their words; {others} without, as they name others; {erased} erased by rule",
    ),
    "left_out": _three("不在其中的", "不在其中的", "Not in it"),
    "left_out_said": _three(
        "晚于此检查点 {unlogged} 条；这些单位已删除、无从得知涉及谁的 {erased} 条；投诉一律不列",
        "晚於此檢查點 {unlogged} 條；這些單位已刪除、無從得知涉及誰的 {erased} 條；投訴一律不列",
        "{unlogged} facts after this checkpoint; {erased} that were erased in these houses, of which"
        " nobody can tell whom they named; complaints are never listed",
    ),
    "earlier": _three("较早的检查点", "較早的檢查點", "Earlier checkpoint"),
    "grown": _three(
        "{size} 条时的记录是今天记录的开头，没有改写",
        "{size} 條時的記錄是今天記錄的開頭，沒有改寫",
        "the log of {size} entries is the beginning of this one: nothing was rewritten",
    ),
    "mine": _three("您保存的检查点", "您保存的檢查點", "The checkpoint that you kept"),
    "mine_same": _three(
        "与文件所证的一致（{size} 条）",
        "與檔案所證的一致（{size} 條）",
        "is one that the file proves ({size} entries)",
    ),
    "mine_forked": _three(
        "同为 {size} 条而内容不同：记录曾被改写",
        "同為 {size} 條而內容不同：記錄曾被改寫",
        "has as many entries ({size}) and another content: the log was rewritten",
    ),
    "mine_unknown": _three(
        "是同一把钥匙签的（{size} 条），但文件没有附上两者相连的证明；请凭它索取新的披露文件",
        "是同一把鑰匙簽的（{size} 條），但檔案沒有附上兩者相連的證明；請憑它索取新的揭露檔案",
        "was signed by the same key ({size} entries), but the file does not prove that the log goes on from"
        " it: ask for a disclosure made with it",
    ),
    "the_facts": _three("{count} 条", "{count} 條", "{count} facts"),
    "facts_hint": _three(
        "点开一条，看原文和它一步步走到签名的根。",
        "點開一條，看原文和它一步步走到簽名的根。",
        "Open a line to see its words and its way up to the signed root, hash by hash.",
    ),
    "proved": _three("成立", "成立", "holds"),
    "placed": _three("只证其位", "只證其位", "its place holds"),
    "only_placed": _three(
        "另有 {count} 条没有原文：证明的只是那一位置上曾写下一条，写的是谁、写了什么，均无证明。",
        "另有 {count} 條沒有原文：證明的只是那一位置上曾寫下一條，寫的是誰、寫了什麼，均無證明。",
        "Besides, {count} stand here without their words: proved is only that something was written at their"
        " place, and neither of whom it speaks nor what it says.",
    ),
    "broken": _three("不成立", "不成立", "does not"),
    "entry": _three("第 {index} 条", "第 {index} 條", "entry {index}"),
    "names_others": _three("涉及他人，不给原文", "涉及他人，不給原文", "names others, without its words"),
    "erased": _three("已按规定 {rule} 删除", "已按規定 {rule} 刪除", "erased by rule {rule}"),
    "erased_in": _three(
        "（单位称见日志第 {index} 条）",
        "（單位稱見日誌第 {index} 條）",
        " (entry {index} of the log says so, as the house says)",
    ),
    "said_in": _three(
        "说明删除了什么的条目（单位所说）",
        "說明刪除了什麼的條目（單位所說）",
        "Entries that say what was erased, as the house says",
    ),
    "comma": _three("、", "、", ", "),
    "replaced": _three(
        "后来已更正或撤回（第 {index} 条）",
        "後來已更正或撤回（第 {index} 條）",
        "corrected or withdrawn later (entry {index})",
    ),
    "unproved_kind": _three(
        "没有原文。类别和时间是单位所说，证明的只是：这一位置上曾写下一条。",
        "沒有原文。類別和時間是單位所說，證明的只是：這一位置上曾寫下一條。",
        "Without words. Kind and times are what the house says; proved is only that something was written at"
        " this place.",
    ),
    "words": _three("原文", "原文", "Words"),
    "salt": _three("盐值", "鹽值", "Salt"),
    "climb": _three("走到根", "走到根", "Its way to the root"),
    "leaf": _three("本条的哈希", "本條的雜湊", "Hash of the entry"),
    "left": _three("左边是", "左邊是", "on the left"),
    "right": _three("右边是", "右邊是", "on the right"),
    "reached": _three("到达签名的根", "到達簽名的根", "which is the signed root"),
}
