"""Getting ready with nothing but Python: the pinned file or none, and a sentence where it cannot be had."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from tools import bootstrap


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of one package in a folder, reached by a file: address, as a mirror carried in would be."""
    monkeypatch.setattr(bootstrap, "TOOLS", tmp_path / "tools")
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "simple").as_uri())
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "simple" / "uv"
    folder.mkdir(parents=True)
    return folder


def publish(folder: Path, monkeypatch: pytest.MonkeyPatch, *, tampered: bool = False) -> None:
    tag, _ = bootstrap._wheel()
    name = f"uv-{bootstrap.UV}-py3-none-{tag}.whl"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        wheel.writestr(f"uv-{bootstrap.UV}.data/scripts/uv", "#!/bin/sh\n")
    (folder / name).write_bytes(content.getvalue() + (b"x" if tampered else b""))
    page = f'<a href="{(folder / name).as_uri()}#sha256=00">{name}</a>'
    monkeypatch.setattr(bootstrap, "_download", lambda address: (
        page.encode() if address.endswith("/uv/") else (folder / name).read_bytes()
    ))  # fmt: skip
    pinned = {key: (tag, hashlib.sha256(content.getvalue()).hexdigest()) for key in bootstrap.WHEELS}
    monkeypatch.setattr(bootstrap, "WHEELS", pinned)


def test_the_pinned_file_is_unpacked_and_can_be_run(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(index, monkeypatch)
    program = bootstrap.fetch_uv()
    assert program.read_text() == "#!/bin/sh\n"
    assert program.stat().st_mode & 0o111
    monkeypatch.setattr(bootstrap, "_download", lambda _: pytest.fail("fetched twice"))
    assert bootstrap.fetch_uv() == program


def test_another_file_under_the_same_name_is_refused(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(index, monkeypatch, tampered=True)
    with pytest.raises(bootstrap.Stopped, match="not the file that was pinned"):
        bootstrap.fetch_uv()
    assert not list((index.parents[1]).glob("tools/**/uv"))


def test_without_a_network_it_stops_with_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(bootstrap.Stopped, match=r"cannot be reached .* needs the network once"):
        bootstrap._link("uv.whl")


@pytest.mark.parametrize(
    ("stamped", "asked", "installs"),
    [
        ("run", [], False),
        ("dev", [], False),
        ("dev", ["--dev"], False),
        ("run", ["--dev"], True),
        ("", [], True),
    ],
)
def test_nothing_is_installed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stamped: str, asked: list[str], installs: bool
) -> None:
    done: list[bool] = []
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(bootstrap, "fetch_uv", lambda: tmp_path / "uv")
    monkeypatch.setattr(bootstrap, "install", lambda _uv, dev: done.append(dev))
    if stamped:
        bootstrap._write_stamp(stamped)
    bootstrap.main(asked)
    bootstrap.main(asked)
    assert done == ([bool(asked)] if installs else [])


def test_another_lock_file_is_installed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[bool] = []
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(bootstrap, "fetch_uv", lambda: tmp_path / "uv")
    monkeypatch.setattr(bootstrap, "install", lambda _uv, dev: done.append(dev))
    bootstrap.main([])
    monkeypatch.setattr(bootstrap, "_wanted", lambda: "another lock")
    bootstrap.main([])
    assert done == [False, False]
