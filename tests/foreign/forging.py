"""Every way to forge a log that a verifier of others must notice: the same list for each of them."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lazaretto.proofs.tiles import bundled
from tests.unit.proofs.log import KEY, entries, files

SIZE = 700
SAID = entries(SIZE)
SEEN = 600  # entries of the checkpoint that the reader kept from an earlier visit
PUBLIC = str(KEY.verifier)
_BUNDLE = "tile/entries/001"


class Forged(NamedTuple):
    """A log that is not what was signed, or not what was seen. before: the checkpoint that was kept."""

    name: str
    log: dict[str, bytes]
    before: bytes | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a foreign verifier said: ``ok SIZE``, or ``FAIL …``."""

    words: str

    @property
    def accepted(self) -> bool:
        return self.words.startswith("ok ")


Check = Callable[[dict[str, bytes], bytes | None], Checked]


def checking(program: Sequence[str | Path], folder: Callable[[], Path]) -> Check:
    """Ask a program of others, which is told the log's folder, its key, and the checkpoint that was kept."""

    def checked(log: dict[str, bytes], before: bytes | None) -> Checked:
        at = folder()
        for path, data in log.items():
            file = at / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        asked = [*program, at, PUBLIC]
        if before is not None:
            (at / "older").write_bytes(before)
            asked.append(at / "older")
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == (0 if done.stdout.startswith("ok") else 1), done.stderr
        assert done.stdout.startswith(("ok ", "FAIL ")), done.stderr
        return Checked(done.stdout.strip())

    return checked


def forged() -> Iterator[Forged]:
    """Flipped bits, what is gone or in another order, a log rolled back, and a fork."""
    whole, seen = files(SAID), files(SAID[:SEEN])["checkpoint"]
    for path, data in whole.items():
        for at in sorted({0, len(data) // 2, len(data) - 1}):
            changed = bytearray(data)
            changed[at] ^= 1
            yield Forged(f"bit of byte {at} in {path}", whole | {path: bytes(changed)})
    for path in whole:
        yield Forged(f"{path} gone", {name: data for name, data in whole.items() if name != path})
    said = SAID[256:512]
    yield Forged("an entry deleted", whole | {_BUNDLE: bundled([*said[:9], *said[10:]])})
    swapped = bundled([*said[:9], said[10], said[9], *said[11:]])
    yield Forged("two entries in another order", whole | {_BUNDLE: swapped})
    yield Forged("an entry put in", whole | {_BUNDLE: bundled([*said[:9], b"put in", *said[9:]])})
    other = files([*SAID[:300], b"rewritten", *SAID[301:]])
    yield Forged("an entry rewritten under the old root", other | {"checkpoint": whole["checkpoint"]})
    yield Forged("rolled back", files(SAID[: SEEN - 1]), seen)
    yield Forged("a fork of the same length", files([*SAID[:500], b"rewritten", *SAID[501:SEEN]]), seen)
    yield Forged("a fork that grew on", files([*SAID[:500], b"rewritten", *SAID[501:]]), seen)


def honest() -> Iterator[Forged]:
    """Logs that hold, and that go on from what was seen."""
    for size in (1, 2, 255, 256, 257, 512, SIZE):
        yield Forged(f"{size} entries", files(SAID[:size]))
    for old in (1, 255, 256, SEEN, SIZE):
        yield Forged(f"goes on from {old}", files(SAID), files(SAID[:old])["checkpoint"])
