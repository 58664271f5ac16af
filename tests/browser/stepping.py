"""What a person does at a screen, done in the browser and counted by the keystroke-level model.

The times of the operators are those of Card, S. K., Moran, T. P. & Newell, A. (1980): The keystroke-level
model for user performance time with interactive systems. Communications of the ACM 23(7), 396–410, table 1
(K: the average non-secretary typist). B, a press or a release of a mouse's button, is of Kieras, D. (2001):
Using the keystroke-level model to estimate execution times, University of Michigan. Reading: 238 words a
minute, silent, non-fiction, English: Brysbaert, M. (2019): How many words do we read per minute? Journal of
Memory and Language 109, 104047. The answer of the system is taken as a second a page, the longest that leaves
the flow of thought unbroken: Miller, R. B. (1968), as in Nielsen, J. (1993): Usability engineering.

    steps = Stepper(page)
    with steps.part("Take over"):
        steps.press(page.get_by_role("link", name="Handover"))
        steps.type(page.locator("#counted"), "433")

Counted on the careful side: a thought (M) before every act, and every word of main content in sight is read
on every page, each time anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

KEY, POINT, BUTTON, HOME, THINK = 0.28, 1.1, 0.1, 0.4, 1.35  # seconds
ANSWER = 1.0  # seconds a page
WORDS_A_MINUTE = 238
# The words of main content in sight; the ways around it are not read by who comes here every day.
_WORDS = """() => {
  const inside = (box) => box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  let words = 0;
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (holder.closest("nav, .ways, .unseen, option, script") || !holder.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    if (!inside(range.getBoundingClientRect())) continue;
    words += (walk.currentNode.data.match(/[\\p{L}\\p{N}]+/gu) ?? []).length;
  }
  return words;
}"""
# The marks of what is late, missed, breached or contradicting, in the order of the page: (top, bottom).
_WRONG = """() => [...document.querySelectorAll(
  "main .mark.is-late, main .mark.is-missed, main .mark.is-breach, main .mark.is-disputed")]
  .filter((mark) => !mark.closest(".is-none") && mark.checkVisibility() && mark.getClientRects().length)
  .map((mark) => [mark.getBoundingClientRect().top, mark.getBoundingClientRect().bottom])"""


@dataclass(slots=True)
class Part:
    """One part of the work. seconds: by the model; acts: how many of each operator; words: read."""

    name: str
    seconds: float = 0.0
    keys: int = 0
    presses: int = 0
    pages: int = 0
    words: int = 0


class Stepper:
    """Drives a page as a person does, and keeps the time of the model."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.parts: list[Part] = []
        self.hidden: list[str] = []  # pages on which what is wrong lies out of sight
        self.wrong: list[str] = []  # pages on which something is wrong, and in sight
        self._at_keys = False

    @property
    def seconds(self) -> float:
        """Everything so far."""
        return sum(part.seconds for part in self.parts)

    @contextmanager
    def part(self, name: str) -> Iterator[Part]:
        """What is done inside counts for a part of that name."""
        self.parts.append(Part(name))
        yield self.parts[-1]

    def press(self, target: Locator) -> None:
        """Think, point at it, press and release."""
        self._hand(keys=False)
        target.click()
        self._took(THINK + POINT + 2 * BUTTON)
        self.parts[-1].presses += 1

    def turn(self, target: Locator) -> None:
        """Press what leads to another page; wait for it, and read what is in sight there."""
        with self.page.expect_navigation():
            self.press(target)
        self.read()

    def back(self) -> None:
        """Press the browser's own way back, and read."""
        self._hand(keys=False)
        self.page.go_back()
        self._took(THINK + POINT + 2 * BUTTON)
        self.parts[-1].presses += 1
        self.read()

    def tick(self, target: Locator) -> None:
        """Tick a box or choose a circle."""
        self._hand(keys=False)
        target.check()
        self._took(THINK + POINT + 2 * BUTTON)
        self.parts[-1].presses += 1

    def choose(self, target: Locator, value: str) -> None:
        """Open a list and point at one of it."""
        self._hand(keys=False)
        target.select_option(value)
        self._took(THINK + 2 * (POINT + 2 * BUTTON))
        self.parts[-1].presses += 2

    def type(self, target: Locator, text: str) -> None:
        """Point at a field, then type."""
        self.press(target)
        self._hand(keys=True)
        target.fill(text)
        self.keys(len(text))

    def strike(self, text: str) -> None:
        """Think, and strike keys where the cursor is."""
        self._hand(keys=True)
        for key in text:
            self.page.keyboard.press(key)
        self._took(THINK)
        self.keys(len(text))

    def enter(self) -> None:
        """Think, and strike Enter, which leads to another page."""
        self._hand(keys=True)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._took(THINK)
        self.keys(1)
        self.read()

    def keys(self, count: int) -> None:
        """So many keys struck."""
        self._took(count * KEY)
        self.parts[-1].keys += count

    def read(self) -> None:
        """Look at a page that has just come: read what is in sight, and see whether what is wrong is."""
        self.page.wait_for_load_state()
        words = int(self.page.evaluate(_WORDS))
        part = self.parts[-1]
        part.pages += 1
        part.words += words
        self._took(ANSWER + 60 * words / WORDS_A_MINUTE)
        self._look()

    def _look(self) -> None:
        marks: list[list[float]] = self.page.evaluate(_WRONG)
        height = (self.page.viewport_size or {"height": 0})["height"]
        seen = [top >= 0 and bottom <= height for top, bottom in marks]
        where = self.page.url.partition("/facilities/")[2] or self.page.url
        if "#" not in where and seen and not seen[0]:  # an anchor leads past what stands above it
            self.hidden.append(f"{where}: {marks[0][0]:.0f} px")
        elif seen and any(seen):
            self.wrong.append(where)
        elif seen:
            self.hidden.append(f"{where}: {marks[0][0]:.0f} px")

    def _hand(self, *, keys: bool) -> None:
        """From the mouse to the keys, or back."""
        if keys != self._at_keys:
            self._took(HOME)
        self._at_keys = keys

    def _took(self, seconds: float) -> None:
        self.parts[-1].seconds += seconds
