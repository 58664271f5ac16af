"""Every kind of fact is one sentence in three languages; numbers, never names."""

import string
from datetime import date
from typing import get_args

import pytest

from lazaretto.board.catalogue import SENTENCES
from lazaretto.board.sentences import LANGUAGES, clock, day, fields_of, fill, sentence
from lazaretto.board.words import WORDS, text
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.duty import CheckedIn, RosterPublished
from lazaretto.facts.hygiene import Reading, SymptomsReported, TemperaturesTaken
from lazaretto.facts.quarantine import Ordered, PlannedLeg
from lazaretto.facts.testing import Result, ResultReported
from lazaretto.facts.vocabulary import BY_KIND
from tests.stating import ZONE, fact, moment


def test_every_kind_has_its_sentence_and_no_sentence_lacks_its_kind() -> None:
    assert set(SENTENCES) == set(BY_KIND)


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_sentence_speaks_only_of_fields_that_the_kind_has(kind: str) -> None:
    assert fields_of(kind) <= {*BY_KIND[kind].__struct_fields__, "place", "facility"}


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_the_three_languages_say_the_same_fields(kind: str) -> None:
    said = [
        {name for _, name, _, _ in string.Formatter().parse(getattr(SENTENCES[kind], one)) if name}
        for one in LANGUAGES
    ]
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_the_two_scripts_are_told_apart(kind: str) -> None:
    simplified = set("隔离监检测报处决调转据签发册门货结务应")
    assert not simplified & set(SENTENCES[kind].zh_hant) - set("隔據簽發冊決")


def test_no_sentence_shows_a_name() -> None:
    said = fact(Admitted(person="A1", cell="QZ-D/T/01", sex="male", name="甲某某"), "03-15 08:00")
    told = sentence(said, zone=ZONE)
    assert not any("甲" in getattr(told, one) for one in LANGUAGES)
    assert told.en == "A1 was admitted to QZ-D, cell QZ-D/T/01"


def test_what_is_empty_is_left_out_and_what_is_said_is_kept() -> None:
    plain = sentence(fact(Released(person="A1", basis="end of term"), "03-15 08:00"), zone=ZONE)
    handed = sentence(
        fact(Released(person="A1", basis="end of term", handed_to="the clinic"), "03-15 08:00"), zone=ZONE
    )
    assert plain.en == "A1 was released (end of term)"
    assert handed.en == "A1 was released (end of term), handed to the clinic"


def test_codes_are_words_in_the_language_of_the_sentence() -> None:
    said = fact(ResultReported(tube="T1", result="negative", laboratory="CDC"), "03-15 08:00")
    told = sentence(said, zone=ZONE)
    assert (told.zh_hans, told.zh_hant) == ("管 T1 结果阴性（CDC）", "管 T1 結果陰性（CDC）")


def test_a_flag_is_said_either_way() -> None:
    well = sentence(fact(CheckedIn(person="S1", where="home"), "03-15 08:00"), zone=ZONE)
    ill = sentence(fact(CheckedIn(person="S1", where="home", well=False), "03-15 08:00"), zone=ZONE)
    assert (well.en, ill.en) == ("S1 checked in: at home, well", "S1 checked in: at home, unwell")


def test_a_person_reads_their_own_line_of_a_list() -> None:
    readings = (Reading(person="A1", celsius_tenths=365), Reading(person="B2", celsius_tenths=381))
    said = fact(TemperaturesTaken(readings=readings), "03-15 08:00")
    assert sentence(said, zone=ZONE, about="B2").en == "Temperatures: B2 38.1 °C (forehead)"
    assert "A1 36.5 °C" in sentence(said, zone=ZONE).en


def test_long_lists_are_counted() -> None:
    people = tuple(f"S{n}" for n in range(40))
    roster = RosterPublished(
        roster="R1", first=date(2022, 3, 15), last=date(2022, 3, 21), persons=people, signed_by="L1"
    )
    told = sentence(fact(roster, "03-15 08:00"), zone=ZONE)
    assert told.en == "L1 signed roster R1: 15 March 2022 to 21 March 2022, 40 people"
    assert "40 人" in told.zh_hans


def test_legs_and_symptoms_are_spelled_out() -> None:
    legs = (PlannedLeg(layer=1, facility="QZ-L", days=21), PlannedLeg(layer=2, facility="QS-D", days=21))
    order = Ordered(
        order="O1", person="A1", basis="law", ordered_by="L1", legs=legs, review_on=date(2022, 3, 20)
    )
    assert (
        "leg 1 at QZ-L for 21 d, leg 2 at QS-D for 21 d" in sentence(fact(order, "03-15 08:00"), zone=ZONE).en
    )
    ill = SymptomsReported(person="A1", symptoms=("fever", "cough"))
    assert sentence(fact(ill, "03-15 08:00"), zone=ZONE).zh_hans == "A1 出现症状：发热、咳嗽"


def test_times_are_those_of_the_facility() -> None:
    assert clock(moment("03-05 08:10"), zone=ZONE, language="zh_hans") == "2022年3月5日 08:10"
    assert day(date(2022, 3, 5), language="en") == "5 March 2022"


def test_a_text_put_into_a_text_keeps_its_language() -> None:
    told = fill(text("甲{x}", "乙{x}", "a {x}"), x=text("简", "繁", "word"))
    assert (told.zh_hans, told.zh_hant, told.en) == ("甲简", "乙繁", "a word")


def test_every_result_has_a_word() -> None:
    assert all(f"result.{result}" in WORDS for result in get_args(Result))
