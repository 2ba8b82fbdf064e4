"""Folders of summaries: what is in them, what stays out, and what is read when."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.test_watch import wait_until
from timeline.errors import InputError
from timeline.loader import LoadRequest
from timeline_web import create_app, file_library, site, watched_file
from timeline_web.assets import Assets
from timeline_web.entries import entry_id, load_entry
from timeline_web.file_library import FileLibrary, open_library
from timeline_web.library import Entry
from timeline_web.publishing import publish

SUMMARY = (
    "{title}\n\nKey insights\n🌙The Moon matters.\n\nTimestamped Summary\n0:00 One\n1:00 Two\n"
)
WEBM = b"\x1aE\xdf\xa3 and what follows"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "talks"
    path.mkdir()
    return path


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that nobody means to show, outside the folder."""
    path = tmp_path / "passwords"
    path.write_text("root:x:0:0")
    return path


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at the folder but the test: libraries have no thread of their own."""
    monkeypatch.setattr(FileLibrary, "_keep_watching", lambda self: None)


def write(path: Path, title: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SUMMARY.format(title=title or f"About {path.stem}"), encoding="utf-8")
    return path


def opened(folder: Path, said: list[str], **options: bool) -> FileLibrary:
    return open_library(LoadRequest(source=str(folder)), said.append, **options)


def titles(library: FileLibrary) -> list[str]:
    return [listing.title for listing in library.page(0, 100)]


def only(library: FileLibrary) -> Entry:
    [listing] = library.page(0, 10)
    entry = library.get(listing.id)
    assert entry is not None
    return entry


def test_a_folder_is_in_natural_order_with_its_subfolders(folder: Path, said: list[str]) -> None:
    for name in ("talk10.txt", "Talk2.txt", "2024/b.txt", "2024/deep/a.md", ".hidden/x.txt"):
        write(folder / name)
    library = opened(folder, said)
    assert [(one.folder, one.title) for one in library.page(0, 10)] == [
        ("2024", "About b"),
        ("2024/deep", "About a"),
        ("", "About Talk2"),
        ("", "About talk10"),
    ]
    assert [one.title for one in library.page(1, 2)] == ["About a", "About Talk2"]


def test_the_newest_come_first_when_asked_so(folder: Path, said: list[str]) -> None:
    for number, name in enumerate(("b", "a", "c")):
        os.utime(write(folder / f"{name}.txt"), (number, number))
    library = opened(folder, said)
    assert [one.title for one in library.page(0, 2, "newest")] == ["About c", "About a"]


@pytest.mark.usefixtures("alone")
def test_only_what_is_asked_for_is_read(
    folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(request: LoadRequest, video: str = "") -> object:
        if Path(request.source).parent == folder:  # a library before may be reading yet
            read.append(Path(request.source).stem)
        return load_entry(request, video)

    monkeypatch.setattr(watched_file, "load_entry", counted)
    for number in range(300):
        write(folder / f"t{number}.txt")
    library = opened(folder, said)
    assert (library.count(), read) == (300, [])
    page = library.page(100, 10)
    assert read == [f"t{number}" for number in range(100, 110)]
    library.page(100, 10)
    entry = library.get(page[0].id)
    assert library.get(page[0].id) is entry
    assert library.status(page[1].id) is not None
    assert len(read) <= 11, "the entry again, to show it"


@pytest.mark.usefixtures("alone")
def test_few_entries_stay_in_memory(folder: Path, said: list[str]) -> None:
    for number in range(file_library.MAX_ENTRIES + 20):
        write(folder / f"t{number}.txt")
    library = opened(folder, said)
    listings = library.page(0, 1000)
    for listing in listings:
        assert library.get(listing.id)
    held = [one for one in library._watched.values() if one._entry is not None]
    assert len(held) == file_library.MAX_ENTRIES


@pytest.mark.usefixtures("alone")
def test_new_changed_and_deleted_files_are_seen(folder: Path, said: list[str]) -> None:
    first = write(folder / "a.txt", "First")
    library = opened(folder, said)
    assert titles(library) == ["First"]
    write(folder / "sub" / "b.txt", "Second")
    library.refresh()
    assert titles(library) == ["First", "Second"]
    write(first, "First, again")
    assert titles(library) == ["First, again", "Second"]
    first.unlink()
    library.refresh()
    assert titles(library) == ["Second"]


@pytest.mark.usefixtures("alone")
def test_a_folder_that_is_gone_is_said_and_seen_when_it_is_back(
    folder: Path, said: list[str]
) -> None:
    write(folder / "talk.txt")
    library = opened(folder, said)
    away = folder.rename(folder.with_name("away"))
    for _ in range(3):
        library.refresh()
        assert titles(library) == []
    assert said == [f"{folder}: there is no summary in this folder any more"]
    away.rename(folder)
    library.refresh()
    assert titles(library) == ["About talk"]


def test_they_are_seen_without_being_told(folder: Path, said: list[str]) -> None:
    write(folder / "a.txt", "First")
    library = opened(folder, said)
    assert titles(library) == ["First"]
    write(folder / "b.txt", "Second")
    wait_until(lambda: titles(library) == ["First", "Second"])


def test_a_video_that_comes_later_is_played(folder: Path, said: list[str]) -> None:
    write(folder / "a.txt")
    library = opened(folder, said)
    assert only(library).source.kind == "none"
    (folder / "a.webm").write_bytes(WEBM)
    wait_until(lambda: only(library).source.path == folder / "a.webm")


@pytest.mark.usefixtures("alone")
def test_what_is_no_summary_is_said_and_not_counted(folder: Path, said: list[str]) -> None:
    write(folder / "talk.txt")
    (folder / "letter.txt").write_text("Dear all,\n\nthis is a letter.\n")
    os.utime(folder / "letter.txt", (0, 0))  # as of an archive without dates
    library = opened(folder, said)
    assert titles(library) == ["About talk"]
    assert library.count() == 1
    library.read_again()
    assert [line.partition(":")[0] for line in said] == ["skipped"]
    write(folder / "letter.txt", "No letter any more")
    library.read_again()
    assert titles(library) == ["No letter any more", "About talk"]
    assert said[1:] == [f"read again: {folder / 'letter.txt'}"]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("read", [False, True])
@pytest.mark.parametrize("name", ["talk.txt", "sub/talk.txt"])
def test_what_was_deleted_was_not_skipped(
    folder: Path, said: list[str], name: str, read: bool
) -> None:
    """Neither where it was never read, nor where the memory it took was given free."""
    write(folder / "other.txt")
    path = write(folder / name)
    library = opened(folder, said)
    id = entry_id(str(path))
    if read:
        assert library.get(id)
        library._watched[id].forget()
    shutil.rmtree(path.parent) if path.parent != folder else path.unlink()
    assert library.get(id) is None
    while library.read_on():
        pass
    library.refresh()
    assert (titles(library), said) == (["About other"], [])


def test_a_folder_without_summaries_is_an_error(folder: Path, said: list[str]) -> None:
    with pytest.raises(InputError, match="no summary in this folder"):
        opened(folder, said)
    (folder / "letter.txt").write_text("Dear all")
    with pytest.raises(InputError, match="no summary in this folder"):
        opened(folder, said).require_one()


def test_what_site_wrote_is_not_listed(folder: Path, said: list[str]) -> None:
    write(folder / "talk.txt")
    publish(site.plan([only(opened(folder, said))], Assets.read()), folder / "public")
    assert titles(opened(folder, said)) == ["About talk"]


@pytest.mark.usefixtures("alone")
def test_a_thread_that_reads_keeps_nobody_waiting(
    folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one reads a save, the others get the last state."""
    import threading

    path = write(folder / "a.txt", "Before")
    library = opened(folder, said)
    id = only(library).id
    reading, may_go_on = threading.Event(), threading.Event()

    def slow(request: LoadRequest, video: str = "") -> object:
        reading.set()
        assert may_go_on.wait(20)
        return load_entry(request, video)

    monkeypatch.setattr(watched_file, "load_entry", slow)
    write(path, "After")
    reader = threading.Thread(target=library.get, args=(id,))
    reader.start()
    assert reading.wait(20)
    meanwhile = library.get(id)
    may_go_on.set()
    reader.join(20)
    after = library.get(id)
    assert meanwhile is not None
    assert after is not None
    assert (meanwhile.timeline.title, after.timeline.title) == ("Before", "After")


