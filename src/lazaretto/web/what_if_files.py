"""What is taken away of an answer, as bytes: the same work gives the same bytes."""

import io
import zipfile
from collections.abc import Iterator

import msgspec

from lazaretto.actions.ask_what_if import Asked
from lazaretto.actions.propose_protocol import Proposed
from lazaretto.protocol.document import Text
from lazaretto.protocol.wording.entry import LANGUAGES, Language
from lazaretto.twin.asking import Reply

DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)  # the first that the format knows: a file is no younger than its question
HEADS = {
    "zh_hans": "{document} 第 {was} 版 → 建议第 {version} 版（尚未发布；依据为模拟结果）",
    "zh_hant": "{document} 第 {was} 版 → 建議第 {version} 版（尚未發布；依據為模擬結果）",
    "en": "{document}, version {was} → proposed version {version} (not issued; after a simulation)",
}
WRONG = {"zh_hans": "不能发布：", "zh_hant": "不能發布：", "en": "Cannot be issued: "}


def replied(asked: Asked, reply: Reply) -> bytes:
    """The question and its reply as one document."""
    said = {"simulated": True, "question": asked.question, "reply": reply}
    return msgspec.json.format(msgspec.json.encode(said), indent=1)


def files(found: Proposed, asked: Asked, reply: Reply) -> bytes:
    """The files of a proposal in a zip, laid as the folder of documents is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in (
            (f"{found.document}/{found.proposal.version}.yaml", found.proposal.data),
            *((f"differences.{tag}.txt", _differences(found, field)) for tag, field in _TAGS.items()),
            ("simulation.json", replied(asked, reply)),
        ):
            entry = zipfile.ZipInfo(name, DAY_OF_ZIP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, data)
    return out.getvalue()


_TAGS: dict[Language, str] = {"zh-Hans": "zh_hans", "zh-Hant": "zh_hant", "en": "en"}


def _differences(found: Proposed, field: str) -> bytes:
    values = {"document": found.document, "was": found.was, "version": found.proposal.version}
    lines = [HEADS[field].format(**values), "", *_lines(found, field)]
    return ("\n".join(lines) + "\n").encode()


def _lines(found: Proposed, field: str) -> Iterator[str]:
    tag = next(tag for tag in LANGUAGES if _TAGS[tag] == field)
    for problem in found.problems:
        yield WRONG[field] + problem.said(tag)
    for number, change in enumerate(found.differences, start=1):
        yield f"{number}. {_said(change.words, field)}"


def _said(text: Text, field: str) -> str:
    return str(getattr(text, field))
