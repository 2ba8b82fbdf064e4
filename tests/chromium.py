"""A real Chromium: Debian's, or Playwright's own where there is none.

``python -m tests.chromium`` succeeds where one is installed that Playwright can drive.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
]


def executable() -> str | None:
    """The system's Chromium, or None for Playwright's own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def installed() -> bool:
    """Whether `opened` has a browser to open. Raises what Playwright does where it cannot start."""
    with sync_playwright() as playwright:
        return bool(shutil.which(executable() or playwright.chromium.executable_path))


@contextmanager
def opened() -> Iterator[Browser]:
    """A headless browser that closes with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(not installed())
