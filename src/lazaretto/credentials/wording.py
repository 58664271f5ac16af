"""The words of every fault: what happened, and what to do (zh-Hans, zh-Hant, en)."""

from lazaretto.credentials.evidence import Fault
from lazaretto.credentials.sources import Unusable
from lazaretto.credentials.trust import Untrusted

Said = tuple[str, str, str]
LANGUAGES = ("zh-Hans", "zh-Hant", "en")

FAULTS: dict[Fault, Said] = {
    "not_a_credential": (
        "这不是健康凭证，请按其他查验项目办理",
        "這不是健康憑證，請按其他查驗項目辦理",
        "this is no health credential; go on with the other checks",
    ),
    "trailing_characters": (
        "凭证前后有多余字符，请重新扫码",
        "憑證前後有多餘字元，請重新掃碼",
        "something stands before or after the credential; scan it again",
    ),
    "too_long": (
        "内容过长，不是可识别的凭证",
        "內容過長，不是可識別的憑證",
        "it is longer than any credential; scan the code itself",
    ),
    "several": (
        "文件内有多张凭证，请逐张出示",
        "檔案內有多張憑證，請逐張出示",
        "the file holds several cards; show one at a time",
    ),
    "part_missing": (
        "这张凭证分成几个码，请把其余的码也扫完",
        "這張憑證分成幾個碼，請把其餘的碼也掃完",
        "the card is split over several codes; scan the others too",
    ),
    "part_wrong": (
        "几个码不属于同一张凭证，请从第一个码重新扫起",
        "幾個碼不屬於同一張憑證，請從第一個碼重新掃起",
        "the codes do not make one card; begin again with the first",
    ),
    "base45": (
        "码的内容不完整，请重新扫码",
        "碼的內容不完整，請重新掃碼",
        "the code is damaged; scan it again",
    ),
    "numeric": (
        "码的数字不完整，请重新扫码",
        "碼的數字不完整，請重新掃碼",
        "the code's digits are damaged; scan it again",
    ),
    "compression": (
        "凭证无法解压或过大，不予采用",
        "憑證無法解壓或過大，不予採用",
        "it cannot be decompressed, or is too large; it is not used",
    ),
    "encoding": (
        "凭证内容无法读取，不予采用",
        "憑證內容無法讀取，不予採用",
        "its content cannot be read; it is not used",
    ),
    "cose": (
        "凭证的签名结构不合规范，不予采用",
        "憑證的簽名結構不合規範，不予採用",
        "it is not signed as the format says; it is not used",
    ),
    "cwt": (
        "凭证缺少签发或失效时间，不予采用",
        "憑證缺少簽發或失效時間，不予採用",
        "it lacks what must be signed; it is not used",
    ),
    "header": (
        "凭证的签名方式不合规范，不予采用",
        "憑證的簽名方式不合規範，不予採用",
        "its way of signing is not that of a health card; it is not used",
    ),
    "payload": (
        "凭证缺少必填内容，不予采用",
        "憑證缺少必填內容，不予採用",
        "it lacks what a health card must say; it is not used",
    ),
    "issuer_form": (
        "签发者地址不合规范，不予采用",
        "簽發者位址不合規範，不予採用",
        "its issuer's address is not one of https; it is not used",
    ),
    "signature": (
        "签名不符：内容被改动，或不是该签发者所签，请报告值班领导",
        "簽名不符：內容被改動，或不是該簽發者所簽，請報告值班領導",
        "the signature is wrong: it was changed, or another made it; tell the leader on duty",
    ),
    "schema": (
        "证书内容不合规范，不予采用",
        "證書內容不合規範，不予採用",
        "it has not the shape of a certificate; it is not used",
    ),
    "bundle": (
        "健康记录内容不合规范，不予采用",
        "健康紀錄內容不合規範，不予採用",
        "its records have not the shape of a health card; it is not used",
    ),
    "not_a_health_card": (
        "签名内容不是健康凭证，不予采用",
        "簽名內容不是健康憑證，不予採用",
        "what was signed is no health card; it is not used",
    ),
    "unknown_key": (
        "签发者不在信任清单内，请改用其他证明",
        "簽發者不在信任清單內，請改用其他證明",
        "its signer is not on the trust list; ask for another proof",
    ),
    "other_issuer": (
        "签名密钥不属于所写的签发者，请改用其他证明",
        "簽名金鑰不屬於所寫的簽發者，請改用其他證明",
        "its key belongs to another issuer than it names; ask for another proof",
    ),
    "key_revoked": (
        "签发密钥已被撤销，请改用其他证明",
        "簽發金鑰已被撤銷，請改用其他證明",
        "its signer's key was withdrawn; ask for another proof",
    ),
    "key_usage": (
        "签发者无权签发这类证明，请改用其他证明",
        "簽發者無權簽發這類證明，請改用其他證明",
        "its signer may not issue this kind of proof; ask for another",
    ),
    "key_period": (
        "签发时间不在密钥有效期内，请改用其他证明",
        "簽發時間不在金鑰有效期內，請改用其他證明",
        "it reaches outside its key's time; ask for another proof",
    ),
    "trust_list_stale": (
        "信任清单已过期，请系统管理员更新；在此之前请改用其他证明",
        "信任清單已過期，請系統管理員更新；在此之前請改用其他證明",
        "the trust list is past its time; until it is renewed ask for another proof",
    ),
    "expired": (
        "凭证已过期，请出示新的证明",
        "憑證已過期，請出示新的證明",
        "it has expired; ask for a newer one",
    ),
    "not_yet": (
        "凭证尚未生效，请核对本机时间，或改用其他证明",
        "憑證尚未生效，請核對本機時間，或改用其他證明",
        "it is not valid yet; look at this device's clock, or ask for another proof",
    ),
    "revoked": (
        "签发者已撤回这张凭证，请改用其他证明",
        "簽發者已撤回這張憑證，請改用其他證明",
        "its issuer took it back; ask for another proof",
    ),
}

