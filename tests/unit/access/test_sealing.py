"""A sealed address opens with its own key and no other, and does not show what it holds."""

from typing import Any

import pytest

from lazaretto.access.sealing import seal, unseal

SECRET = "mailtos://user:password@mail.example.org"


def test_what_was_sealed_opens_again(settings: Any) -> None:
    settings.CHANNEL_SECRET = "one key"
    sealed = seal(SECRET)
    assert "password" not in sealed
    assert seal(SECRET) != sealed  # equal addresses do not look equal
    assert unseal(sealed) == SECRET


def test_another_key_or_a_changed_letter_opens_nothing(settings: Any) -> None:
    settings.CHANNEL_SECRET = "one key"
    sealed = seal(SECRET)
    changed = sealed[:40] + ("A" if sealed[40] != "A" else "B") + sealed[41:]
    assert unseal(changed) is None
    settings.CHANNEL_SECRET = "another key"
    assert unseal(sealed) is None


@pytest.mark.parametrize("nonsense", ["", "x", "é"])
def test_what_is_no_seal_opens_nothing(nonsense: str) -> None:
    assert unseal(nonsense) is None
