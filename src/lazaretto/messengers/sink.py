"""The demo's channel: a file beside the data in which every message ends, and no network.

``sink://`` is known to the library like any other address, so that the demo takes the same way as an install.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from apprise.decorators import notify

ADDRESS = "sink://demo"
_files: list[Path] = []


def open_sink(file: Path) -> None:
    """Let ``sink://`` end in a file: one JSON object a line. The last one that was opened counts."""
    _files[:] = [file]
    _made_known()


@cache
def _made_known() -> None:
    """Tell the library, once: it reads all its services at that, for which no web server need wait."""
    notify(on="sink", name="Sink")(_keep)  # type: ignore[no-untyped-call]  # it ships that without types


def _keep(body: str, title: str, *_: Any, **__: Any) -> bool:
    """Append a message."""
    with _files[0].open("a", encoding="utf-8") as out:
        out.write(json.dumps({"title": title, "body": body}, ensure_ascii=False) + "\n")
    return True
