"""Check a bundle of Lazaretto and install it, on a machine without any network. Needs Python 3.11 alone.

    python3 install.py verify    --key KEY [BUNDLE]     is every file the one that was signed?
    python3 install.py install   --key KEY [BUNDLE]     verify, lay it down, make the tables, see it answer
    python3 install.py upgrade   [BUNDLE]               verify, copy the data, lay it beside, then switch
    python3 install.py rollback                         back to what ran before
    python3 install.py uninstall                        remove the program; the data stay
    python3 install.py status                           what is installed, and what was done when

BUNDLE is the bundle's tar or its unpacked folder; by default the folder in which this file lies. KEY is the
signer's public key, from paper: name+number+base64. It is kept at the first installation, and later bundles
must bear the same signature. Compare this file too with the paper: sha256sum install.py

Standard library only, to be read before it is run. The signature is Ed25519 (RFC 8032, 5.1.7) under a signed
note (C2SP signed-note) that names every file with its size and its SHA-256. Nothing of a bundle is run before
all of it was checked; what then lays it down is tools/laying.py, one of the files that were signed.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not getattr(sys.flags, "safe_path", False):
    del sys.path[0]  # the folder of this file: whatever lies beside it was not checked yet

import argparse
import base64
import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    Point = tuple[int, int, int, int]

OLDEST = (3, 11)
MANIFEST, FIRST = "MANIFEST", "lazaretto-bundle/1"
ROOT, DATA = Path("/opt/lazaretto"), Path("/var/lib/lazaretto")
CHINESE = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "").startswith(
    "zh"
)


class Refused(Exception):
    """What is wrong, and what to do; in English and in Chinese."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(chinese if CHINESE else english)


class Manifest(NamedTuple):
    """What was signed. digest: SHA-256 of the manifest itself. files: path to (SHA-256, bytes)."""

    digest: str
    said: dict[str, str]
    files: dict[str, tuple[str, int]]


# --- the signature ------------------------------------------------------------------------------------------

_P = 2**255 - 19
_Q = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 by RFC 8032, section 6; verifying needs no secret, so time tells nothing."""
    a, r = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or a is None or r is None or s >= _Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _Q
    y = 4 * pow(5, _P - 2, _P) % _P
    x = _x(y, 0) or 0
    left, right = _times(s, (x, y, 1, x * y % _P)), _plus(r, _times(h, a))
    return all((left[at] * right[2] - right[at] * left[2]) % _P == 0 for at in (0, 1))


def _x(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if y >= _P or (x * x - square) % _P or (not x and sign):
        return None
    return _P - x if x & 1 != sign else x


def _point(data: bytes) -> Point | None:
    number = int.from_bytes(data[:32], "little")
    y = number & ((1 << 255) - 1)
    x = _x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % _P)


def _plus(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(s: int, p: Point) -> Point:
    sum_ = (0, 1, 1, 0)
    while s:
        if s & 1:
            sum_ = _plus(sum_, p)
        p, s = _plus(p, p), s >> 1
    return sum_


# --- the bundle ---------------------------------------------------------------------------------------------


def read_key(written: str) -> tuple[str, str, bytes]:
    """The name, the number and the 32 bytes of a public key ``name+number+base64``. Errors: Refused."""
    name, _, rest = written.strip().partition("+")
    number, _, key = rest.partition("+")
    with contextlib.suppress(ValueError):
        data = base64.b64decode(key, validate=True)
        told = hashlib.sha256(name.encode() + b"\n" + data).hexdigest()[:8]
        if len(data) == 33 and data[0] == 1 and told == number:
            return name, number, data[1:]
    raise Refused(
        f"this is no public key: {written!r}. Copy it from the paper: name+number+base64.",
        f"这不是公钥：{written!r}。请照纸上抄写：名称+编号+base64。",
    )


def signed_text(manifest: bytes, key: str) -> str:
    """The manifest's text, if the key really signed it. Errors: Refused."""
    name, number, public = read_key(key)
    text, _, tail = manifest.decode(errors="replace").rpartition("\n\n")
    others = []
    for line in tail.splitlines():
        by, _, written = line.removeprefix("— ").partition(" ")
        try:
            data = base64.b64decode(written, validate=True)
        except ValueError:
            continue
        if (by, data[:4].hex()) != (name, number):
            others.append(f"{by}+{data[:4].hex()}")
        elif signature_holds(public, (text + "\n").encode(), data[4:]):
            return text
        else:
            raise Refused(
                f"the signature of {name} does not hold: the manifest was changed. Fetch the bundle again.",
                f"{name} 的签名不成立：清单被改动过。请重新取得安装包。",
            )
    found = ", ".join(others)
    raise Refused(
        f"the bundle was signed by {found or 'nobody'}, not by {name}+{number}. Do not install it; "
        "ask who made it.",
        f"安装包的签名者是 {found or '（无人）'}，不是 {name}+{number}。不要安装，先查明来源。",
    )


