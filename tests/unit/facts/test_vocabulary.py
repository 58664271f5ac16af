"""The table of contents of kinds."""

from lazaretto.facts.custody import Moved
from lazaretto.facts.fact import family_of, kind_of, tag_of
from lazaretto.facts.vocabulary import BY_KIND, BY_TAG, FAMILIES, KINDS


def test_a_kind_is_found_by_tag_and_by_kind() -> None:
    assert BY_TAG["custody.moved/1"] is Moved
    assert BY_KIND["custody.moved"] is Moved


def test_every_kind_stands_under_its_own_family() -> None:
    assert {family_of(kind): kind for kind in KINDS}.keys() == FAMILIES.keys()
    assert all(family_of(kind) == family for family, kinds in FAMILIES.items() for kind in kinds)


def test_no_tag_is_given_twice() -> None:
    assert len({tag_of(kind) for kind in KINDS}) == len(KINDS)
    assert {kind_of(kind) for kind in KINDS} == set(BY_KIND)


def test_every_kind_says_what_it_means() -> None:
    assert all((kind.__doc__ or "").strip().endswith(".") for kind in KINDS)
