"""The certificate of coverage: from facts alone, without a name, the same for whoever computes it."""

import hashlib

from lazaretto.audit.certifying import canonical, certify, digest, first_difference
from lazaretto.facts.encoding import decode, encode
from tests.stating import moment
from tests.unit.audit.rounds import PEOPLE, a_round

AT = moment("03-10 18:00")


def test_it_says_what_came_of_everybody() -> None:
    found = certify(a_round(), round_="R1", known_at=AT)
    assert found is not None
    said, _ = found
    outcomes = {one["person"]: one["outcome"] for one in said["people"]}
    assert [outcomes[person] for person in PEOPLE] == [
        "negative", "held", "held", "negative", "none", "none", "none", "refused", "left",
        "none", "none", "none",
    ]  # fmt: skip
    assert (said["coverage"], said["why_stated"]) == ("6/12", 1)
    assert said["arrived"] == [{"person": "QZ-D-NEW", "outcome": "none"}]
    assert said["departed"] == [{"person": PEOPLE[8], "at": "2022-03-10T06:00:00Z"}]
    tubes = said["tubes"]
    assert (
        tubes["labelled"] + tubes["unlabelled"] == tubes["filled"] + tubes["spoiled"] + tubes["unused"] == 5
    )


def test_it_rests_on_its_facts_alone_and_they_hold_no_name() -> None:
    found = certify(a_round(), round_="R1", known_at=AT)
    assert found is not None
    said, facts = found
    kept = [encode(fact) for fact in facts]
    assert certify([decode(line) for line in kept], round_="R1", known_at=AT) == found
    assert said["facts"] == [hashlib.sha256(line).hexdigest() for line in kept]
    for name in (b"Wang", b"Li Na", b"Zhang", b"brother", b"stairs"):
        assert name not in b"".join(kept) + canonical(said)


def test_it_is_of_its_instant_whatever_is_learned_later() -> None:
    early = certify(a_round(), round_="R1", known_at=moment("03-10 11:00"))
    known = [fact for fact in a_round() if fact.recorded <= moment("03-10 11:00")]
    assert early == certify(known, round_="R1", known_at=moment("03-10 11:00"))
    assert early is not None
    assert early[0]["counts"]["waiting"] == 4
    assert certify(a_round(), round_="R1", known_at=moment("03-09 00:00")) is None
    assert certify(a_round(), round_="R1", known_at=AT, facility="MJ-D") is None


def test_the_first_difference_is_named() -> None:
    found = certify(a_round(), round_="R1", known_at=AT)
    assert found is not None
    said, _ = found
    assert first_difference(said, said) is None
    other = {**said, "people": [{**said["people"][0], "outcome": "positive"}, *said["people"][1:]]}
    assert first_difference(said, other) == ("people[1].outcome", "negative", "positive")
    assert first_difference({"a": [1]}, {"a": [1, 2]}) == ("a[2]", None, 2)
    assert first_difference(1, True) == ("", 1, True)
    assert digest(said) != digest(other)
