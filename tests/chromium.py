"""A real Chromium: Playwright's own, or Debian's where that cannot be fetched."""

from __future__ import annotations

import os
import shutil
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


@contextmanager
def opened() -> Iterator[Browser]:
    """A headless browser that closes with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()
