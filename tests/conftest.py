"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Time is never tested: other programs share the machine. More examples: HYPOTHESIS_PROFILE=long.
settings.register_profile(
    "short", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.register_profile("long", settings.get_profile("short"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. One for all tests of a process: Playwright starts no second one in it."""
    from tests.chromium import opened

    with opened() as browser:
        yield browser
