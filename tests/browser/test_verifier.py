"""The page that a court clerk opens from a memory stick: no house, no network, and every forgery red."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lazaretto.web.verifier import verifier_page
from tests.browser.conftest import LOCALES
from tests.unit.proofs.log import EYES, KEY
from tests.unit.proofs.test_disclosing import HASH, a_disclosure

MADE: dict[str, Any] = json.loads(bytes(a_disclosure(since=7)))
PUBLIC = str(KEY.verifier)
Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The page from a disk, in a browser without a network; whatever it complains of fails the test."""
    (tmp_path / "verify.html").write_bytes(verifier_page())
    complaints: list[str] = []
    contexts = []

    def open_(language: str = "en", width: int = 1280) -> Page:
        context = chromium.new_context(
            offline=True, locale=LOCALES[language], viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on(
            "request", lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url)
        )
        page.goto((tmp_path / "verify.html").as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not complaints


def put(page: Page, made: Any, *, key: str = PUBLIC, name: str = "disclosure.json") -> None:
    data = made if isinstance(made, bytes) else json.dumps(made).encode()
    page.locator("#keys").fill(key)
    page.locator("#files").set_input_files({"name": name, "mimeType": "application/json", "buffer": data})


def verdict(page: Page, sort: str) -> str:
    told = page.locator("#verdict p[data-verdict]")
    expect(told).to_have_attribute("data-verdict", sort)
    return str(told.text_content())


@pytest.mark.parametrize(
    ("language", "says"), [("en", "not a word was altered"), ("zh-hans", "一字未改"), ("zh-hant", "一字未改")]
)
def test_an_honest_disclosure_is_accepted_offline_in_each_language(
    opened: Opened, language: str, says: str
) -> None:
    page = opened(language)
    put(page, MADE, key=f"{PUBLIC}\n{EYES[0].verifier}")
    assert says in verdict(page, "right")
    assert page.locator("details").count() == 20
    assert page.locator("details[data-wrong]").count() == 0
    assert EYES[0].name in str(page.locator("#result").text_content())
    page.locator("details").nth(5).locator("summary").click()
    way = page.locator("details").nth(5).locator("ol li")
    assert way.count() == len(MADE["facts"][5]["path"])
    root = MADE["checkpoint"].split("\n")[2]
    assert str(way.last.text_content()).endswith(root)


def test_what_has_no_words_is_not_green_and_counts_for_nothing(opened: Opened) -> None:
    """Anybody may take an entry of a public log and say whose and of what kind it is."""
    page = opened()
    without = ("words", "salt")
    facts = [{k: v for k, v in one.items() if k not in without} for one in MADE["facts"]]
    said = {"state": "names_others", "kind": "case.confirmed", "occurred": MADE["made"]}
    put(page, MADE | {"facts": [one | said for one in facts]})
    assert "all 0 facts" in verdict(page, "doubtful")
    assert "20 stand here without their words" in str(page.locator("#verdict").text_content())
    assert page.locator(".mark.right").count() == 0


@pytest.mark.parametrize(
    ("language", "says"), [("en", "(entry 12 of the log says so"), ("zh-hans", "（单位称见日志第 12 条）")]
)
def test_it_names_the_entries_that_say_what_was_erased(opened: Opened, language: str, says: str) -> None:
    page = opened(language)
    first = {k: v for k, v in MADE["facts"][0].items() if k not in ("words", "salt")}
    erased = first | {"state": "erased", "kind": "hygiene.symptoms_reported", "rule": "R", "said_in": 12}
    nonsense = first | {"state": "erased", "kind": "hygiene.symptoms_reported", "said_in": "<b>12</b>"}
    left = {"left_out": MADE["left_out"] | {"said_in": [*range(9, 13), "x"]}}
    put(page, MADE | left | {"facts": [erased, *MADE["facts"][1:]]})
    verdict(page, "right")
    assert says in str(page.locator("details").first.locator("summary").text_content())
    told = str(page.locator("#result").text_content())
    assert {"en": "9, 10, 11, 12", "zh-hans": "9、10、11、12"}[language] in told
    put(page, MADE | {"facts": [nonsense, *MADE["facts"][1:]]}, name="another.json")
    expect(page.locator("#result dd").last).not_to_contain_text("9")
    assert "12" not in str(page.locator("details").first.locator("summary").text_content())


def forged(number: int, **values: Any) -> dict[str, Any]:
    made = copy.deepcopy(MADE)
    made["facts"][number] |= values
    return made


FORGERIES: dict[str, tuple[dict[str, Any], str]] = {
    "a word": (forged(5, words=MADE["facts"][5]["words"].replace("f5", "f6")), "words"),
    "a salt": (forged(5, salt=MADE["facts"][6]["salt"]), "words"),
    "a hash": (forged(5, path=[HASH, *MADE["facts"][5]["path"][1:]]), "path"),
    "a place": (forged(5, index=6), "path"),
    "another order": (forged(1, house="MJ-D"), "path"),
    "a house": (forged(5, house="MJ-D"), "house"),
    "a missing salt": (forged(5, salt=None), "malformed"),
    "a place in another way": (forged(5, position=str(MADE["facts"][5]["position"])), "malformed"),
    "a short salt": (forged(5, salt="AAAA"), "words"),
    "a short path": (forged(5, path=MADE["facts"][5]["path"][:-1]), "path"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_fact_is_red_and_the_others_stay_green(opened: Opened, name: str) -> None:
    made, wrong = FORGERIES[name]
    page = opened()
    put(page, made)
    assert "1 of 20" in verdict(page, "wrong")
    assert page.locator("details[data-wrong]").evaluate_all("all => all.map(one => one.dataset.wrong)") == [
        wrong
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"checkpoint": MADE["checkpoint"].replace("\n20\n", "\n21\n")}, "was altered"),
        ({"checkpoint": MADE["checkpoint"].rpartition("\n\n")[0] + "\n"}, "not written as one"),
        ({"person": "QZ-D-4712"}, "18 of 20"),
        ({"earlier": MADE["earlier"] | {"path": [HASH]}}, "rewritten"),
        ({"format": "something/1"}, "no disclosure"),
    ],
)
def test_a_changed_root_another_person_and_another_history_are_refused(
    opened: Opened, change: dict[str, Any], says: str
) -> None:
    page = opened()
    put(page, MADE | change)
    assert says in verdict(page, "wrong")


