"""What is in ``static/vendor``: its checksums, and the styles that its elements make.

``python -m tests.web.browser.vendored`` writes both files anew after an upgrade; the tests fail
while they differ. How each file was made is detected in the folder's README.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from playwright.sync_api import Page

from tests.chromium import opened

WEB = Path(__file__).parents[3] / "web" / "timeline_web"
VENDOR = WEB / "static" / "vendor"
CHECKSUMS = VENDOR / "checksums.json"
STYLE_HASHES = VENDOR / "style-hashes.json"

#: Elements of Media Chrome that others make, not our templates.
_INNER = {"media-gesture-receiver", "media-tooltip", "media-error-dialog"}

_COLLECT = """(names) => {
  const styles = new Set();
  const visit = (root) => {
    for (const style of root.querySelectorAll("style")) styles.add(style.textContent);
    for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) visit(shadowRoot);
  };
  for (const name of names) document.body.append(document.createElement(name));
  visit(document.body);
  return [...styles];
}"""


def checksums() -> dict[str, str]:
    """SHA-256 of every vendored file by its path."""
    made = {CHECKSUMS, STYLE_HASHES, VENDOR / "README.md"}
    return {
        path.relative_to(VENDOR).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(VENDOR.rglob("*"))
        if path.is_file() and path not in made
    }


def elements() -> list[str]:
    """The elements of Media Chrome that the templates use."""
    text = "".join(path.read_text("utf-8") for path in (WEB / "templates").glob("*.html"))
    return sorted(set(re.findall(r"<(media-[a-z-]+)", text)) | _INNER)


def style_hashes(page: Page) -> list[str]:
    """The Content-Security-Policy's names for the styles of the vendored elements."""
    page.set_content("<body></body>")
    page.add_script_tag(path=VENDOR / "media-chrome.js")
    styles = set(page.evaluate(_COLLECT, elements()))
    for name in ("hls", "youtube", "vimeo"):
        styles |= set(_embed_styles(name))
    return sorted(f"sha256-{b64encode(sha256(s.encode()).digest()).decode()}" for s in styles)


def _embed_styles(name: str) -> list[str]:
    text = (VENDOR / f"{name}-video-element.js").read_text("utf-8")
    return re.findall(r"<style>([^$]*?)</style>", text)


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    _write(CHECKSUMS, checksums())
    with opened() as browser:
        _write(STYLE_HASHES, style_hashes(browser.new_page()))
