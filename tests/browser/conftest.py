"""What a browser test stands on: the demo server over a small city, and pages signed in as any role.

    def test_something(page_as, accessible, screenshot):
        page = page_as("duty_officer", language="en")
        page.goto("/facilities/QZ-D/day")
        ...
        accessible(page)
        screenshot(page, "day-sheet-en")

Every page is watched: an error in its console, a breach of the content security policy, a failed script or
a request to another host fails the test at its end. Each worker has a city and a browser of its own.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.browser import ADVICE, find

from tests.browser.city import City, open_city
from tests.browser.gate import Gate, found_negative, pack, rostered, scan, set_up
from tests.browser.watching import Watch

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = ("wall", "desk", "phone")
LOOKS = ("language", "size", "name", "width", "height")
LOCALES = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-GB"}
MANUAL = Path(__file__).parents[2] / "docs" / "manual" / "img"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LONG = os.environ.get("LAZARETTO_HYPOTHESIS") == "long"  # what `make test-all` says

PageAs = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder.

    `make test` sees each screen once: half of them in Chinese on a wall, half in English, whose words are
    long, under a thumb. `make test-all` sees each in both languages and sizes, and by night, whose contrasts
    `tests/unit/web/test_colours.py` holds in each run.
    """
    here = Path(__file__).parent
    screens: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if "by_night" in item.name:
                item.add_marker(pytest.mark.slow)
            elif _look(item) is not None and item.get_closest_marker("slow") is None:
                screens[_screen(item)].append(item)
    for screen, looks in screens.items():
        seen = [item for item in looks if _look(item) in _FIRST[crc32(screen.encode()) % 2]] or looks[:1]
        for item in looks:
            if item not in seen:
                item.add_marker(pytest.mark.slow)


# The look in which a screen is seen in each run; without a size where a test is given its language alone.
_FIRST = ((("en", "phone"), ("en", None)), (("zh-hans", "wall"), ("zh-hans", None)))


def _given(item: pytest.Item) -> dict[str, object]:
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}


def _look(item: pytest.Item) -> tuple[object, object] | None:
    """Language and size that a test is given, a desk's being a wall's; None where it is given neither."""
    given = _given(item)
    language, size = given.get("language"), given.get("size", given.get("name"))
    size = None if size not in SIZES else "wall" if size == "desk" else size
    return None if language is None and size is None else (language, size)


def _screen(item: pytest.Item) -> str:
    """What tells a screen from others, however it is looked at: its test and whatever else that is given."""
    rest = sorted(f"{key}={value}" for key, value in _given(item).items() if key not in LOOKS)
    return " ".join((item.nodeid.partition("[")[0], *rest))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The demo's server over a small city. ``city.url`` is its address."""
    with open_city(tmp_path_factory.mktemp("city")) as opened:
        yield opened


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Without one the run fails: it is never skipped."""
    path = find()
    if path is None:
        pytest.fail(ADVICE)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright leaves a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def signed_in() -> dict[str, object]:
    """The cookies of each role in each city, so that signing in happens once. A cookie knows no port."""
    return {}


@pytest.fixture
def page_as(city: City, chromium: Browser, signed_in: dict[str, object]) -> Iterator[PageAs]:
    """``page_as(role, language="zh-hans", width=1280, height=900, theme="light")`` opens a page.

    ``role`` None is a visitor who has not signed in. Any further name is an option of a browser context.
    """
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_page(
        role: str | None,
        *,
        language: str = "zh-hans",
        width: int = 1280,
        height: int = 900,
        theme: str = "light",
        **options: object,
    ) -> Page:
        home = str(options.pop("base_url", city.url))
        who = f"{role} of {home}"
        context = chromium.new_context(
            base_url=home,
            viewport={"width": width, "height": height},
            locale=LOCALES[language],
            timezone_id="Asia/Shanghai",
            color_scheme=theme,  # type: ignore[arg-type]  # a literal of playwright's
            storage_state=signed_in.get(who),  # type: ignore[arg-type]  # what storage_state() gave
            **options,  # type: ignore[arg-type]  # passed on as they are
        )
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": home}])
        page = context.new_page()
        if role is not None and who not in signed_in:
            sign_in(page, role)
            signed_in[who] = context.storage_state()
        watches.append(Watch(page, home))
        return page

    yield open_page
    for context in contexts:
        context.close()
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    assert not complaints, "\n".join(complaints)


def sign_in(page: Page, role: str) -> None:
    """The demo's one click."""
    page.goto("/accounts/login/")
    page.locator(f'form[action$="/sign-in/as/{role}"] button').click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


@pytest.fixture
def screenshot(tmp_path: Path) -> Callable[..., Path]:
    """``screenshot(page, name, full_page=False)``, into the manual if so asked."""
    folder = MANUAL if os.environ.get("LAZARETTO_SCREENSHOTS") == "1" else tmp_path

    def take(page: Page, name: str, *, full_page: bool = False) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.png"
        page.screenshot(path=file, full_page=full_page, animations="disabled")
        assert file.stat().st_size > 0
        return file

    return take


@pytest.fixture
def accessible() -> Callable[..., None]:
    """``accessible(page)`` fails with a readable list of what breaks WCAG 2.2 AA on the page.

    Contrasts are two thirds of axe's work. Those of all colours are held by `tests/unit/web/test_colours.py`;
    as they come out on a page they are measured by `make test-all`, and in each run where ``contrast=True``.
    """

    def check(page: Page, *, contrast: bool = LONG) -> None:
        options = {
            "runOnly": {"type": "tag", "values": RULES},
            "rules": {"color-contrast": {"enabled": contrast}},
            "resultTypes": ["violations"],  # where each thing is that is well, nobody reads
        }
        found = Axe().run(page, options=options)
        lines = [
            f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes'][:5]]}"
            for fault in found.response["violations"]
        ]
        assert not lines, "\n".join(lines)

    return check


@pytest.fixture(scope="session")
def officers() -> list[str]:
    """Those whose negative test of today stands in the record; filled by the first gate that is opened."""
    return []


@pytest.fixture
def gate(page_as: PageAs, officers: list[str]) -> Callable[..., Gate]:
    """``gate("gate-3")`` makes a browser the station of a post, with an officer standing there."""

    def open_gate(post: str, **options: object) -> Gate:
        desk = page_as("duty_officer", language="en")
        desk.goto("/protocol")
        if not officers:
            officers.extend(rostered(desk)[:8])
            found_negative(desk, officers, mark="today")
        page = page_as("gate_officer", **{"language": "en", **options})
        set_up(page, post)
        scan(page, pack(desk)["officers"][0])
        expect(page.locator(".strip-officer")).to_contain_text(pack(desk)["officers"][0])
        return Gate(page, desk, post)

    return open_gate
