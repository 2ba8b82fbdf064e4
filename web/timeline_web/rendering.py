"""Page values to HTML, with the templates and assets of this package. No application needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from timeline.text_language import direction_of, language_of, script_of, script_of_language
from timeline_web.assets import Assets
from timeline_web.library import Listing, Order
from timeline_web.page_model import Page, TrackView

TEMPLATES = Path(__file__).parent / "templates"

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_LOGIN_CSS = """\
form { display: flex; flex-wrap: wrap; gap: var(--space-3); margin-block-start: var(--space-5); }
input { flex: 1 1 16rem; }
input::placeholder { color: var(--soft); }
input, button {
  padding: var(--space-3) var(--space-4);
  border: 1px solid var(--soft);
  border-radius: 6px;
  background: var(--raised);
}
button { background: var(--ink); color: var(--paper); border-color: var(--ink); }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineAssets:
    """What a page that loads nothing carries inside: its styles and scripts.

    ``scripts`` are pairs of the element's ``type`` (empty for a classic script) and the text.
    """

    styles: tuple[str, ...]
    scripts: tuple[tuple[str, str], ...]


def player_page(
    page: Page, assets: Assets, *, csp: str = "", inline: InlineAssets | None = None
) -> str:
    """The player page. ``csp`` is the policy to state in it where no header will."""
    return _render("page.html", assets, page.root, page=page, csp=csp, inline=inline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Which page of a list is shown, of how many, in which order. Numbers begin with 1."""

    number: int
    count: int
    order: Order


def index_page(
    listings: Sequence[tuple[str, Listing]],
    assets: Assets,
    *,
    root: str = "",
    csp: str = "",
    pages: Pages | None = None,
    logout: str = "",
) -> str:
    """The page that lists timelines, each with its address; ``pages`` of a list that goes on.

    ``logout`` is the address that ends a visitor's session, where there are any.
    """
    values = {"listings": listings, "pages": pages, "logout": logout}
    return _render("index.html", assets, root, csp=csp, inline=None, **values)


def message_page(
    status: int, title: str, text: str, assets: Assets, *, base: str, back: str
) -> str:
    """A page that says one thing, such as that there is nothing here.

    ``base`` is the address of the application's root, ``back`` where a link may lead.
    """
    values = {"status": status, "title": title, "text": text, "root": back, "login": ""}
    return _render("message.html", assets, base, csp="", inline=None, **values)


def login_page(status: int, title: str, text: str, assets: Assets, *, login: str) -> str:
    """A page that asks for the key, to be sent to the address ``login``. It loads nothing."""
    inline = InlineAssets(styles=login_styles(assets), scripts=())
    values = {"status": status, "title": title, "text": text, "root": "", "login": login}
    return _render("message.html", assets, "", csp="", inline=inline, **values)


def login_styles(assets: Assets) -> tuple[str, ...]:
    """The styles inside a page that asks for the key, without the font that they would load."""
    return (_FONT_FACE.sub("", assets.text("base.css")), _LOGIN_CSS)


def _render(template: str, assets: Assets, base: str, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(asset=lambda name: base + assets.path(name), manifest=assets.manifest, **values)
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["language_attributes"] = language_attributes
    return environment


def language_attributes(around: Page | TrackView, text: str) -> Markup:
    """``lang`` and ``dir`` of an element with ``text``, where they are not those around it."""
    script = script_of(text)
    if script is None or script == script_of_language(around.language):
        return Markup()
    language = language_of(text)
    attributes = Markup(' lang="{}"').format(language) if language else Markup()
    if (direction := direction_of(language)) != around.direction:
        attributes += Markup(' dir="{}"').format(direction)
    return attributes