def test_one_file_keeps_no_other_from_being_seen(
    folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(request: LoadRequest, video: str = "") -> object:
        if "bad" in str(request.source):
            raise RecursionError
        return load_entry(request, video)

    monkeypatch.setattr(watched_file, "load_entry", failing)
    monkeypatch.setattr(file_library, "_REFRESH_SECONDS", 0.05)
    write(folder / "bad.txt")
    library = opened(folder, said)
    assert library.count() == 1
    wait_until(lambda: "a summary was not read" in caplog.text)
    write(folder / "talk.txt")
    wait_until(lambda: library.count() == 2)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are Unicode")
@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"caf\xe9/talk.txt"], ids=["file", "folder"])
def test_a_name_that_is_no_text_is_shown(folder: Path, said: list[str], name: bytes) -> None:
    path = folder / os.fsdecode(name)
    write(path, "A title")
    write(folder / "other.txt")
    path.with_suffix(".webm").write_bytes(WEBM)
    library = opened(folder, said)
    client = create_app(library).test_client()
    entry = library.get(entry_id(str(path)))
    assert entry is not None
    assert ("caf" in entry.name, entry.folder[:3]) in ((True, ""), (False, "caf"))
    assert client.get("/").status_code == 200
    assert client.get(f"/t/{entry.id}/").status_code == 200
    assert client.get(f"/t/{entry.id}/media", buffered=True).data == WEBM
    publish(site.plan([entry], Assets.read()), folder / "public")
    path.write_bytes(b"")
    status = client.get(f"/t/{entry.id}/status.json").json
    assert status is not None
    assert "this is empty" in status["problem"]


