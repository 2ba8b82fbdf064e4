"""The routes: the index, the player page, and what the page reads.

No part of a request's path ever becomes a path on the disk: ids, assets and exports are looked
up in what exists, and the one media file of an entry is known beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from timeline import times
from timeline.errors import TimeError
from timeline.formats import json, webvtt
from timeline.tracks import TRACKS
from timeline_web import exports, page, rendering, responses, storyboards
from timeline_web.assets import Assets, media_type
from timeline_web.library import Entry, Library
from timeline_web.security import content_security_policy
from timeline_web.sources import NO_MEDIA, Source

blueprint = Blueprint("player", __name__)


@dataclass(slots=True)
class AppState:
    """What the routes work with."""

    library: Library
    assets: Assets


def _state() -> AppState:
    state: AppState = current_app.extensions["player"]
    if current_app.debug:
        state.assets = Assets.read()
    return state


def _entry_or_404(id: str) -> Entry:
    entry = _state().library.get(id)
    if entry is None:
        abort(404, "There is no timeline at this address.")
    return entry


@blueprint.get("/")
def index() -> BaseResponse:
    """The list of timelines, or the only one."""
    state = _state()
    entries = state.library.list()
    if len(entries) == 1:
        return redirect(f"t/{entries[0].id}/")
    pages = [(f"t/{entry.id}/", page.build(entry)) for entry in entries]
    response = responses.text(rendering.index_page(pages, state.assets), "text/html")
    response.headers["Content-Security-Policy"] = content_security_policy(NO_MEDIA)
    return response


@blueprint.get("/t/<id>/")
def player(id: str) -> Response:
    """The player page; ``?t=83`` opens it there."""
    entry, state = _entry_or_404(id), _state()
    values = replace(
        page.build(entry),
        start=_start_time(),
        index_url="../../" if len(state.library.list()) > 1 else "",
        storyboard=_storyboard_url(entry.source),
    )
    html = rendering.player_page(values, state.assets)
    response = responses.text(html, "text/html")
    response.headers["Content-Security-Policy"] = content_security_policy(
        entry.source, styles=state.assets.style_hashes
    )
    return response


@blueprint.get("/t/<id>/timeline.json")
def timeline_json(id: str) -> Response:
    """The whole timeline in the exchange format."""
    return responses.text(json.write(_entry_or_404(id).timeline), json.FORMAT.media_type)


@blueprint.get("/t/<id>/<name>.vtt")
def track(id: str, name: str) -> Response:
    """A track for the player."""
    entry = _entry_or_404(id)
    if name in TRACKS:
        return responses.text(webvtt.write(entry.timeline, name), "text/vtt")
    if name != "transcript":
        abort(404, "There is no such track.")
    if entry.transcript is None:
        abort(404, "There is no transcript.")
    return responses.text(exports.transcript_webvtt(entry.transcript), "text/vtt")


@blueprint.get("/t/<id>/export/<fmt>/<name>")
def export(id: str, fmt: str, name: str) -> Response:
    """A file of the download menu."""
    entry = _entry_or_404(id)
    for found in exports.exports(entry.timeline, exports.slug(entry.name)):
        if (found.fmt.name, found.name) == (fmt, name):
            response = responses.text(found.text(entry.timeline), found.fmt.media_type)
            response.headers["Content-Disposition"] = f"attachment; filename={name}"
            return response
    abort(404, "There is no such file to download.")


@blueprint.get("/t/<id>/status.json")
def status(id: str) -> Response:
    """Whether the content changed (``version``), and what keeps it from changing."""
    entry = _entry_or_404(id)
    response = jsonify(version=entry.version, problem=entry.problem)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/t/<id>/media")
def media(id: str) -> Response:
    """The local media file, whole or in parts."""
    source = _entry_or_404(id).source
    if source.path is None:
        abort(404, "This timeline has no media file here.")
    return responses.file(source.path, source.type)


@blueprint.get("/t/<id>/storyboard/<name>")
def storyboard(id: str, name: str) -> Response:
    """The track of pictures for the seek bar's preview, or a sheet of them."""
    path = storyboards.find(_entry_or_404(id).source, name)
    if path is None:
        abort(404, "There are no pictures of this video.")
    return responses.file(path, "text/vtt" if name == storyboards.TRACK_NAME else "image/jpeg")


@blueprint.get("/static/<version>/<path:name>")
def asset(version: str, name: str) -> Response:
    """A script, style or font."""
    assets = _state().assets
    content = assets.files.get(name)
    if content is None or version != assets.version:
        abort(404, "There is no such file.")
    return responses.text(content, media_type(name), immutable=True)


def _storyboard_url(source: Source) -> str:
    return f"storyboard/{storyboards.TRACK_NAME}" if storyboards.is_available(source) else ""


def _start_time() -> float:
    try:
        return times.to_seconds(times.parse(request.args.get("t", "0")))
    except TimeError:
        return 0
