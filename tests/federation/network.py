"""Nodes as people run them: each its own processes, database, folder, key and clock, on one machine."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psycopg

from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.project.clock import ahead_of
from lazaretto.project.postgres import Cluster, start
from tests.browser.city import free_port, wait_until_open
from tests.federation.links import Link, linked

STOP_SECONDS = 60
EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass
class Node:
    """One node. houses: kept here; None: all. states: whose node it is; None: it passes everything on."""

    name: str
    folder: Path
    database: str
    houses: tuple[str, ...] | None
    states: tuple[str, ...] | None
    port: int = field(default_factory=free_port)
    ahead: str = "0"
    process: subprocess.Popen[bytes] | None = None
    helper: subprocess.Popen[str] | None = None
    links: dict[str, Link] = field(default_factory=dict)  # to whom
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "LAZARETTO_"))}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "lazaretto.project.settings", "DATABASE_URL": self.database,
            "LAZARETTO_VAR": str(self.folder), "LAZARETTO_NODE": self.name, "LAZARETTO_LOG_LEVEL": "WARNING",
            "LAZARETTO_CLOCK_AHEAD": self.ahead, "LAZARETTO_PEERS": str(self.folder / "peers.json"),
            "LAZARETTO_PEERS_SECONDS": "600", "LAZARETTO_SECOND_FACTOR": "",
        } | more  # fmt: skip

    def run(self, *arguments: str, good: Sequence[int] = (0,)) -> str:
        """A command of this node; its output."""
        done = subprocess.run(
            self.command(*arguments), env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode in good, f"{self.name} {arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "lazaretto.project.command", *arguments]

    def hand(self, *said: Any) -> Any:
        """Something done at this node's tables; see :mod:`.hand`."""
        if self.helper is None:
            self.helper = subprocess.Popen(
                [sys.executable, "-m", "tests.federation.hand"], env=self.environment(), text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        assert self.helper.stdin is not None
        assert self.helper.stdout is not None
        self.helper.stdin.write(json.dumps(said) + "\n")
        self.helper.stdin.flush()
        answer = self.helper.stdout.readline()
        assert answer, f"{self.name} {said[0]}: the hand fell over"
        return json.loads(answer)

    def let_go(self) -> None:
        """End the hand: the next one reads the clock anew."""
        if self.helper is not None:
            self.helper.communicate()
            self.helper = None

    def state(self, *facts: Fact) -> None:
        """State facts here, and sign the log."""
        file = self.folder / "facts.ndjson"
        file.write_bytes(b"\n".join(encode(one) for one in facts))
        assert self.hand("state", str(file)) == len(facts)
        self.hand("publish")

    def pull(self) -> list[dict[str, Any]]:
        """Ask every peer for what is new."""
        found: list[dict[str, Any]] = self.hand("pull")
        return found

    def pull_and_die(self, after: int) -> bool:
        """Begin to pull, and be killed once so many answers were on their way; whether it was still at it."""
        before = self.answers()
        process = subprocess.Popen(
            self.command("node", "pull"), env=self.environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while process.poll() is None and self.answers() - before < after:
            time.sleep(0.005)
        died = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        return died

    def answers(self) -> int:
        """How many answers were on their way to this node, lost and repeated ones too."""
        return sum(link.passed + link.lost + link.repeated for link in self.links.values())

    def serve(self, *, follow: bool = False) -> None:
        """Open its server, with or without following beside it."""
        log = self.folder / "serve.log"
        more = () if follow else ("--no-follow",)
        often = {"LAZARETTO_PEERS_SECONDS": "1"} if follow else {}
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command("serve", "--port", str(self.port), *more), env=self.environment(**often),
                stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        wait_until_open(self.url, self.process, log)

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=STOP_SECONDS)
            self.process = None

    def get(self, path: str) -> Any:
        """JSON of its API, as a device of the detachment reads it."""
        asked = Request(f"{self.url}{path}", headers={"Authorization": f"Bearer {self.secrets['token']}"})
        with urlopen(asked, timeout=60) as answer:
            return json.load(answer)

    def page(self, path: str) -> str:
        """A page as an officer of the detachment sees it."""
        cookies = f"sessionid={self.secrets['session']}; django_language=en"
        asked = Request(f"{self.url}{path}", headers={"Cookie": cookies})
        with urlopen(asked, timeout=60) as answer:
            return str(answer.read().decode())

    def stand(self) -> dict[str, Any]:
        found: dict[str, Any] = self.hand("stand")
        return found


@dataclass
class Network:
    """A city and its houses."""

    nodes: dict[str, Node]
    began: datetime = EPOCH  # by the real clock: when the nodes' clocks were set
    moment: datetime = EPOCH  # to what

    def __getitem__(self, name: str) -> Node:
        return self.nodes[name]

    def at(self, moment: datetime) -> None:
        """Let every clock say so, from the next process of each node on; they agree to the microsecond."""
        self.began, self.moment, ahead = datetime.now(UTC), moment, ahead_of(moment)
        for node in self.nodes.values():
            node.let_go()
            node.ahead = ahead

    def now(self) -> datetime:
        """What the clocks say."""
        return self.moment + (datetime.now(UTC) - self.began)

    def links(self) -> Iterator[Link]:
        for node in self.nodes.values():
            yield from node.links.values()


@contextmanager
def network(
    houses: Mapping[str, tuple[str, ...]], *, kept: Sequence[str] | None, moment: datetime
) -> Iterator[Network]:
    """A city and a node a name, each with the houses that it states. kept: those that each of them keeps;
    None: its own. Tokens and files of peers are written as a person writes them, by the commands.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lz-")))
        cluster = Cluster(folder / "data", folder / "s")
        server = start(cluster)
        stack.callback(server.stop)
        nodes = {"city": Node("city", folder / "city", "", None, None)}
        for name, states in houses.items():
            nodes[name] = Node(name, folder / name, "", tuple(kept or states), states)
        stack.callback(_let_go, nodes)
        net = Network(nodes)
        net.at(moment)
        for node in nodes.values():
            node.folder.mkdir()
            node.database = _database(cluster, node, of=nodes["city"])
            node.secrets = node.hand("token")
            stack.callback(node.stop)
        for name in houses:
            for follower, teller in ((nodes["city"], nodes[name]), (nodes[name], nodes["city"])):
                follower.links[teller.name] = stack.enter_context(linked(teller.url))
                _token(teller, follower)
        for node in nodes.values():
            _peers(node, nodes)
        yield net


def _let_go(nodes: dict[str, Node]) -> None:
    for node in nodes.values():
        node.let_go()


def _database(cluster: Cluster, node: Node, *, of: Node) -> str:
    """A database of this version: the city's is made, the others begin as it did."""
    name = node.name.replace("-", "_")
    address = cluster.url.replace("/lazaretto?", f"/{name}?")
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name}" if node is of else f"CREATE DATABASE {name} TEMPLATE blank"
        )
        if node is of:
            node.database = address
            node.run("migrate")
            connection.execute(f"CREATE DATABASE blank TEMPLATE {name}")
    return address


def _token(teller: Node, follower: Node) -> None:
    teller.hand(
        "admit", follower.name, list(follower.houses or ()), str(follower.folder / f"{teller.name}.token")
    )


def _peers(node: Node, nodes: dict[str, Node]) -> None:
    peers = [
        {
            "name": name, "address": link.address, "key": nodes[name].hand("key"),
            "token": f"{name}.token", "houses": list(nodes[name].states or ("*",)),
        }
        for name, link in node.links.items()
    ]  # fmt: skip
    said = {"houses": list(node.houses or ("*",)), "peers": peers}
    (node.folder / "peers.json").write_text(json.dumps(said))
