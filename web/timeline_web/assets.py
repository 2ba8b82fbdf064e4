"""Scripts, styles and fonts: read once, served from memory under a versioned path.

The version is a part of the path, not a query, so that what a script imports by a relative
address carries it too, and every address may be cached for good.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from timeline_web.bundle import split

STATIC_DIR = Path(__file__).parent / "static"

ASSET_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

#: The names of what the page loads.
MANIFEST_NAME = "manifest.json"
#: SHA-256 sources of the style elements inside Media Chrome's shadow roots.
STYLE_HASHES_NAME = "vendor/style-hashes.json"


#: A comment on lines of its own, as all in our scripts are.
_JS_COMMENT = re.compile(rb"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)\r?\n", re.M | re.S)

_CSS_COMMENT = re.compile(rb"/\*.*?\*/[ \t]*\n?", re.S)

#: Empty lines and indents: they mean nothing in our scripts and styles.
_INDENT = re.compile(rb"^\s+", re.M)
#: Line ends that mean nothing in either, as no comment of ours is behind code on its line.
_LINE_END = re.compile(rb"(?<=[{;,])\n")

#: Elements that play one kind of source only.
_SOURCE_ELEMENTS = {
    "vendor/hls-video-element.js": "hls",
    "vendor/youtube-video-element.js": "youtube",
    "vendor/vimeo-video-element.js": "vimeo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The styles and classic scripts that the player page loads, and its one module.

    ``entry`` is what is made of the module and all that it imports at once, ``joined`` says
    which styles are one: so a page asks for few files, and the sources stay small ones.
    """

    styles: list[str]
    scripts: list[str]
    module: str
    entry: str
    joined: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of ``timeline_web/static`` by their relative path, and one version for them all.

    ``style_hashes`` are the ``sha256-...`` of each style element that Media Chrome makes.
    """

    files: dict[str, bytes]
    version: str
    manifest: Manifest
    style_hashes: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path = STATIC_DIR) -> Assets:
        """Read every file that a page may ask for; licences and lists stay where they are."""
        files = {
            path.relative_to(folder).as_posix(): _content(
                path.relative_to(folder), path.read_bytes()
            )
            for path in sorted(folder.rglob("*"))
            if path.suffix in ASSET_TYPES and path.is_file()
        }
        manifest = Manifest(**json.loads((folder / MANIFEST_NAME).read_bytes()))
        files |= _made(files, manifest)
        digest = blake2b(digest_size=6)
        for name, data in sorted(files.items()):
            digest.update(b"%b\0%d\0%b" % (name.encode(), len(data), data))
        hashes = json.loads((folder / STYLE_HASHES_NAME).read_bytes())
        return cls(files, digest.hexdigest(), manifest, tuple(hashes))

    def path(self, name: str) -> str:
        """The address of a file, relative to the site's root. Raises KeyError for no such file."""
        if name not in self.files:
            raise KeyError(f"timeline_web/static/{name}")
        return f"static/{self.version}/{name}"

    def text(self, name: str) -> str:
        """A file's text."""
        return self.files[name].decode("utf-8")

    def needed_by(self, kinds: Collection[str]) -> list[str]:
        """The files that pages with sources of these kinds may ask for."""
        return [name for name in self.files if _SOURCE_ELEMENTS.get(name) in (None, *kinds)]


def _content(name: Path, data: bytes) -> bytes:
    """What to serve of a file; of a script or style of ours, all but its comments."""
    comment = {".css": _CSS_COMMENT, ".js": _JS_COMMENT}.get(name.suffix)
    if comment is None or name.parts[0] == "vendor":
        return data
    return comment.sub(b"", data)


def _made(files: dict[str, bytes], manifest: Manifest) -> dict[str, bytes]:
    """The files that the manifest makes of others."""

    def read(name: str) -> str:
        return files[name].decode("utf-8")

    styles = {
        name: b"".join(files[part] for part in parts) for name, parts in manifest.joined.items()
    }
    modules = split(manifest.module, read, manifest.entry)
    made = styles | {name: text.encode() for name, text in modules.items()}
    return {name: _LINE_END.sub(b"", _INDENT.sub(b"", data)) for name, data in made.items()}


def media_type(name: str) -> str:
    """The media type of an asset."""
    return ASSET_TYPES[PurePosixPath(name).suffix]