def read_manifest(folder: Path, key: str) -> Manifest:
    """What the signed manifest says. Errors: Refused."""
    try:
        written = (folder / MANIFEST).read_bytes()
    except OSError:
        raise Refused(
            f"{folder} holds no {MANIFEST}: it is not a bundle, or not a whole one.",
            f"{folder} 里没有 {MANIFEST}：这不是安装包，或者不完整。",
        ) from None
    first, *lines = signed_text(written, key).splitlines()
    if first != FIRST:
        raise Refused(
            f"the manifest does not begin with {FIRST}: it is for another installer.",
            f"清单开头不是 {FIRST}：需要另一个版本的安装程序。",
        )
    read = Manifest(hashlib.sha256(written).hexdigest(), {}, {})
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "file":
            digest, size, path = rest.split(" ", 2)
            read.files[path] = (digest, int(size))
        else:
            read.said[word] = rest
    return read


def faults_of(folder: Path, manifest: Manifest) -> list[str]:
    """Every file that is not the one that was signed: missing, changed, or not named at all."""
    faults = []
    for path, (digest, size) in sorted(manifest.files.items()):
        file = folder / path
        if file.is_symlink() or not file.is_file() or ".." in Path(path).parts:
            faults.append(("missing: {}", "缺少：{}")[CHINESE].format(path))
        elif (found := file_digest(file)) != digest or file.stat().st_size != size:
            told = ("changed: {} (SHA-256 {}, signed {})", "被改动：{}（SHA-256 为 {}，签名时为 {}）")
            faults.append(told[CHINESE].format(path, found, digest))
    named = {*manifest.files, MANIFEST}
    here = (str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_symlink() or not p.is_dir())
    strangers = sorted(path for path in here if path not in named)
    return faults + [("not signed: {}", "未经签名：{}")[CHINESE].format(path) for path in strangers]


