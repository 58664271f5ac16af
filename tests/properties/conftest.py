"""How long the properties search: `LAZARETTO_HYPOTHESIS=ci` (default) or `long`."""

import os

from hypothesis import HealthCheck, settings

_QUIET = (HealthCheck.too_slow, HealthCheck.filter_too_much)  # a world is many draws; slow is not wrong

settings.register_profile(
    "ci", max_examples=20, deadline=None, derandomize=True, suppress_health_check=_QUIET
)
settings.register_profile("long", max_examples=800, deadline=None, suppress_health_check=_QUIET)
settings.load_profile(os.environ.get("LAZARETTO_HYPOTHESIS", "ci"))