UNTRUSTED: dict[Untrusted, Said] = {
    "no_list": (
        "没有信任清单：所有健康凭证都按签发者不受信任处理",
        "沒有信任清單：所有健康憑證都按簽發者不受信任處理",
        "there is no trust list: no issuer is believed",
    ),
    "list_unreadable": (
        "这不是信任清单，或已损坏，请重新取得",
        "這不是信任清單，或已損壞，請重新取得",
        "this is no trust list, or it is damaged; get it again",
    ),
    "publisher_unknown": (
        "清单不是由已登记的发布者签名，不予采用",
        "清單不是由已登記的發佈者簽名，不予採用",
        "no publisher that is pinned here has signed it; it is not used",
    ),
    "list_key_unusable": (
        "清单内有不能使用的密钥，请发布者更正",
        "清單內有不能使用的金鑰，請發佈者更正",
        "a key on it cannot be used; its publisher has to mend it",
    ),
    "list_older": (
        "清单比现用的旧，不予采用",
        "清單比現用的舊，不予採用",
        "it is older than the list in use; it is not used",
    ),
}

UNUSABLE: dict[Unusable, Said] = {
    "not_a_certificate": ("不是证书文件", "不是憑證檔案", "this is no certificate"),
    "not_a_key_set": ("不是密钥集文件", "不是金鑰集檔案", "this is no key set"),
    "kind_of_key": (
        "密钥类型不能用于健康凭证",
        "金鑰類型不能用於健康憑證",
        "a key of this kind signs no credential",
    ),
    "wrong_kid": (
        "密钥名称与密钥不符",
        "金鑰名稱與金鑰不符",
        "a key is not called by its thumbprint",
    ),
    "wrong_issuer": (
        "证书不属于该签发者",
        "憑證不屬於該簽發者",
        "a key's certificate does not name this issuer",
    ),
    "private": (
        "文件含有私钥，请勿使用，并通知签发者",
        "檔案含有私密金鑰，請勿使用，並通知簽發者",
        "it holds a private key: do not use it, and tell its issuer",
    ),
}


def words() -> dict[str, dict[str, str]]:
    """Every fault's words by language, for the station's pack."""
    return {fault: dict(zip(LANGUAGES, said, strict=True)) for fault, said in FAULTS.items()}
