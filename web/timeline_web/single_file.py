"""The player page as one file that opens from disk with no network.

Scripts, styles, fonts, tracks and downloads are inside; the policy lists the hash of each
script and style. Media are beside it, or inside as well.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from posixpath import dirname, join, normpath
from typing import Literal

from timeline.errors import InputError
from timeline.formats.json import to_dict
from timeline_web import page, rendering
from timeline_web.assets import Assets, media_type
from timeline_web.bundle import bundle
from timeline_web.library import Entry
from timeline_web.publishing import PlannedFiles
from timeline_web.security import content_security_policy, inline_hash
from timeline_web.site import data_files, storyboard_files, unique_stems, with_media_file
from timeline_web.sources import NO_MEDIA, Source
from timeline_web.storyboards import TRACK_NAME

MediaMode = Literal["copy", "link", "embed", "none"]

#: Browsers open a larger address slowly, or not at all.
MAX_EMBEDDED_BYTES = 256 * 1024 * 1024

_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


def plan(entries: Sequence[Entry], assets: Assets, media: MediaMode = "copy") -> PlannedFiles:
    """A page for each entry, with the media file beside it."""
    files: PlannedFiles = {}
    inline = _inline_assets(assets)
    for stem, entry in unique_stems(entries):
        pictures = _inline_storyboard(storyboard_files(entry.source, media))
        if media == "embed":
            source = embed_media(entry.source)
        else:
            source, media_files = with_media_file(entry.source, stem, media)
            files |= media_files
        files[f"{stem}.html"] = _page(
            replace(entry, source=_playable_offline(source)), assets, inline, pictures
        )
    return files


def embed_media(source: Source) -> Source:
    """The source with its media file inside its address. Raises InputError."""
    if source.path is None:
        return source
    try:
        if source.path.stat().st_size > MAX_EMBEDDED_BYTES:
            raise InputError(
                f"over {MAX_EMBEDDED_BYTES >> 20} MB: too large to lie inside a page",
                where=str(source.path),
                hint="leave it beside the page: --media-as copy",
            )
        data = source.path.read_bytes()
    except OSError as error:
        raise InputError((error.strerror or "").lower(), where=str(source.path)) from None
    return replace(source, url=_data_url(data, source.type), path=None)


def _inline_storyboard(files: PlannedFiles) -> str:
    """The address of a track of pictures that has them all inside; "" for none."""
    texts = {name: data for name, data in files.items() if isinstance(data, bytes)}
    track = texts.pop(f"storyboard/{TRACK_NAME}", b"").decode("utf-8")
    for name, data in texts.items():
        track = track.replace(
            f"\n{name.rpartition('/')[2]}#", f"\n{_data_url(data, 'image/jpeg')}#"
        )
    return _data_url(track.encode("utf-8"), "text/vtt") if track else ""


def _page(
    entry: Entry, assets: Assets, inline: rendering.InlineAssets, storyboard: str = ""
) -> str:
    values = page.build(entry)
    inside = {
        name: _data_url(text.encode("utf-8"), _text_type(name))
        for name, text in data_files(entry).items()
    }
    values = replace(
        values,
        live=False,
        root="",
        storyboard=storyboard,
        data=escape_json(to_dict(entry.timeline)),
        tracks=tuple(replace(track, url=inside[track.url]) for track in values.tracks),
        downloads=tuple(replace(item, url=inside[item.url]) for item in values.downloads),
    )
    csp = content_security_policy(
        entry.source,
        self_source="",
        styles=(*assets.style_hashes, *map(inline_hash, inline.styles)),
        scripts=[inline_hash(text) for _, text in inline.scripts],
        # On disk, 'self' is nothing in some browsers and file: nothing in others.
        media=("'self'", "file:", "data:"),
    )
    return rendering.player_page(values, assets, csp=csp, inline=inline)


def _playable_offline(source: Source) -> Source:
    """YouTube and Vimeo show nothing in a page without an origin: there a timer runs."""
    return NO_MEDIA if source.is_embed else source


def _inline_assets(assets: Assets) -> rendering.InlineAssets:
    manifest = assets.manifest
    # In the order of the page's own. A module runs when all of the page is there.
    texts = [bundle(manifest.module, assets.text), *map(assets.text, manifest.scripts)]
    return rendering.InlineAssets(
        styles=tuple(_inline_fonts(name, assets) for name in manifest.styles),
        scripts=tuple(("module", escape_script(text)) for text in texts),
    )


def escape_script(text: str) -> str:
    """A script as it may be in a script element: nothing in it ends or comments it out."""
    return re.sub(r"<(?=/?script|!--)", r"\\x3c", text, flags=re.I)


def escape_json(value: object) -> str:
    """A value as JSON that may be in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _inline_fonts(name: str, assets: Assets) -> str:
    """A style with every file that it names inside it."""

    def inside(match: re.Match[str]) -> str:
        if match[1].startswith(("data:", "#")):
            return match[0]
        path = normpath(join(dirname(name), match[1]))
        return f'url("{_data_url(assets.files[path], media_type(path))}")'

    return _URL.sub(inside, assets.text(name))


def _text_type(name: str) -> str:
    return "text/vtt" if name.endswith(".vtt") else "text/plain"


def _data_url(data: bytes, kind: str) -> str:
    charset = ";charset=utf-8" if kind.startswith("text/") else ""
    return f"data:{kind}{charset};base64,{b64encode(data).decode('ascii')}"
