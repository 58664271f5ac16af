"""Joint prevention in sentences: the register of partners, and hand-overs of people."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "command.partner_enrolled": text(
        "登记协作单位 {partner}：{name}（{sort}），值班电话 {telephone}[，协议 {agreement}]",
        "登記協作單位 {partner}：{name}（{sort}），值班電話 {telephone}[，協議 {agreement}]",
        "{name} ({sort}) is on the register of partners as {partner}, telephone {telephone}"
        "[, agreement {agreement}]",
    ),
    "command.partner_changed": text(
        "变更协作单位 {partner}：{name}（{sort}），值班电话 {telephone}；原因：{reason}",
        "變更協作單位 {partner}：{name}（{sort}），值班電話 {telephone}；原因：{reason}",
        "Partner {partner} changed: {name} ({sort}), telephone {telephone}; because {reason}",
    ),
    "command.partner_ended": text(
        "协作单位 {partner} 终止：{reason}",
        "協作單位 {partner} 終止：{reason}",
        "{partner} is a partner no longer: {reason}",
    ),
    "custody.hand_over_prepared": text(
        "{drawn_by} 为 {person} 开具健康状况告知书，移交{party}（{to}），编号 {hand_over}，{precautions}",
        "{drawn_by} 為 {person} 開具健康狀況告知書，移交{party}（{to}），編號 {hand_over}，{precautions}",
        "{drawn_by} drew up a status document of {person} for {party} ({to}), number {hand_over}:"
        " {precautions}",
    ),
    "custody.handed_over": text(
        "{given_by} 将 {person} 移交{party}（{to}）的 {taken_by}，{document}，编号 {hand_over}",
        "{given_by} 將 {person} 移交{party}（{to}）的 {taken_by}，{document}，編號 {hand_over}",
        "{given_by} handed {person} over to {taken_by} of {party} ({to}), {document}; number {hand_over}",
    ),
    "custody.hand_over_refused": text(
        "{refused_by} 拒绝接收 {person}：{reason}，编号 {hand_over}",
        "{refused_by} 拒絕接收 {person}：{reason}，編號 {hand_over}",
        "{refused_by} would not take {person} over: {reason}; number {hand_over}",
    ),
    "custody.handed_back": text(
        "{given_by} 将 {person} 交回 {taken_by}[，附 {brought}][，文号 {reference}]，编号 {hand_over}",
        "{given_by} 將 {person} 交回 {taken_by}[，附 {brought}][，文號 {reference}]，編號 {hand_over}",
        "{given_by} handed {person} back to {taken_by}[, with {brought}][, paper {reference}];"
        " number {hand_over}",
    ),
}
