"""One run of yt-dlp: ask the site, store what it says, download what is wished for."""

from __future__ import annotations

import contextlib
import json
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import atomic, files
from timeline.errors import FetchError, OutputError, TimelineError
from timeline.fetch.cache import FetchOptions, FetchResult, Info, describe
from timeline.fetch.errors import explain
from timeline.fetch.runtimes import used, with_runtimes
from timeline.libraries import failure, importing
from timeline.written import remember

if TYPE_CHECKING:
    from yt_dlp import YoutubeDL

#: Subtitle files that our transcript reader knows, best first.
_SUBTITLE_FORMATS = ("vtt", "srt")

#: Hidden folder of a download under way; kept when it breaks off, so that it can go on.
_PARTS = ".{name}.timeline-fetch"


class Session:
    """Fetch ``url`` as ``options`` says."""

    def __init__(self, url: str, options: FetchOptions) -> None:
        self.url = url
        self.options = options
        self.log = _Log()
        self._written: set[Path] = set()

    def run(self) -> tuple[FetchResult, ...]:
        """Fetch the video, or each entry of the playlist. Raises FetchError."""
        self._make_folder()
        with self._explained(self.url):
            info = self._ask(self.url, extract_flat="in_playlist")
            if info.get("_type") != "playlist":
                return (self._fetch_video(info, self.options.name),)
            return self._fetch_playlist(info)

    def _make_folder(self) -> None:
        try:
            self.options.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise FetchError(
                f"cannot be written: {reason}", where=str(self.options.folder)
            ) from None

    def _fetch_playlist(self, playlist: Info) -> tuple[FetchResult, ...]:
        """Every entry that can be got; what could not is reported by the first that could."""
        fetched: list[FetchResult] = []
        errors: list[FetchError] = []
        for number, entry in enumerate(playlist.get("entries") or (), 1):
            address = entry.get("webpage_url") or entry.get("url") or ""
            try:
                info = self._ask(address, noplaylist=True)
                info |= {"playlist_index": number, "playlist_title": playlist.get("title")}
                name = f"{self.options.name}-{number:02}" if self.options.name else ""
                fetched.append(self._fetch_video(info, name))
            except FetchError as error:
                errors.append(error)
        if not fetched:
            raise errors[0] if errors else FetchError("this playlist is empty", where=self.url)
        return _with_missing(fetched, errors)

    def _fetch_video(self, info: Info, name: str) -> FetchResult:
        with self._downloader() as downloader:
            name = name or _file_name(downloader, info)
            subtitles = choose_subtitles(info, self.options.language)
            kept = self._kept(name, subtitles)
            missing = []
            if subtitles and self._subtitle_path(name, *subtitles) not in kept:
                missing = list(self._store_subtitles(downloader, info, name, *subtitles))
            elif self.options.language and not subtitles:
                missing = [f"there are no subtitles in {self.options.language!r}"]
            known: Any = downloader.sanitize_info(info, remove_private_keys=True)
        known["original_url"] = self.url
        path = self.options.folder / f"{name}.info.json"
        if path not in kept:
            with _refusals():
                atomic.write(path, json.dumps(known, ensure_ascii=False) + "\n")
                self._remember([path])
        if self.options.media != "none" and not self._media(name) & kept:
            self._download(info, name)
            self._remember(self._media(name))
        found = describe(path, known, missing)
        kept = frozenset(found.files) - self._written
        return replace(found, runtime=self.log.runtime, kept=kept)

    def _remember(self, paths: Iterable[Path]) -> None:
        self._written.update(paths)
        remember(paths)

    def _kept(self, name: str, subtitles: tuple[str, Info] | None) -> frozenset[Path]:
        """The files that are there and stay, before anything is written.

        Raises FetchError where one is neither ours nor to be replaced.
        """
        wanted = [self.options.folder / f"{name}.info.json"]
        if subtitles:
            wanted.append(self._subtitle_path(name, *subtitles))
        if self.options.media != "none":
            wanted += sorted(self._media(name))
        with _refusals():
            return frozenset(p for p in wanted if not self.options.overwriting.allows(p))

    def _media(self, name: str) -> set[Path]:
        """The media of a name that are there."""
        found = self.options.folder.glob(f"{escape(name)}.*")
        suffixes = files.MEDIA_SUFFIXES
        return {path for path in found if path.stem == name and path.suffix in suffixes}

    def _subtitle_path(self, name: str, language: str, fmt: Info) -> Path:
        return self.options.folder / f"{name}.{language}.{fmt['ext']}"

    def _ask(self, url: str, **options: Any) -> Info:
        """What the site says about ``url``, formats chosen and chapters checked by yt-dlp."""
        with self._downloader(**options) as downloader, self._explained(url):
            info = downloader.extract_info(url, download=False)
        if not info:
            raise FetchError("there is no video that yt-dlp can find", where=url)
        return dict(info)

    def _store_subtitles(
        self, downloader: YoutubeDL, info: Info, name: str, language: str, fmt: Info
    ) -> Iterator[str]:
        """Store subtitles; yield a line where they could not be got."""
        target = self._subtitle_path(name, language, fmt)
        headers = {"http_headers": info.get("http_headers"), **fmt}
        try:
            with atomic.atomic_path(target) as part, self._explained(self.url):
                if not downloader.dl(str(part), headers, subtitle=True)[0]:
                    raise FetchError("the site did not give them", where=self.url)
            self._remember([target])
        except (FetchError, OutputError) as error:
            yield f"subtitles ({language}): {error.message}"

    def _download(self, info: Info, name: str) -> None:
        """Download the media to its own name in the folder, from where it broke off."""
        # yt-dlp puts relative folders inside each other.
        folder = self.options.folder.absolute()
        parts = folder / _PARTS.format(name=name)
        options = {
            "skip_download": False,
            "ignore_no_formats_error": False,
            "format": _format(self.options),
            "outtmpl": {"default": f"{name.replace('%', '%%')}.%(ext)s"},
            "paths": {"home": str(folder), "temp": str(parts)},
            "progress_hooks": [self._tell],
            "continuedl": True,
            "nopart": False,
            "overwrites": True,  # what is there may be replaced, or we are not here
        }
        try:
            with self._downloader(**options) as downloader, self._explained(self.url):
                downloader.process_ie_result(dict(info), download=True)
            shutil.rmtree(parts, ignore_errors=True)
        finally:
            with contextlib.suppress(OSError):
                parts.rmdir()  # where nothing came that could be gone on from

    def _tell(self, progress: Mapping[str, Any]) -> None:
        line = progress.get("_default_template", "")
        if progress.get("status") == "downloading" and line:
            self.options.progress(line)

    def _downloader(self, **options: Any) -> YoutubeDL:
        """A yt-dlp with the user's own options, and ours where they must be so."""
        from yt_dlp import YoutubeDL

        return YoutubeDL(
            {
                **with_runtimes(user_options(self.options.arguments)),
                **_OURS,
                "logger": self.log,
                **options,
            }
        )

    @contextlib.contextmanager
    def _explained(self, url: str) -> Iterator[None]:
        """Turn what yt-dlp raises over ``url`` into a FetchError."""
        with importing("yt_dlp", FetchError):
            from yt_dlp.networking.exceptions import RequestError
            from yt_dlp.utils import YoutubeDLError
        try:
            yield
        except TimelineError:
            raise
        except (YoutubeDLError, RequestError, OSError, ValueError) as error:
            raise explain(error, url, self.log.warnings) from error
        except Exception as error:  # sites change faster than yt-dlp: it trips over some
            raise failure("yt_dlp", error, FetchError).at(url) from error


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Make a FetchError of a file that cannot be, or must not be, written."""
    try:
        yield
    except OutputError as error:
        raise FetchError(error.message, where=error.where, hint=error.hint) from None


#: What must be so, whatever the user's configuration says: we store and print, yt-dlp does not.
_OURS: dict[str, Any] = {
    "quiet": True,
    "noprogress": True,
    "skip_download": True,
    "simulate": False,
    "ignoreerrors": False,
    "ignore_no_formats_error": True,
    "forceprint": {},
    "print_to_file": {},
    "dump_single_json": False,
    "forcejson": False,
    "listformats": None,
    "listsubtitles": None,
    "writeinfojson": False,
    "writesubtitles": False,
    "writeautomaticsub": False,
    "writethumbnail": False,
    "writedescription": False,
    "download_archive": None,
    "color": {"stdout": "never", "stderr": "never"},
}


def user_options(arguments: tuple[str, ...]) -> dict[str, Any]:
    """yt-dlp's options from the user's configuration files and ``arguments``.

    Raises FetchError with yt-dlp's own words where it does not know one.
    """
    from optparse import OptParseError

    with importing("yt_dlp", FetchError):
        import yt_dlp
    try:
        with _command_line(arguments):
            options: dict[str, Any] = yt_dlp.parse_options().ydl_opts
    except OptParseError as error:
        message = str(error).partition("error: ")[2] or str(error)
        raise FetchError(message.strip(), where=shlex.join(["yt-dlp", *arguments])) from None
    return options


@contextlib.contextmanager
def _command_line(arguments: tuple[str, ...]) -> Iterator[None]:
    """Stand in for the command line: given arguments otherwise, yt-dlp reads no configuration."""
    before = sys.argv
    sys.argv = ["yt-dlp", *arguments]
    try:
        yield
    finally:
        sys.argv = before


def choose_subtitles(info: Mapping[str, Any], wanted: str) -> tuple[str, Info] | None:
    """The language and yt-dlp's entry of the best subtitles: a person's before a machine's.

    ``wanted`` (``de``) also takes ``de-AT``; without it the video's own language comes first.
    """
    language = wanted or str(info.get("language") or "")
    for kind in ("subtitles", "automatic_captions"):
        known = {key: _readable(fmts) for key, fmts in (info.get(kind) or {}).items()}
        offered = {key: fmt for key, fmt in known.items() if fmt and key != "live_chat"}
        for key in _preferred(list(offered), language, any_other=not wanted):
            if fmt := offered[key]:
                return key, fmt
    return None


def _readable(fmts: Any) -> Info | None:
    """The entry in the best format that we can read."""
    by_format = {fmt.get("ext"): fmt for fmt in fmts or () if isinstance(fmt, dict)}
    return next((by_format[ext] for ext in _SUBTITLE_FORMATS if ext in by_format), None)


def _preferred(keys: list[str], language: str, *, any_other: bool) -> Iterator[str]:
    """Keys in the language, the original ones (``en-orig``) first; then, if wished, any other."""
    base = language.split("-")[0].lower()
    same = [key for key in keys if base and key.split("-")[0].lower() == base]
    yield from sorted(same, key=lambda key: (not key.endswith("-orig"), key != language, len(key)))
    if any_other:
        yield from (key for key in keys if key.endswith("-orig"))
        yield from keys


def _format(options: FetchOptions) -> str:
    """yt-dlp's format selector for the wished media."""
    if options.media == "audio":
        return "bestaudio/best"
    limit = f"[height<={options.max_height}]" if options.max_height else ""
    return f"bestvideo{limit}+bestaudio/best{limit}"


def _file_name(downloader: YoutubeDL, info: Info) -> str:
    """A file name of the title and the site's id, made safe by yt-dlp."""
    template = {"default": "%(title).80B [%(id)s]"}
    downloader.params["outtmpl"].update(template)
    return Path(downloader.prepare_filename(info)).name


def _with_missing(fetched: list[FetchResult], errors: list[FetchError]) -> tuple[FetchResult, ...]:
    lines = tuple(str(error) for error in errors)
    return (replace(fetched[0], missing=(*fetched[0].missing, *lines)), *fetched[1:])


class _Log:
    """Takes yt-dlp's words and prints nothing; its warnings may say why an error follows.

    ``runtime`` is the JavaScript runtime that it used, if any.
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.runtime = ""

    def debug(self, message: str) -> None:
        """Drop what yt-dlp would print, but for what it ran the site's script with."""
        self.runtime = used(message) or self.runtime

    info = error = debug

    def warning(self, message: str, *, once: bool = False) -> None:
        """Keep a warning."""
        self.warnings.append(message)
