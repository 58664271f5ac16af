"""Random draws with names: a generator depends on the seed and its name, never on what was drawn before."""

from hashlib import blake2b

import numpy as np


def stream(seed: int, *name: object) -> np.random.Generator:
    """The generator of a name. Counter-based (Philox 4×64), keyed with BLAKE2b of seed and name."""
    key = blake2b("\x1f".join(map(str, (seed, *name))).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(key, "big")))
