"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Time is never tested: other programs share the machine. More examples: HYPOTHESIS_PROFILE=long.
settings.register_profile(
    "short", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.register_profile("long", settings.get_profile("short"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
