"""Stock in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "stock.received": text(
        "{item}入库：批号 {batch}，{pieces} 件[，有效期至 {expires}][（{supplier}）]",
        "{item}入庫：批號 {batch}，{pieces} 件[，有效期至 {expires}][（{supplier}）]",
        "{item} came into the store: batch {batch}, {pieces} pieces[, expires {expires}][ ({supplier})]",
    ),
    "stock.used": text(
        "领用{item}：批号 {batch}，{pieces} 件[（{words}）]",
        "領用{item}：批號 {batch}，{pieces} 件[（{words}）]",
        "{item} taken out: batch {batch}, {pieces} pieces[ ({words})]",
    ),
    "stock.discarded": text(
        "报废{item}：批号 {batch}，{pieces} 件（{why}）",
        "報廢{item}：批號 {batch}，{pieces} 件（{why}）",
        "{item} thrown away: batch {batch}, {pieces} pieces ({why})",
    ),
    "stock.counted": text(
        "盘点{item}：批号 {batch}，实有 {pieces} 件",
        "盤點{item}：批號 {batch}，實有 {pieces} 件",
        "{item} counted: batch {batch}, {pieces} pieces on the shelf",
    ),
}
