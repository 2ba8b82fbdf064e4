"""The player page as a folder of files that any host can serve.

The addresses are those of the application, all of them relative, so that the same page works
at any depth of any site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from timeline.formats import json, webvtt
from timeline.kinds import present
from timeline_web import exports, page, rendering, storyboards
from timeline_web.assets import Assets
from timeline_web.library import Entry
from timeline_web.publishing import MediaFile, PlannedFiles
from timeline_web.security import content_security_policy
from timeline_web.sources import NO_MEDIA, Source

#: What becomes of a local media file.
MediaMode = Literal["copy", "link", "none"]


def plan(entries: Sequence[Entry], assets: Assets, media: MediaMode = "copy") -> PlannedFiles:
    """The files of a site: one page at its root, or an index and a folder for each page."""
    files: PlannedFiles = {}
    if len(entries) == 1:
        files |= _page(entries[0], assets, folder="", media=media)
    else:
        named = list(unique_stems(entries))
        for stem, entry in named:
            files |= _page(entry, assets, folder=f"{stem}/", media=media)
        listings = [(f"{stem}/", page.listing(entry)) for stem, entry in named]
        files["index.html"] = rendering.index_page(
            listings, assets, csp=content_security_policy(NO_MEDIA)
        )
    kinds = {entry.source.kind for entry in entries}
    return {assets.path(name): assets.files[name] for name in assets.needed_by(kinds)} | files


def unique_stems(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """A name for each entry, safe in an address and given only once."""
    taken: set[str] = set()
    for entry in entries:
        base = exports.slug(entry.name)
        # A page's folder must not be the one of the assets.
        names = (base, *(f"{base}-{number}" for number in range(2, len(entries) + 3)))
        stem = next(name for name in names if name not in taken | {"static"})
        taken.add(stem)
        yield stem, entry


def data_files(entry: Entry) -> dict[str, str]:
    """Every text that a page reads or offers, by its address relative to the page."""
    timeline = entry.timeline
    files = {"timeline.json": json.write(timeline)}
    names = ("chapters", *(kind.track for kind in present(timeline)))
    files |= {f"{name}.vtt": webvtt.write(timeline, name) for name in names}
    files |= {one.url: one.text() for one in exports.captions(entry.transcripts)}
    for export in exports.exports(timeline, exports.slug(entry.name)):
        files[export.path] = export.text(timeline)
    return files


def with_media_file(source: Source, stem: str, media: MediaMode) -> tuple[Source, PlannedFiles]:
    """What a static page plays, and the media file to put beside it."""
    if source.path is None:
        return source, {}
    if media == "none":
        return NO_MEDIA, {}
    name = f"{stem}{source.path.suffix.lower()}"
    return replace(source, url=name, path=None), {name: MediaFile(source.path, media == "link")}


def storyboard_files(source: Source, media: object) -> PlannedFiles:
    """The pictures that the seek bar shows on hover, by their address; none without PyAV.

    ``media`` is what becomes of the film: one that is left out has no pictures either.
    """
    track = None if media == "none" else storyboards.find(source, storyboards.TRACK_NAME)
    if track is None:
        return {}
    return {f"storyboard/{path.name}": path.read_bytes() for path in track.parent.iterdir()}


def _page(entry: Entry, assets: Assets, *, folder: str, media: MediaMode) -> PlannedFiles:
    pictures = storyboard_files(entry.source, media)
    source, media_files = with_media_file(entry.source, exports.slug(entry.name), media)
    entry = replace(entry, source=source)
    up = "../" if folder else ""
    board = f"storyboard/{storyboards.TRACK_NAME}" if pictures else ""
    values = replace(page.build(entry), live=False, root=up, index_url=up, storyboard=board)
    # A film from a server that cannot seek is fetched whole, and played as a blob.
    csp = content_security_policy(source, styles=assets.style_hashes, media=("blob:",))
    files: PlannedFiles = {**media_files, **data_files(entry), **pictures}
    files["index.html"] = rendering.player_page(values, assets, csp=csp)
    return {folder + name: content for name, content in files.items()}
