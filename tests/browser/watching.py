"""Listens to what a page complains about while a test drives it."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request


class Watch:
    """Collects the complaints of one page: console errors, failed scripts, requests to other hosts."""

    def __init__(self, page: Page, home: str) -> None:
        self.complaints: list[str] = []
        self._host = urlsplit(home).netloc
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script failed: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        """A refused page (403, 404) is reported too; whether it was meant is the test's matter."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme in ("http", "https", "ws", "wss") and target.netloc != self._host:
            self.complaints.append(f"asked another host: {request.url}")
