"""The times of a duty officer's day as a page of the reference."""

from tests.browser.stepping import WORDS_A_MINUTE, Part

HELD = 430  # people in the house, for what all of them would take
PAGE = """# A duty officer's working day

Every act of a day at the desk, done in a real browser of {width} × {height} points by
`tests/browser/test_a_duty_day.py` and timed by the keystroke-level model: **{whole}** minutes, where {limit}
are the limit. The test fails above it, and where on any of these pages the first mark of something late,
missed, breached or contradicting lies outside the first screen. The run that renews the pictures writes this.

| part of the day | min:s | presses | keys | pages | words read |
|---|---:|---:|---:|---:|---:|
{rows}

Reading takes {reading} of it. The longest part: {most} ({share} %). For {people} people that is {each} s a
person, a thought for each among them. The whole house of {held} would take one hand {house} minutes a slot,
which is why a wing is one officer's.

## How it is counted

- A key 0.28 s, pointing 1.1 s, a hand from mouse to keys 0.4 s, a thought 1.35 s before every act: Card,
  Moran & Newell (1980), *Communications of the ACM* 23(7), table 1, the average non-secretary typist.
  Pressing or releasing a mouse's button 0.1 s: Kieras (2001), *Using the keystroke-level model to estimate
  execution times*.
- A second for each page to come: Miller (1968), as in Nielsen (1993), *Usability Engineering*.
- Every word of main content in sight is read on every page, each time anew, at 238 words a minute: Brysbaert
  (2019), *Journal of Memory and Language* 109. That is on the careful side: who works here every day does not
  read again what has not changed.
- Not counted: walking, measuring, talking, and the leader who signs the report.
"""


def written(parts: list[Part], *, people: int, most: int, width: int, height: int) -> str:
    """The page. people: measured in the part of the temperatures; most: the limit, seconds."""
    whole = sum(part.seconds for part in parts)
    longest = max(parts, key=lambda part: part.seconds)
    share = 100 * longest.seconds / whole
    each = next(part for part in parts if part.name.startswith("Temperatures")).seconds / people
    reading = sum(part.words for part in parts) * 60 / WORDS_A_MINUTE
    return PAGE.format(
        whole=minutes(whole), limit=most // 60, most=longest.name, share=f"{share:.0f}",
        people=people, each=f"{each:.1f}", rows="\n".join(map(_row, (*parts, _sum(parts)))), width=width,
        height=height, house=f"{each * HELD / 60:.0f}", held=HELD, reading=minutes(reading),
    )  # fmt: skip


def minutes(seconds: float) -> str:
    """Minutes and seconds, as on a watch."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _row(part: Part) -> str:
    figures = (part.presses, part.keys, part.pages, part.words)
    return f"| {part.name} | {minutes(part.seconds)} | {' | '.join(map(str, figures))} |"


def _sum(parts: list[Part]) -> Part:
    return Part(
        "**In all**", sum(part.seconds for part in parts), sum(part.keys for part in parts),
        sum(part.presses for part in parts), sum(part.pages for part in parts),
        sum(part.words for part in parts),
    )  # fmt: skip
