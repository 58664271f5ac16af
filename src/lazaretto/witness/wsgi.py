"""Where the web server of a witness begins: key, logs and memory are named in the environment.

LAZARETTO_WITNESS_KEY     the file with the private key
LAZARETTO_WITNESS_LOGS    the public keys of the logs, by spaces
LAZARETTO_WITNESS_MEMORY  the file that remembers
"""

import os
from pathlib import Path

from lazaretto.proofs.notes import signer, verifier
from lazaretto.witness.answering import application as made
from lazaretto.witness.memory import Memory

KEY, LOGS, MEMORY = "LAZARETTO_WITNESS_KEY", "LAZARETTO_WITNESS_LOGS", "LAZARETTO_WITNESS_MEMORY"

application = made(
    Memory(Path(os.environ[MEMORY])),
    logs=[verifier(one) for one in os.environ[LOGS].split(" ")],
    signer=signer(Path(os.environ[KEY]).read_text()),
)
