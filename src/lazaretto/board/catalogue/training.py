"""Training in sentences."""

from lazaretto.board.words import text
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    "training.session_held": text(
        "{trainer} 讲授 {procedure}，{minutes} 分钟，参训：{persons}",
        "{trainer} 講授 {procedure}，{minutes} 分鐘，參訓：{persons}",
        "{trainer} taught {procedure} for {minutes} minutes to {persons}",
    ),
    "training.assessed": text(
        "{assessor} 考核 {person}：{procedure}，{passed}[（{score} 分）]",
        "{assessor} 考核 {person}：{procedure}，{passed}[（{score} 分）]",
        "{assessor} assessed {person} in {procedure}: {passed}[ ({score} points)]",
    ),
}
