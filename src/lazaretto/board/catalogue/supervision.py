"""Supervision in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "supervision.gate_looked": text(
        "查看门岗 {camera}（{by}）：人员 {people}、车辆 {vehicles}、货物 {consignments}[；{seen}]",
        "查看門崗 {camera}（{by}）：人員 {people}、車輛 {vehicles}、貨物 {consignments}[；{seen}]",
        "Looked at gate {camera} ({by}): people {people}, vehicles {vehicles}, goods {consignments}"
        "[; {seen}]",
    ),
    "supervision.tally_taken": text(
        "电话报数 {day}，{first} 至 {last}，报告人 {told_by}",
        "電話報數 {day}，{first} 至 {last}，報告人 {told_by}",
        "Telephone tally for {day}, {first} to {last}, told by {told_by}",
    ),
    "supervision.replay_counted": text(
        "回放核对 {day}，{camera}，{first} 至 {last}",
        "回放核對 {day}，{camera}，{first} 至 {last}",
        "Replay counted for {day}, {camera}, {first} to {last}",
    ),
    "supervision.reconciled": text(
        "{day} 三方核对，{signed_by} 签字[；{words}]",
        "{day} 三方核對，{signed_by} 簽字[；{words}]",
        "The three sources of {day} were reconciled and signed by {signed_by}[; {words}]",
    ),
    "supervision.camera_set": text(
        "{facility} 门岗摄像机 {camera}[（{title}）][：{address}]",
        "{facility} 門崗攝像機 {camera}[（{title}）][：{address}]",
        "Gate camera {camera} of {facility}[ ({title})][: {address}]",
    ),
    "supervision.draw_committed": text(
        "{committed_by} 公布 {facility} 抽查密钥链指纹 {anchor}：自 {first} 起 {days} 天",
        "{committed_by} 公佈 {facility} 抽查密鑰鏈指紋 {anchor}：自 {first} 起 {days} 天",
        "{committed_by} published the anchor {anchor} of the drawn looks at {facility}, for {days} days from"
        " {first}",
    ),
}
