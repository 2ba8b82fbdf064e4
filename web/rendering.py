"""Page values to HTML, with the templates and assets of this package. No application needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.assets import Assets
from web.page import Page

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """What a page that loads nothing carries inside: its policy, styles and scripts.

    ``scripts`` are pairs of the element's ``type`` (empty for a classic script) and the text.
    """

    csp: str
    styles: tuple[str, ...]
    scripts: tuple[tuple[str, str], ...]


def player_page(page: Page, assets: Assets, inline: Inline | None = None) -> str:
    """The player page."""
    return _template("page.html").render(
        page=page, inline=inline, asset=_addresses(page.root, assets), manifest=assets.manifest
    )


def index_page(pages: Sequence[tuple[str, Page]], assets: Assets, root: str = "") -> str:
    """The page that lists ``pages``, each with its address."""
    return _template("index.html").render(
        pages=pages, asset=_addresses(root, assets), manifest=assets.manifest
    )


def _addresses(root: str, assets: Assets):  # type: ignore[no-untyped-def]
    return lambda name: root + assets.path(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _template(name: str):  # type: ignore[no-untyped-def]
    return _environment().get_template(name)
