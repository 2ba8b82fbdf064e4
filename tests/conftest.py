"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.programs import missing_for_media, missing_for_proxy

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Time is never tested: other programs share the machine. The same examples at every run, so that
# what fails for one fails for all; new and many ones: HYPOTHESIS_PROFILE=long. Fewer, to learn
# whether another Python does the same: HYPOTHESIS_PROFILE=brief.
settings.register_profile(
    "short",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=100,
    derandomize=True,
)
settings.register_profile("brief", settings.get_profile("short"), max_examples=20)
settings.register_profile(
    "long", settings.get_profile("short"), max_examples=3000, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, and what drives the programs that make and read media."""
    for item in items:
        for fixture, marker in (
            ("browser", "browser"),
            ("media_programs", "media"),
            ("proxy_programs", "proxy"),
            ("npm", "npm"),
        ):
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


@pytest.fixture(scope="session")
def media_programs() -> None:
    """FFmpeg's and MKVToolNix's programs are there: asked for by all that runs them."""
    if packages := missing_for_media():
        pytest.fail(f"not installed: {', '.join(sorted(packages))}; `python3 -m tests` installs it")


@pytest.fixture(scope="session")
def proxy_programs() -> None:
    """nginx and Caddy are there, and what makes a certificate: asked for by all that runs them."""
    if packages := missing_for_proxy():
        pytest.fail(f"not installed: {', '.join(sorted(packages))}; `python3 -m tests` installs it")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. One for all tests of a process: Playwright starts no second one in it."""
    from tests.chromium import opened

    with opened() as browser:
        yield browser
