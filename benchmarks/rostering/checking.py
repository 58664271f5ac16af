"""A roster of a public instance judged from the instance's own text. Shares no code with the engine.

The rules: https://www.schedulingbenchmarks.org/nrp/instances1_24.html
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

Rows = list[list[str]]
Roster = Mapping[str, Sequence[str]]  # person → shift of each day; "" is a day off


def sections(text: str) -> dict[str, Rows]:
    """Section name, without its prefix → its rows of words."""
    found: dict[str, Rows] = {}
    rows: Rows = []
    for line in text.splitlines():
        if line.startswith("SECTION_"):
            rows = found.setdefault(line.strip().removeprefix("SECTION_"), [])
        elif line.strip() and not line.startswith("#"):
            rows.append(line.strip().split(","))
    return found


def price(text: str, roster: Roster) -> int:
    """What a roster costs: requests not heeded, and people missing or beyond."""
    said = sections(text)
    total = 0
    for person, day, shift, weight in said.get("SHIFT_ON_REQUESTS", []):
        total += int(weight) * (roster[person][int(day)] != shift)
    for person, day, shift, weight in said.get("SHIFT_OFF_REQUESTS", []):
        total += int(weight) * (roster[person][int(day)] == shift)
    for day, shift, need, under, over in said["COVER"]:
        there = sum(row[int(day)] == shift for row in roster.values())
        total += int(under) * max(0, int(need) - there) + int(over) * max(0, there - int(need))
    return total


def broken(text: str, roster: Roster) -> list[str]:
    """Every hard rule that a roster breaks, as person and rule."""
    said = sections(text)
    lengths = {shift: int(minutes) for shift, minutes, _ in said["SHIFTS"]}
    after = {shift: set(filter(None, names.split("|"))) for shift, _, names in said["SHIFTS"]}
    off = {(row[0], int(day)) for row in said.get("DAYS_OFF", []) for day in row[1:]}
    found = []
    for words in said["STAFF"]:
        row = roster[words[0]]
        if len(row) != int(said["HORIZON"][0][0]) or any(shift not in lengths for shift in row if shift):
            found.append(f"{words[0]}: not a row")
            continue
        found += [f"{words[0]}: {rule}" for rule in _row_breaks(words, row, lengths)]
        pairs = pairwise(row)
        found += [f"{words[0]}: {b} after {a}" for a, b in pairs if a and b in after[a]]
        found += [
            f"{words[0]}: works on {day}" for day, shift in enumerate(row) if shift and (words[0], day) in off
        ]
    return found


def _row_breaks(words: Sequence[str], row: Sequence[str], lengths: Mapping[str, int]) -> Iterator[str]:
    longest_time, shortest_time, longest, shortest, rest, weekends = map(int, words[2:])
    for part in words[1].split("|"):
        shift, limit = part.split("=")
        if row.count(shift) > int(limit):
            yield f"too many {shift}"
    time = sum(lengths[shift] for shift in row if shift)
    if not shortest_time <= time <= longest_time:
        yield f"{time} minutes"
    for begins, ends, works in _runs(row):
        inside = begins > 0 and ends < len(row)  # a run at an edge may have begun before or go on after
        if works and ends - begins > longest:
            yield f"{ends - begins} shifts in a row"
        if inside and ends - begins < (shortest if works else rest):
            yield f"{ends - begins} days {'of work' if works else 'off'}"
    worked = sum(any(row[day] for day in (s, s + 1) if day < len(row)) for s in range(5, len(row), 7))
    if worked > weekends:
        yield f"{worked} weekends"


def _runs(row: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    begins = 0
    for day in range(1, len(row) + 1):
        if day == len(row) or bool(row[day]) != bool(row[begins]):
            yield begins, day, bool(row[begins])
            begins = day
