"""The long run: a thousand kills, on one of the two servers, and what they came to."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.killing.clusters import Embedded, External


def main() -> int:
    """Status 1 where anything was lost, doubled or inconsistent."""
    asked = argparse.ArgumentParser(prog="python -m tests.killing")
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--on", choices=("embedded", "external"), default="embedded")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--into", type=Path, help="Write what it came to into this file too.")
    said = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="lz-kill-"))
    cluster = Embedded(folder) if said.on == "embedded" else External(folder)
    os.environ |= {
        "DATABASE_URL": cluster.url, "LAZARETTO_VAR": str(folder / "var"), "LAZARETTO_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "lazaretto.project.settings", "LAZARETTO_HTTPS": "0",
    }  # fmt: skip
    import django

    django.setup()
    from tests.killing.rounds import Outcome, killed

    began = time.monotonic()

    def progress(outcome: Outcome) -> None:
        minutes = (time.monotonic() - began) / 60
        print(f"\r{outcome.kills.total()} of {said.kills} kills, {minutes:.1f} min, "
              f"{len(outcome.breaches)} breaches", end="", file=sys.stderr, flush=True)  # fmt: skip
        if said.into is not None:
            said.into.write_text(outcome.said())

    try:
        outcome = killed(cluster, folder, kills=said.kills, seed=said.seed, progress=progress)
    finally:
        cluster.stop()
    print(f"\n{outcome.said()}")
    if not outcome.breaches:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if outcome.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
