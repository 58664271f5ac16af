"""What is taken away of an answer: paper, workbook, proposal. The same work gives the same bytes."""

import io
import zipfile
from datetime import datetime, timedelta, timezone
from functools import cache

import msgspec
import openpyxl
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from lazaretto.access.actor import Refused
from lazaretto.actions.ask_what_if import About, Asked
from lazaretto.actions.propose_protocol import Proposed, propose_protocol
from lazaretto.protocol.reading import read
from lazaretto.twin.asking import Question
from lazaretto.twin.designing import Change, LegChange
from lazaretto.web.what_if_answer import answer_page
from lazaretto.web.what_if_book import book
from lazaretto.web.what_if_files import files
from lazaretto.web.what_if_report import paper, said
from tests.answering import ALONE, SHORT, question, reply

NUMBER = "0190a0a0-0000-7000-8000-000000000001"
SEVEN = Change(name="7 d", legs={1: LegChange(days=7)})


BEGUN = datetime(2022, 4, 8, 9, 0, 1, 2, tzinfo=timezone(timedelta(hours=8)))  # as a file gives it back


def asked_of(asked: Question) -> Asked:
    about = About(
        actor="DL-01", begun=BEGUN, facilities=(), everywhere=True,
        document="four-layer-2022/1", start="designed", disease="covid-ancestral", days=180,
        orders=tuple(order.name for order in asked.orders),
    )  # fmt: skip
    breaches = [(0.175, 0.10, 0.31), (0.176, 0.09, 0.32), (0.285, 0.1375, 0.45), (0.2, 0.12, 0.34)]
    found = reply(asked, *breaches[: len(asked.orders) + 1])
    return Asked(NUMBER, about, asked, found, False, False, False, (), 16, 16, None)


ASKED = asked_of(question(SHORT, ALONE, SEVEN))


@cache
def proposed(number: int) -> Proposed:
    return propose_protocol(ASKED, number)


@pytest.fixture
def proposal() -> Proposed:
    return proposed(2)


@pytest.mark.parametrize("lang", ["en", "zh-hans", "zh-hant"])
def test_the_paper_says_everything_that_the_page_says(lang: str) -> None:
    found = said(ASKED, lang=lang)
    assert len(found["orders"]) == 4
    assert [bool(order["unlawful"]) for order in found["orders"]] == [False, False, True, False]
    assert len(found["rests"]) > 25
    assert all(len(row["cells"]) == 4 for row in found["table"]["rows"])
    assert [one["svg"].count("<style>") for one in found["pictures"]] == [1, 1, 1]
    assert ASKED.reply is not None
    assert ASKED.reply.question in found["foot"][0]


def test_the_same_answer_is_the_same_paper() -> None:
    first = paper(ASKED, lang="zh-hans")
    assert first.startswith(b"%PDF")
    assert first == paper(ASKED, lang="zh-hans")


def test_the_workbook_holds_each_figure_with_its_range_and_is_the_same_again() -> None:
    with translation.override("en"):
        data = book(ASKED)
        assert data == book(ASKED)
    loaded = openpyxl.load_workbook(io.BytesIO(data))
    figures, assumptions = loaded.worksheets
    assert "simulated" in figures["A2"].value
    rows = {row[0]: row[1:] for row in figures.iter_rows(values_only=True)}
    assert rows["Infection reaches a general wing"][:6] == (0.175, 0.1, 0.31, 0.176, 0.09, 0.32)
    assert assumptions.max_row > 25


def test_a_proposal_is_the_document_with_the_order_in_it(proposal: Proposed) -> None:
    new = read(proposal.proposal.data).protocol
    assert new is not None
    assert (new.version, new.legs[0].days, new.effective.isoformat()) == ("2", 14, "2022-04-08")
    assert not proposal.problems
    assert "seed 1" in new.sources[0].locator


def test_a_proposal_that_the_check_refuses_says_which_rule() -> None:
    found = proposed(4)
    assert {one.code for one in found.problems} == {"floor_broken"}
    assert all(one.line for one in found.problems)


def test_an_order_that_no_document_says_leaves_it_as_it_is() -> None:
    found = proposed(3)
    assert (found.differences, found.problems) == ((), ())
    assert found.proposal.ordered_apart == ("cohort",)


@pytest.mark.parametrize("number", [0, 1, 5])
def test_there_is_no_proposal_of_an_order_that_was_not_asked(number: int) -> None:
    with pytest.raises(Refused):
        propose_protocol(ASKED, number)


def test_a_document_that_changed_since_is_not_proposed_upon() -> None:
    other = asked_of(msgspec.structs.replace(ASKED.question, digest="0" * 64))
    with pytest.raises(Refused) as refused:
        propose_protocol(other, 2)
    assert refused.value.rule == "not_in_record"


def test_the_files_read_again_and_are_the_same_again(proposal: Proposed) -> None:
    assert ASKED.reply is not None
    data = files(proposal, ASKED, ASKED.reply)
    assert data == files(proposal, ASKED, ASKED.reply)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == [
            "four-layer-2022/2.yaml", "differences.zh-Hans.txt", "differences.zh-Hant.txt",
            "differences.en.txt", "simulation.json",
        ]  # fmt: skip
        assert packed.read("four-layer-2022/2.yaml") == proposal.proposal.data
        assert "21 d → 14 d" in packed.read("differences.en.txt").decode()
        kept = msgspec.json.decode(packed.read("simulation.json"))
    assert kept["simulated"] is True
    assert msgspec.convert(kept["question"], Question, strict=False) == ASKED.question


@pytest.mark.parametrize("number", [2, 3, 4])
def test_the_page_of_a_proposal_says_that_running_orders_are_not_shortened(number: int) -> None:
    assert ASKED.reply is not None
    with translation.override("en"):
        answer = answer_page(ASKED.question, ASKED.reply)
        shown = render_to_string(
            "web/what_if_proposed.html",
            {
                "asked": ASKED, "found": proposed(number), "order": answer.orders[number - 1],
                "answer": answer, "may_issue": True,
            },
        )  # fmt: skip
    assert "A running order is never shortened" in shown
    assert ("could not be issued" in shown) == (number == 4)
    assert ("Ordered by itself" in shown) == (number == 3)
