"""What ``lazaretto roll-calls`` says, in three languages."""

from lazaretto.protocol.document import Text


def _three(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


ROLL_CALLS_WORDS: dict[str, Text] = {
    "draw_of.roll_call": _three(
        "{facility} {day} 点名抽签", "{facility} {day} 點名抽籤", "{facility}, {day}: drawn roll-calls"
    ),
    "draw_of.gate_look": _three(
        "{facility} {day} 查看大门抽签",
        "{facility} {day} 查看大門抽籤",
        "{facility}, {day}: drawn looks at the gate",
    ),
    "secret_leads": _three(
        "密钥逐日哈希，得到事先公布的锚点",
        "密鑰逐日雜湊，得到事先公佈的錨點",
        "the secret, hashed day by day, leads to the published anchor",
    ),
    "secret_astray": _three(
        "密钥得不到锚点：不是当日的密钥，或者锚点被换过",
        "密鑰得不到錨點：不是當日的密鑰，或者錨點被換過",
        "the secret does not lead to the anchor: it is not the day's, or the anchor is another one",
    ),
    "times_same": _three(
        "由密钥重新抽得：{times}", "由密鑰重新抽得：{times}", "drawn again from the secret: {times}"
    ),
    "times_other": _three(
        "由密钥抽得 {times}，所给却是 {said}：时刻被改过",
        "由密鑰抽得 {times}，所給卻是 {said}：時刻被改過",
        "the secret draws {times}, and {said} is what was told: the times were changed",
    ),
    "promised_at": _three(
        "锚点记录于 {at}，当日尚未开始",
        "錨點記錄於 {at}，當日尚未開始",
        "the anchor was recorded at {at}, before the day began",
    ),
    "promised_never": _three(
        "所给事实中，当日开始前没有公布过这个锚点",
        "所給事實中，當日開始前沒有公佈過這個錨點",
        "none of these facts publishes this anchor before the day began",
    ),
    "called_at": _three(
        "抽签点名实际呼叫：{times}", "抽籤點名實際呼叫：{times}", "drawn ones were called at {times}"
    ),
    "called_never": _three(
        "当日没有呼叫抽签点名", "當日沒有呼叫抽籤點名", "no drawn one was called that day"
    ),
}
