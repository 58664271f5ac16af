"""The page of nodes over the demo, which follows a house of the test by a file and a command."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lazaretto.proofs.notes import LOG, Signer
from tests.browser.city import City
from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits
from tests.federation.peers import House, listening
from tests.stating import house as founded
from tests.unit.board.world import measured

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
SILENT = Signer("lazaretto.example/house-l", LOG, bytes(32))


@pytest.fixture(scope="module")
def following(city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The demo follows two houses: one tells it something, the other was never heard."""
    folder = city.folder / "demo" if (city.folder / "demo").is_dir() else city.folder
    teller, beside = House(), tmp_path_factory.mktemp("house")
    teller.state(founded("YX-D"), *(measured(n, "03-15 08:00", f"Y{n}", facility="YX-D") for n in range(40)))
    with listening(teller, beside, houses=frozenset({"YX-D"})) as peer:
        peers = [
            {"name": peer.name, "address": peer.address, "key": str(peer.log), "token": str(peer.token),
             "houses": ["YX-D"]},
            {"name": "house-l", "address": "http://127.0.0.1:9", "key": str(SILENT.verifier),
             "token": str(peer.token), "houses": ["YX-L"]},
        ]  # fmt: skip
        file = folder / "peers.json"
        file.write_text(json.dumps({"houses": ["*"], "peers": peers}))
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "DATABASE_URL"))}
        done = subprocess.run(
            [sys.executable, "-m", "lazaretto.project.command", "node", "pull"], text=True, check=False,
            env={**kept, "LAZARETTO_VAR": str(folder), "LAZARETTO_DEMO": "1"}, capture_output=True,
        )  # fmt: skip
        assert "41 of 41 entries, 41 new" in done.stdout, done.stdout + done.stderr
        yield city
        file.unlink()


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_nodes_is_accessible_and_fits(
    following: City, page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path],
    language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto("/nodes")
    expect(page.locator(".stations-card")).to_have_count(2)
    accessible(page)
    assert fits(page)
    screenshot(page, f"nodes-{language}-{size}")


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_the_tokens_of_nodes_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], size: str
) -> None:
    width, height = SIZES[size]
    page = page_as("security_admin", language="en", width=width, height=height)
    page.goto("/nodes/tokens")
    page.fill("#node", f"house-{size}")
    page.fill("#facilities", "QZ-D")
    page.fill("#until", "2030-12-31")
    page.fill("#reason", "a new house")
    page.get_by_role("button", name="Ask for a token").click()
    expect(page.locator(".said")).to_contain_text("waits for a second person")
    accessible(page)
    assert fits(page)
    second = page_as("audit_admin", language="en", width=width, height=height)
    second.goto("/access/log")
    wish = second.locator(".access-request", has_text=f"house-{size}")
    accessible(second)
    assert fits(second)
    wish.get_by_role("button", name="Grant it").click()
    expect(second.locator(".said")).to_contain_text("Whoever asked fetches it")
    page.goto("/access")
    screenshot(page, f"granted-en-{size}", full_page=True)
    page.locator(".access-request", has_text=f"house-{size}").get_by_role("button", name="Fetch it").click()
    expect(page.locator(".access-shown")).to_contain_text("lzn_")
    accessible(page)
    assert fits(page)
    page.goto("/access")
    expect(page.locator("#agreed")).to_contain_text(f"house-{size}")
    accessible(page)
    assert fits(page)
    page.locator("#agreed").scroll_into_view_if_needed()
    screenshot(page, f"agreed-en-{size}")
    page.goto("/nodes/tokens")
    expect(page.locator("tbody tr")).not_to_have_count(0)
    accessible(page)
    assert fits(page)
    screenshot(page, f"node-tokens-en-{size}")
