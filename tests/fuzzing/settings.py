"""The house's settings for a server that is thrown everything: a clock that stands still, a factor less."""

from lazaretto.project.settings import *  # noqa: F403 — all of them, and these instead

CLOCK = "tests.attacks.world.clock"
SECOND_FACTOR_ROLES = frozenset()  # a program has no passkey
AXES_ENABLED = False  # what is tried here is everything but passwords
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]  # noqa: F405 — as which the tests' client signs in