def linked(at: Path, to: Path) -> None:
    at.symlink_to(to)


def piped(at: Path, to: Path) -> None:
    os.mkfifo(at)


def bound(at: Path, to: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(at))


def copied(at: Path, to: Path) -> None:
    at.write_bytes(to.read_bytes())


def chained(at: Path, to: Path) -> None:
    (at.parent / "between").symlink_to(to)
    at.symlink_to("between")


NOT_OURS = [linked, chained, piped, bound]


@pytest.mark.parametrize("make", [*NOT_OURS, copied])
@pytest.mark.parametrize("name", ["d.webm", "d.mp3", "d.mp4"])
def test_what_is_no_video_of_the_folder_is_not_given_out(
    folder: Path, said: list[str], secret: Path, make: Callable[[Path, Path], None], name: str
) -> None:
    write(folder / "d.txt")
    make(folder / name, secret)
    library = opened(folder, said)
    entry = only(library)
    assert entry.source.kind == "none"
    response = create_app(library).test_client().get(f"/t/{entry.id}/media", buffered=True)
    assert response.status_code == 404


@pytest.mark.parametrize("make", NOT_OURS)
def test_a_video_that_becomes_something_else_is_not_given_out(
    folder: Path, said: list[str], secret: Path, make: Callable[[Path, Path], None]
) -> None:
    write(folder / "d.txt")
    video = folder / "d.webm"
    video.write_bytes(WEBM)
    library = opened(folder, said)
    entry = only(library)
    address = f"/t/{entry.id}/media"
    client = create_app(library).test_client()
    assert client.get(address, buffered=True).data == WEBM
    video.unlink()
    make(video, secret)
    assert client.get(address, buffered=True).status_code == 404
    from tests.web.sample import FixedLibrary

    kept = create_app(FixedLibrary(entry)).test_client()
    assert kept.get(address, buffered=True).status_code == 404, "the entry alone gives nothing"


