"""A house is put back to an earlier day: its lost facts come from the city, and its log goes on unforked."""

from pathlib import Path

import psycopg
import pytest

from lazaretto.proofs.notes import verifier
from tests.federation.network import network
from tests.federation.test_cut_apart import CUT, before
from tests.unit.board.world import measured

pytestmark = [pytest.mark.database, pytest.mark.slow]
HOUSE = "house-q"
LOST = 50


def test_fifty_facts_come_back_once_and_the_log_goes_on(tmp_path: Path) -> None:
    """Backup, fifty facts and two of the city's, restore, pull twice, resume, and both go on."""
    with network({HOUSE: ("QZ-D",)}, kept=None, moment=CUT) as net:
        house, city = net[HOUSE], net["city"]
        city.state(*before())
        for node in (house, city):
            node.serve()
        house.pull()
        house.hand("publish")
        city.pull()
        words = tmp_path / "words"
        words.write_text("Qinzhou gate 07\n")
        house.run("backup", str(tmp_path / "kept"), "--passphrase-file", str(words))
        house.state(*(measured(500 + n, "03-14 20:00", "A", "B") for n in range(LOST // 2)))
        city.state(measured(600, "03-14 20:10", "A"), measured(601, "03-14 20:20", "B"))
        assert house.pull()[0]["new"] == 2
        house.state(*(measured(550 + n, "03-14 21:00", "A", "B") for n in range(LOST // 2)))
        assert city.pull()[0]["new"] == LOST
        whole, seen = house.stand(), (house.folder / "log" / "checkpoint").read_text()

        house.stop()
        house.let_go()
        with psycopg.connect(city.database, autocommit=True) as connection:
            connection.execute("CREATE DATABASE put_back")
        house.database = house.database.replace("/house_q?", "/put_back?")
        links, house.folder = house.folder, tmp_path / "again"
        [kept] = (tmp_path / "kept").iterdir()
        house.run("restore", str(kept), "--passphrase-file", str(words))
        assert len(house.stand()["facts"]) == len(whole["facts"]) - LOST - 2
        assert (house.folder / "peers.json").read_text() == (links / "peers.json").read_text()

        assert [(one["new"], one["wrong"], one["away"]) for one in house.pull()] == [(LOST + 2, None, "")]
        assert [(one["new"], one["wrong"]) for one in house.pull()] == [(0, None)]
        assert house.stand() == whole
        (tmp_path / "seen").write_text(seen)
        house.let_go()
        assert "goes on" in house.run("ledger", "resume", "--seen", str(tmp_path / "seen"))
        house.run("ledger", "check")
        house.run("rebuild")

        house.serve()
        house.state(measured(700, "03-14 22:00", "C"))
        assert [(one["new"], one["wrong"], one["stopped"]) for one in city.pull()] == [(1, None, False)]
        city.state(measured(602, "03-14 22:10", "B"))
        assert [(one["new"], one["wrong"]) for one in house.pull()] == [(1, None)]
        assert set(house.stand()["facts"]) < set(city.stand()["facts"])
        key = verifier(house.hand("key"))
        city.run("ledger", "verify", str(city.folder / "mirrors" / HOUSE), "--key", str(key))
