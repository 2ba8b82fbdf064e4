"""The routes: the index, the player page, and what the page reads.

No part of a request's path ever becomes a path on the disk: ids, assets and exports are looked
up in what exists, and the one media file of an entry is known beforehand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import get_args

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from timeline.formats import json, webvtt
from timeline.tracks import TRACKS
from timeline_web import exports, page, rendering, responses, storyboards
from timeline_web.assets import Assets, media_type
from timeline_web.library import Entry, Library, Order
from timeline_web.rendered import RenderedCache, render
from timeline_web.security import content_security_policy
from timeline_web.sources import NO_MEDIA, Source

blueprint = Blueprint("player", __name__)

_COMPRESSED_TYPES = ("font/woff2",)

#: How many timelines one page of the list shows.
PAGE_SIZE = 50


@dataclass(slots=True)
class AppState:
    """What the routes work with."""

    library: Library
    assets: Assets
    #: Whether visitors need a key, so that they can log out.
    has_key: bool = False
    rendered: RenderedCache = field(default_factory=RenderedCache)


def _state() -> AppState:
    state: AppState = current_app.extensions["player"]
    if current_app.debug:
        state.assets, state.rendered = Assets.read(), RenderedCache()
    return state


def _entry_or_404(id: str) -> Entry:
    entry = _state().library.get(id)
    if entry is None:
        abort(404, "There is no timeline at this address.")
    return entry


def _text(entry: Entry, name: str, make: Callable[[], str], media_type: str) -> Response:
    """A text made from ``entry``; ``name`` tells it from the others that are."""
    key = (entry.id, entry.version, name)
    return responses.text(_state().rendered.get(key, lambda: render(make())), media_type)


@blueprint.get("/")
def index() -> BaseResponse:
    """The list of timelines, a page of it at a time, or the only one."""
    state = _state()
    number, order = _page_number(), _order()
    count = state.library.count()
    listings = state.library.page((number - 1) * PAGE_SIZE, PAGE_SIZE, order)
    if count == 1 and len(listings) == 1:
        return redirect(f"t/{listings[0].id}/")
    if not listings and number > 1:
        abort(404, "The list has fewer pages.")
    html = rendering.index_page(
        [(f"t/{listing.id}/", listing) for listing in listings],
        state.assets,
        pages=rendering.Pages(number=number, count=-(-count // PAGE_SIZE), order=order),
        logout="logout" if state.has_key else "",
    )
    response = responses.text(render(html), "text/html")
    response.headers["Content-Security-Policy"] = content_security_policy(NO_MEDIA)
    return response


@blueprint.get("/t/<id>/")
def player(id: str) -> Response:
    """The player page. It is the same for every ``?t=``: its script reads that."""
    entry, state = _entry_or_404(id), _state()
    index_url = "../../" if state.library.count() > 1 else ""
    storyboard = _storyboard_url(entry.source)
    logout_url = "../../logout" if state.has_key else ""

    def make() -> str:
        values = replace(
            page.build(entry), index_url=index_url, storyboard=storyboard, logout_url=logout_url
        )
        return rendering.player_page(values, state.assets)

    response = _text(entry, f"page {index_url} {storyboard} {entry.problem}", make, "text/html")
    response.headers["Content-Security-Policy"] = content_security_policy(
        entry.source, styles=state.assets.style_hashes
    )
    return response


@blueprint.get("/t/<id>")
def without_slash(id: str) -> BaseResponse:
    """To the player page, from where the browser is: a proxy may have put us under a prefix."""
    query = request.query_string.decode("ascii", "ignore")
    return redirect(f"{_entry_or_404(id).id}/{'?' if query else ''}{query}", 308)


@blueprint.get("/t/<id>/timeline.json")
def timeline_json(id: str) -> Response:
    """The whole timeline in the exchange format."""
    entry = _entry_or_404(id)
    return _text(entry, "timeline.json", lambda: json.write(entry.timeline), json.FORMAT.media_type)


@blueprint.get("/t/<id>/<name>.vtt")
def track(id: str, name: str) -> Response:
    """A track for the player."""
    entry = _entry_or_404(id)
    if name in TRACKS:
        track_name = TRACKS[TRACKS.index(name)]
        return _text(entry, name, lambda: webvtt.write(entry.timeline, track_name), "text/vtt")

    def make() -> str:
        found = {one.url: one for one in exports.captions(entry.transcripts)}.get(f"{name}.vtt")
        if found is None:
            abort(404, "There is no such track.")
        return found.text()

    return _text(entry, name, make, "text/vtt")


@blueprint.get("/t/<id>/export/<fmt>/<name>")
def export(id: str, fmt: str, name: str) -> Response:
    """A file of the download menu."""
    entry = _entry_or_404(id)
    found = {
        (one.fmt.name, one.name): one
        for one in exports.exports(entry.timeline, exports.slug(entry.name))
    }.get((fmt, name))
    if found is None:
        abort(404, "There is no such file to download.")
    response = _text(entry, found.path, lambda: found.text(entry.timeline), found.fmt.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@blueprint.get("/t/<id>/status.json")
def status(id: str) -> Response:
    """Whether the content changed (``version``), and what keeps it from changing."""
    status = _state().library.status(id)
    if status is None:
        abort(404, "There is no timeline at this address.")
    response = jsonify(version=status.version, problem=status.problem)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/t/<id>/media")
def media(id: str) -> Response:
    """The local media file, whole or in parts."""
    source = _entry_or_404(id).source
    path = source.file
    if path is None:
        abort(404, "This timeline has no media file here.")
    return responses.file(path, source.type)


@blueprint.get("/t/<id>/storyboard/<name>")
def storyboard(id: str, name: str) -> Response:
    """The track of pictures for the seek bar's preview, or a sheet of them."""
    try:
        path = storyboards.find(_entry_or_404(id).source, name)
    except storyboards.BusyError:
        abort(503, "Pictures of other videos are being taken.")
    if path is None:
        abort(404, "There are no pictures of this video.")
    return responses.file(path, "text/vtt" if name == storyboards.TRACK_NAME else "image/jpeg")


@blueprint.get("/static/<version>/<path:name>")
def asset(version: str, name: str) -> Response:
    """A script, style or font."""
    state = _state()
    content = state.assets.files.get(name)
    if content is None or version != state.assets.version:
        abort(404, "There is no such file.")
    kind = media_type(name)
    level = 0 if kind in _COMPRESSED_TYPES else 9
    found = state.rendered.get(("static", name), lambda: render(content, level=level))
    return responses.text(found, kind, immutable=True)


@blueprint.get("/healthz")
def health() -> Response:
    """That the server answers, for those who watch over it. Needs no key and no name."""
    response = Response("ok\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def _storyboard_url(source: Source) -> str:
    return f"storyboard/{storyboards.TRACK_NAME}" if storyboards.is_available(source) else ""


def _page_number() -> int:
    number = request.args.get("page", 1, type=int)
    return number if 1 <= number <= 1_000_000 else 1


def _order() -> Order:
    return next((order for order in get_args(Order) if order == request.args.get("sort")), "name")