@pytest.mark.parametrize("make", NOT_OURS)
@pytest.mark.parametrize("name", ["d.txt", "a/d.txt"])
def test_a_summary_that_is_not_of_the_folder_is_not_shown(
    folder: Path, said: list[str], tmp_path: Path, make: Callable[[Path, Path], None], name: str
) -> None:
    write(folder / "mine.txt")
    outside = write(tmp_path / "outside.txt", "Secret")
    (folder / name).parent.mkdir(exist_ok=True)
    make(folder / name, outside)
    assert titles(opened(folder, said)) == ["About mine"]


def test_a_transcript_that_leads_out_is_not_used(
    folder: Path, said: list[str], tmp_path: Path
) -> None:
    write(folder / "d.txt")
    spoken = tmp_path / "private.vtt"
    spoken.write_text("WEBVTT\n\n00:00.000 --> 00:05.000\nA private word about the Moon.\n")
    (folder / "d.vtt").symlink_to(spoken)
    assert only(opened(folder, said)).transcript is None
    assert only(opened(folder, said, follow_symlinks=True)).transcript is not None


def test_links_are_followed_on_request_and_inside(
    folder: Path, said: list[str], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "films"
    elsewhere.mkdir()
    (elsewhere / "film.webm").write_bytes(WEBM)
    write(folder / "a.txt")
    (folder / "a.webm").symlink_to(elsewhere / "film.webm")
    assert only(opened(folder, said)).source.kind == "none"
    assert only(opened(folder, said, follow_symlinks=True)).source.path == folder / "a.webm"
    (folder / "a.webm").unlink()
    (folder / "store").mkdir()
    (folder / "store" / "film.webm").write_bytes(WEBM)
    (folder / "a.webm").symlink_to("store/film.webm")
    assert only(opened(folder, said)).source.path == folder / "a.webm"


def test_folders_that_lead_round_are_visited_once(folder: Path, said: list[str]) -> None:
    write(folder / "sub" / "a.txt")
    (folder / "sub" / "up").symlink_to(folder)
    assert titles(opened(folder, said)) == ["About a"]
    assert titles(opened(folder, said, follow_symlinks=True)) == ["About a"]


@pytest.mark.parametrize("make", [piped, bound])
@pytest.mark.parametrize("what", ["summary", "video"])
def test_no_pipe_and_no_socket_is_read(
    tmp_path: Path, said: list[str], make: Callable[[Path, Path], None], what: str
) -> None:
    path = tmp_path / ("talk.txt" if what == "summary" else "talk.webm")
    make(path, path)
    summary = path if what == "summary" else write(tmp_path / "other.txt")
    with pytest.raises(InputError):
        open_library(
            LoadRequest(source=str(summary)),
            said.append,
            video=str(path) if path != summary else "",
        ).require_one()


@pytest.mark.parametrize("as_option", [True, False])
def test_a_film_that_the_user_names_is_played_wherever_it_lies(
    tmp_path: Path, said: list[str], as_option: bool
) -> None:
    film = tmp_path / "elsewhere" / "film.webm"
    film.parent.mkdir()
    film.write_bytes((Path(__file__).parents[2] / "samples" / "tides.webm").read_bytes())
    link = tmp_path / "here" / "link.webm"
    link.parent.mkdir()
    link.symlink_to(film)
    summary = str(write(link.parent / "talk.txt"))
    if as_option:
        library = open_library(LoadRequest(source=summary, media=str(link)), said.append)
    else:
        library = open_library(LoadRequest(source=summary), said.append, video=str(link))
    entry = only(library)
    response = create_app(library).test_client().get(f"/t/{entry.id}/media", buffered=True)
    assert response.data == film.read_bytes()