def file_digest(file: Path) -> str:
    """SHA-256 in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def verified(folder: Path, key: str) -> Manifest:
    """The manifest of a bundle in which every file is the one that was signed. Errors: Refused."""
    manifest = read_manifest(folder, key)
    if faults := faults_of(folder, manifest):
        told = "\n  ".join(faults)
        raise Refused(
            f"this is not the bundle that was signed; nothing was installed:\n  {told}\nFetch it again.",
            f"这不是签过名的那个安装包，未安装任何东西：\n  {told}\n请重新取得。",
        )
    return manifest


@contextlib.contextmanager
def unpacked(bundle: Path) -> Iterator[Path]:
    """The bundle as a folder. Of a tar only plain files are taken, each where its name says, none outside."""
    if bundle.is_dir():
        yield bundle.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="lazaretto-bundle-") as made:
        try:
            with tarfile.open(bundle) as tar:
                for member in tar:
                    _take(tar, member, Path(made))
        except (OSError, tarfile.TarError, EOFError) as problem:
            raise Refused(
                f"{bundle} does not unpack: {problem}. Copy it again, or let TMPDIR name a folder with room.",
                f"{bundle} 无法解开：{problem}。请重新复制，或用 TMPDIR 指向有空间的文件夹。",
            ) from None
        yield Path(made)


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    parts = Path(member.name).parts[1:]  # without the folder that holds it all
    if not parts or ".." in parts or not member.isfile():
        return
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    content = tar.extractfile(member)
    if content is not None:
        with target.open("wb") as out:
            shutil.copyfileobj(content, out)


# --- what is asked ------------------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Do what is asked; the exit status of whoever did it. Errors: Refused."""
    if sys.version_info < OLDEST:
        raise Refused(
            f"Lazaretto needs Python 3.11 or later and this is {platform.python_version()}.",
            f"需要 Python 3.11 或更高版本，这里是 {platform.python_version()}。",
        )
    asked = _parser().parse_intermixed_args(arguments)
    root: Path = asked.root.absolute()
    if asked.act not in ("verify", "install", "upgrade"):
        return _lay(root / "current", asked)
    kept = root / "signer.key"
    key = kept.read_text() if kept.exists() else asked.key
    if key is None:
        raise Refused(
            "whose signature is to be believed? Give the signer's public key from the paper: --key KEY.",
            "相信谁的签名？请用 --key 给出纸上的签名公钥。",
        )
    if asked.key is not None and asked.key.strip() != key.strip():
        raise Refused(
            f"{root} was installed by {key.strip()}; another signer is not taken up by an option.",
            f"{root} 由 {key.strip()} 签名安装；换签名者不能只靠一个参数。",
        )
    with unpacked(asked.bundle) as folder:
        manifest = verified(folder, key)
        size = sum(size for _, size in manifest.files.values()) // 1_000_000
        version, (name, number, _) = manifest.said["version"], read_key(key)
        told = (
            f"{len(manifest.files)} files, {size} MB, version {version}, signed by {name}+{number}",
            f"{len(manifest.files)} 个文件，{size} MB，版本 {version}，签名者 {name}+{number}",
        )
        print(told[CHINESE], flush=True)
        if asked.act == "verify":
            return 0
        return _lay(folder, asked, "--bundle", str(folder), "--digest", manifest.digest, "--key", key)


def _lay(version: Path, asked: argparse.Namespace, *more: str) -> int:
    """Hand over to the files of a checked bundle, or of what is installed."""
    if not (version / "tools" / "laying.py").exists():
        raise Refused(f"nothing is installed in {asked.root}.", f"{asked.root} 里没有安装。")
    # -P: a folder called tools where somebody stands was not signed, and is not what is meant.
    command = [sys.executable, "-P", "-m", "tools.laying", asked.act]
    places = ["--root", str(asked.root.absolute()), "--data", str(asked.data.absolute())]
    flags = (["--allow-older"] if asked.allow_older else []) + (["--user", asked.user] if asked.user else [])
    said = dict(os.environ, PYTHONPATH=str(version.resolve()), PYTHONDONTWRITEBYTECODE="1")
    return subprocess.run([*command, *places, *flags, *more], env=said, check=False).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("act", choices=("verify", "install", "upgrade", "rollback", "uninstall", "status"))
    parser.add_argument(
        "bundle", nargs="?", type=Path, default=Path(__file__).parent, help="a tar, or a folder"
    )
    parser.add_argument("--key", help="the signer's public key, or @FILE", type=_said)
    parser.add_argument("--root", type=Path, default=ROOT, help=f"where the program lies ({ROOT})")
    parser.add_argument("--data", type=Path, default=DATA, help=f"where its data lie ({DATA})")
    parser.add_argument("--user", help="whom the data are to belong to, where root installs")
    parser.add_argument("--allow-older", action="store_true", help="upgrade to an older version all the same")
    return parser


def _said(value: str) -> str:
    return Path(value[1:]).read_text().strip() if value.startswith("@") else value


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        sys.exit(130)
