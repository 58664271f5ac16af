"""The words of a disclosure on paper, in the three languages; names in braces are values."""

from collections.abc import Mapping

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


DISCLOSURE: Mapping[str, Text] = {
    "title": _three("个人记录披露", "個人記錄揭露", "Disclosure of one person's record"),
    "about": _three("人员编号 {person}", "人員編號 {person}", "Person {person}"),
    "made": _three(
        "{at}（{zone}）据 {houses} 的记录出具",
        "{at}（{zone}）據 {houses} 的記錄出具",
        "made on {at} ({zone}) from the record of {houses}",
    ),
    "everywhere": _three("全部单位", "全部單位", "all houses"),
    "decided": _three("决定了什么", "決定了什麼", "What was decided"),
    "none": _three("记录中没有决定。", "記錄中沒有決定。", "No decision is on record."),
    "by": _three("决定人：{by}（{house}）", "決定人：{by}（{house}）", "by {by} ({house})"),
    "basis": _three("依据：{basis}", "依據：{basis}", "on the basis of: {basis}"),
    "version": _three(
        "当时有效的规程：{version}", "當時有效的規程：{version}", "document in force then: {version}"
    ),
    "until": _three("至：{until}", "至：{until}", "until: {until}"),
    "leg": _three("{facility} {days} 天", "{facility} {days} 天", "{days} days at {facility}"),
    "review": _three("复核：{day}", "複核：{day}", "next review: {day}"),
    "place": _three(
        "{house} 第 {position} 号；总第 {index} 条；承诺 {commitment}",
        "{house} 第 {position} 號；總第 {index} 條；承諾 {commitment}",
        "{house} no. {position}; entry {index}; commitment {commitment}",
    ),
    "replaced": _three("（后来已更正或撤回）", "（後來已更正或撤回）", " (corrected or withdrawn later)"),
    "rest": _three("其余各条", "其餘各條", "All that was written besides"),
    "columns": _three("时间|内容|位置", "時間|內容|位置", "Time|What was written|Place in the log"),
    "names_others": _three(
        "{kind}：涉及他人，不给原文",
        "{kind}：涉及他人，不給原文",
        "{kind}: names somebody else, without its words",
    ),
    "erased": _three(
        "{kind}：原文已按规定 {rule} 删除",
        "{kind}：原文已按規定 {rule} 刪除",
        "{kind}: its words were erased by rule {rule}",
    ),
    "erased_said": _three(
        "{kind}：原文已按规定 {rule} 删除，见日志第 {entry} 条",
        "{kind}：原文已按規定 {rule} 刪除，見日誌第 {entry} 條",
        "{kind}: its words were erased by rule {rule}; entry {entry} of the log says so",
    ),
    "withdrawn": _three(
        "撤回 {at} 的“{kind}”：{reason}",
        "撤回 {at} 的「{kind}」：{reason}",
        "“{kind}” of {at} was withdrawn: {reason}",
    ),
    "withdrawn_apart": _three(
        "撤回一条本文件没有原文的记录：{reason}",
        "撤回一條本檔案沒有原文的記錄：{reason}",
        "What stands here without its words was withdrawn: {reason}",
    ),
    "said_in": _three(
        "说明删除了什么的日志条目：{entries}。",
        "說明刪除了什麼的日誌條目：{entries}。",
        "The entries of the log that say what was erased: {entries}.",
    ),
    "left_out": _three("不在其中的", "不在其中的", "What is not in it"),
    "left_out_said": _three(
        "涉及他人、不给原文的 {others} 条；原文已按规定删除的 {erased} 条；检查点之后写下的 {unlogged} 条。"
        "另有上述单位已删除、无从得知涉及谁的 {unknown} 条。投诉一律不列，也不说明有没有。"
        "无原文者，类别与时间是单位所说，所证明的只是这一位置上曾写下一条。",
        "涉及他人、不給原文的 {others} 條；原文已按規定刪除的 {erased} 條；檢查點之後寫下的 {unlogged} 條。"
        "另有上述單位已刪除、無從得知涉及誰的 {unknown} 條。投訴一律不列，也不說明有沒有。"
        "無原文者，類別與時間是單位所說，所證明的只是這一位置上曾寫下一條。",
        "{others} facts name somebody else and stand without their words; the words of {erased} were"
        " erased by"
        " rule; {unlogged} were written after the checkpoint. Of {unknown} more that were erased in these"
        " houses"
        " nobody can tell whom they named. Complaints are never listed, nor whether there are any. Where"
        " there"
        " are no words, kind and time are what the house says: proved is only that something was written"
        " there.",
    ),
    "object": _three("如何提出异议", "如何提出異議", "How to object"),
    "object_said": _three(
        "本人及其律师可以随时以书面或口头向值班民警或驻所检察官提出异议，检察官可以查看这份记录。"
        "提出异议不会带来任何不利，对方应当书面答复。"
        "也可以依法申请行政复议或提起诉讼。记录有误的，以新的一条更正，原来的一条不删除。",
        "本人及其律師可以隨時以書面或口頭向值班員警或駐所檢察官提出異議，檢察官可以查看這份記錄。"
        "提出異議不會帶來任何不利，對方應當書面答覆。"
        "也可以依法申請行政複議或提起訴訟。記錄有誤的，以新的一條更正，原來的一條不刪除。",
        "The person and their lawyer may object at any time, on paper or by word, to the officer on duty"
        " or to the"
        " resident inspector, who sees this record. Objecting has no disadvantage, and the answer is owed in"
        " writing. The ways of administrative review and of the courts are open as the law provides. What is"
        " wrong is corrected by one more line; nothing is deleted.",
    ),
    "proof": _three("这份记录凭什么可信", "這份記錄憑什麼可信", "Why this can be believed"),
    "log": _three("记录名称", "記錄名稱", "Log"),
    "key": _three("公钥", "公開金鑰", "Public key"),
    "print": _three("公钥指纹", "公開金鑰指紋", "Fingerprint"),
    "size": _three("记录条数", "記錄條數", "Entries"),
    "root": _three("根", "根", "Root"),
    "signatures": _three("签名者", "簽名者", "Signed by"),
    "check": _three("不经我们如何核对", "不經我們如何核對", "How to check it without us"),
    "check_said": _three(
        "这份 PDF 内附文件 disclosure.json，每一条的原文、盐值和通往根的哈希都在其中。"
        "在一台不联网的电脑上打开核对页 {page}（可从任何一处下载，也可由检察院提供），放入本 PDF，"
        "再填入另外得到的公钥。或者用命令：lazaretto ledger check-disclosure disclosure.json --key 公钥。"
        "公钥请不要从本文件抄：向检察院或法院要，与上面的指纹对照。方码里是公钥和检查点。"
        "核对成立，说明这些话没有改过；不说明当初写的都属实，也不说明该写的都写了。",
        "這份 PDF 內附檔案 disclosure.json，每一條的原文、鹽值和通往根的雜湊都在其中。"
        "在一臺不連網的電腦上打開核對頁 {page}（可從任何一處下載，也可由檢察署提供），放入本 PDF，"
        "再填入另外得到的公開金鑰。或者用命令：lazaretto ledger check-disclosure disclosure.json --key 金鑰。"
        "公開金鑰請不要從本檔案抄：向檢察署或法院要，與上面的指紋對照。方碼裡是公開金鑰和檢查點。"
        "核對成立，說明這些話沒有改過；不說明當初寫的都屬實，也不說明該寫的都寫了。",
        "This PDF holds the file disclosure.json with the words, the salt and the way to the root of every"
        " fact."
        " On a computer without a network open the page {page} (from wherever you trust, or from the"
        " inspector), put this PDF into it, and type the public key that you had elsewhere. Or run: lazaretto"
        " ledger check-disclosure disclosure.json --key KEY. Do not copy the key out of this file: ask the"
        " procuratorate or the court for it, and compare the fingerprint. The square holds the key and the"
        " checkpoint. That it holds says that the words were not altered; not that they were true, nor"
        " that all"
        " was written down.",
    ),
    "foot": _three(
        "{person} · {log} · {size} 条 · 根 {root}",
        "{person} · {log} · {size} 條 · 根 {root}",
        "{person} · {log} · {size} entries · root {root}",
    ),
}
