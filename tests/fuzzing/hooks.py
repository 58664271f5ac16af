"""What Schemathesis does besides: it speaks of what is there, and looks for the other house in every answer.

It runs in an environment of its own, without the house's packages. ``LAZARETTO_FUZZ`` names a file with the
numbers that are there, the mark of the other house, and where to write what was answered.
"""

import atexit
import html
import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import schemathesis  # type: ignore[import-not-found]  # not in the house's environment

KNOWN: dict[str, Any] = json.loads(Path(os.environ["LAZARETTO_FUZZ"]).read_text())
ANSWERED: Counter[str] = Counter()
SPOKEN = random.Random(7)  # noqa: S311 — no secret: which number is tried


@schemathesis.hook  # type: ignore[untyped-decorator]
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Every request is somebody's; every other one asks for what is there, in one house or the other."""
    if SPOKEN.random() < 0.95:  # else as a stranger, with whatever was made up
        case.cookies = {}
        case.headers = {n: v for n, v in (case.headers or {}).items() if n.lower() != "authorization"}
        case.headers |= KNOWN["headers"]
    for said in (case.path_parameters, case.query):
        for name in [*said] if isinstance(said, dict) else []:
            numbers = KNOWN["numbers"].get(name)
            if numbers and SPOKEN.random() < 0.5:
                said[name] = SPOKEN.choice(numbers)
    if isinstance(case.query, dict) and SPOKEN.random() < 0.5:
        case.query.setdefault("reason", "round")
    if isinstance(case.body, dict) and "facility" in case.body and SPOKEN.random() < 0.7:
        case.body["facility"] = SPOKEN.choice(KNOWN["numbers"]["facility"])


@schemathesis.check  # type: ignore[untyped-decorator]
def no_other_house(context: Any, response: Any, case: Any) -> None:
    """No byte of the other house in an answer, but what the request said itself."""
    ANSWERED[str(response.status_code)] += 1
    text = response.content.decode("utf-8", "replace") + str(dict(response.headers))
    said = [*(case.path_parameters or {}).values(), *(case.query or {}).values()]
    for one in sorted({str(value) for value in said if value}, key=len, reverse=True):
        for form in (one, html.escape(one), quote(one), quote(one, safe=""), json.dumps(one)[1:-1]):
            text = text.replace(form, "")
    if any(path in case.path for path in KNOWN["by_office"]):
        return
    at = text.upper().find(KNOWN["mark"])
    assert at < 0, f"tells of the other house: {text[max(at - 80, 0) : at + 80]!r}"


@atexit.register
def _write_down() -> None:
    with Path(KNOWN["answered"]).open("a") as file:
        file.write(json.dumps(ANSWERED) + "\n")