def test_the_key_on_paper_decides_and_one_from_the_file_is_doubted(opened: Opened) -> None:
    page = opened()
    put(page, MADE, key="")
    assert "stands in the file itself" in verdict(page, "doubtful")
    other = KEY.verifier.__class__(KEY.name, 1, EYES[0].verifier.public)
    page.locator("#keys").fill(str(other))
    assert "has not signed" in verdict(page, "wrong")
    page.locator("#keys").fill(PUBLIC[:-5] + "AAAA=")
    assert "not copied correctly" in verdict(page, "wrong")
    page.locator("#keys").fill(PUBLIC)
    assert "not a word was altered" in verdict(page, "right")


def test_a_checkpoint_that_was_kept_is_held_against_the_file(opened: Opened) -> None:
    page = opened()
    page.locator("#keys").fill(PUBLIC)
    put(page, MADE["earlier"]["checkpoint"].encode(), name="checkpoint")
    assert "Your checkpoint was read" in verdict(page, "doubtful")
    put(page, MADE)
    verdict(page, "right")
    expect(page.locator("#result")).to_contain_text("is one that the file proves (7 entries)")
    put(page, a_disclosure(8).checkpoint.encode(), name="checkpoint")
    expect(page.locator("#result")).to_contain_text("does not prove that the log goes on from it")


def test_a_browser_without_the_signature_says_so(opened: Opened) -> None:
    page = opened()
    page.add_init_script(
        "crypto.subtle.importKey = async () => { throw new DOMException('no', 'NotSupportedError'); }"
    )
    page.reload()
    expect(page.locator("#lacking")).to_contain_text("lacks the signature Ed25519")
    put(page, MADE)
    assert "nothing was checked" in verdict(page, "wrong")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("size", "width"), [("wall", 1920), ("phone", 390)])
def test_it_can_be_read_by_everybody(
    opened: Opened, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str, width: int,
) -> None:  # fmt: skip
    page = opened(language, width)
    put(page, FORGERIES["a word"][0])
    verdict(page, "wrong")
    page.locator("details").nth(5).locator("summary").click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    screenshot(page, f"verifier-{language}-{size}")
