"""Facts told by an open page's own session, a batch at a time: what a screen shall then show."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from playwright.sync_api import Page

Said = tuple[str, dict[str, Any]]  # "03-16T07:30", local to the house in 2022; the body


def state(page: Page, kinds: list[Said], *, here: str) -> None:
    """State facts of QZ-D in one batch from the page ``here``; said again, they are the same facts."""
    rows = [
        {
            "body": body, "occurred": f"2022-{at}:00+08:00", "facility": "QZ-D",
            "id": str(uuid5(NAMESPACE_URL, repr((at, body)))),
        }
        for at, body in kinds
    ]  # fmt: skip
    page.goto(here)
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    headers = {"X-CSRFToken": token, "Origin": page.url.split("/facilities")[0]}
    answer = page.request.post("/api/v1/facts/batch", data=rows, headers=headers)
    assert answer.ok, answer.text()
    assert all(row["outcome"] in ("accepted", "duplicate") for row in answer.json()["results"]), answer.text()
