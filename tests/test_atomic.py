"""One writer, atomic: many threads and processes, long names, a full disk, a killed run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from timeline import atomic
from timeline.errors import OutputError


def test_a_write_replaces_whole_and_keeps_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.vtt"
    path.write_text("old")
    path.chmod(0o640)
    atomic.write(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["out.vtt"]


def test_a_new_file_has_any_new_file_s_permissions(tmp_path: Path) -> None:
    atomic.write(tmp_path / "ours", "")
    (tmp_path / "theirs").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


@pytest.mark.parametrize("name", ["章" * 80 + ".vtt", "梨" * 83 + ".txt", "x" * 255, "é" * 127])
def test_a_name_as_long_as_the_file_system_takes(name: str, tmp_path: Path) -> None:
    atomic.write(tmp_path / name, "whole")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["whole"]
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("name", ["x" * 256, "章" * 86, "a/b", "nowhere/out.vtt"])
def test_what_cannot_be_a_file_is_one_clear_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot be written: (file name too long|no such file)"):
        atomic.write(tmp_path / name, "whole")
    assert os.listdir(tmp_path) == []


def _write_all(folder: Path, worker: int, names: list[str]) -> None:
    for _ in range(20):
        for name in names:
            atomic.write(folder / name, f"{name}\n" * (100 + worker))


def test_threads_never_mix_files_whose_long_names_share_their_head(tmp_path: Path) -> None:
    names = [f"{'h' * 198}-{n}" for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_write_all, [tmp_path] * 8, range(8), [names] * 8))
    assert sorted(os.listdir(tmp_path)) == names
    for name in names:
        assert set((tmp_path / name).read_text().splitlines()) == {name}


def test_processes_sweep_and_write_side_by_side(tmp_path: Path) -> None:
    """Each first removes what the others seem to have left: it must not take what is in use."""
    code = (
        "import sys; from pathlib import Path; from timeline import atomic\n"
        "for n in range(200):\n"
        "    atomic._sweep.cache_clear()\n"
        "    atomic.write(Path(sys.argv[1], f'{n % 4}.txt'), sys.argv[2] * 1000)\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path, letter], stderr=subprocess.PIPE)
        for letter in "abcd"
    ]
    said = [process.communicate()[1] for process in running]
    assert said == [b""] * 4
    assert sorted(os.listdir(tmp_path)) == [f"{n}.txt" for n in range(4)]
    for path in tmp_path.iterdir():
        text = path.read_text()
        assert text == text[0] * 1000


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("failing", ["replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.vtt"
    path.write_text("old")
    monkeypatch.setattr(os, failing, _full)
    with pytest.raises(OutputError, match="no space left"):
        atomic.write(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.vtt"]


def test_an_error_of_the_one_who_writes_is_passed_on(tmp_path: Path) -> None:
    def broken() -> None:
        with atomic.atomic_path(tmp_path / "out.vtt") as temporary:
            temporary.write_text("half")
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        broken()
    assert os.listdir(tmp_path) == []


def _in_a_process(code: str, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True)


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    killed = (
        "import os, sys; from pathlib import Path; from timeline import atomic\n"
        "with atomic.atomic_path(Path(sys.argv[1], 'film.mp4')) as part:\n"
        "    part.write_bytes(b'half')\n"
        "    os._exit(0)\n"
    )
    _in_a_process(killed, tmp_path)
    assert len(os.listdir(tmp_path)) == 1
    next_one = "import sys; from pathlib import Path; from timeline import atomic\n"
    _in_a_process(next_one + "atomic.write(Path(sys.argv[1], 'talk.vtt'), '')", tmp_path)
    assert os.listdir(tmp_path) == ["talk.vtt"]


@pytest.mark.parametrize("forget", [lambda: None, lambda: atomic._sweep.cache_clear()])
def test_what_is_being_written_is_not_removed(forget: Callable[[], None], tmp_path: Path) -> None:
    with atomic.atomic_path(tmp_path / "out.mp4") as first:
        forget()
        with atomic.atomic_path(tmp_path / "out.mp4") as second:
            assert first.parent.exists()
            second.write_bytes(b"second")
        first.write_bytes(b"first")
    assert os.listdir(tmp_path) == ["out.mp4"]
    assert (tmp_path / "out.mp4").read_bytes() == b"first"
