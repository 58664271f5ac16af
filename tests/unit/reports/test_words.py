"""Every table, row, column and law of a report has its words."""

from lazaretto.reports.laws import BY_NAME
from lazaretto.reports.words import BALANCES, LAWS, SUMMED, TABLES, WORDS, title, where, word
from tests.unit.reports.world import told


def test_every_table_row_column_and_law_has_its_words() -> None:
    tables = told().sheet.tables
    assert set(TABLES) == {table.id for table in tables}
    named = {name for table in tables if table.id != "bottom_lines" for name in (*table.rows, *table.columns)}
    assert named - set(WORDS) == set()
    assert set(LAWS) == set(BY_NAME)
    assert set(TABLES) >= SUMMED | set(BALANCES)
    assert word("a-line-of-a-document").en == "a-line-of-a-document"
    said = where("custody_places.in_cell+away")
    assert [one.en for one in said] == ["Where they are as the day ends", "In a cell", "Away for a while"]
    assert [one.en for one in where("custody_sexes.came")] == ["People held, by sex", "Came"]
    assert [one.en for one in where("goods.waiting_today.count")] == ["Goods", "Consignments waiting today"]
    assert [title(table).en for table in tables][:2] == [
        "People held, by layer of quarantine",
        "People held, by sex",
    ]
    assert word("leg1").zh_hans == "第一层（隔离点）"
    odd = word("a-line-of-a-document")
    assert (odd.zh_hans, odd.zh_hant, odd.en) == ("a-line-of-a-document",) * 3
    assert [one.en for one in where("gone.thing")] == ["gone", "thing"]
