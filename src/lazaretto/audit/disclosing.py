"""Whether a fact about a person can be shown to others word for word without anybody else's data.

The words are shown whole or not at all: their commitment covers every one of them. The number of whoever
stated a fact, or signed it, stays in it: what is done in office is done under one's number.
"""

import re
from collections.abc import Callable, Iterable

from lazaretto.facts.fact import Fact
from lazaretto.facts.mentions import free_words, persons

_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_SHORTEST = 2  # signs of a name: a single one stands in every other sentence


def names_others(fact: Fact, person: str, *, somebody: Callable[[str], bool], names: Iterable[str]) -> bool:
    """Whether the words speak of somebody else.

    By the fields that hold persons; and in free words by number (``somebody``: whether a number is a
    person's) and by the ``names`` of others. A name that is spelt otherwise is not found.
    """
    if any(one != person for one in persons(fact.body)):
        return True
    said = free_words(fact.body)
    if any(number != person and somebody(number) for text in said for number in _NUMBER.findall(text)):
        return True
    return any(len(name) >= _SHORTEST and name in text for text in said for name in names)
