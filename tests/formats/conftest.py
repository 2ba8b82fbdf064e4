"""The real readers of these formats, as fixtures: command-line tools and a browser."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.chapter_ends import resolve_ends
from timeline.model import Chapter, Insight, Placement, Question, Timeline


@pytest.fixture
def talk() -> Timeline:
    """A talk of three chapters whose titles hold what formats take for syntax."""
    return resolve_ends(
        Timeline(
            title="Tides & the moon",
            tldr="Why the sea rises\ntwice a day.",
            language="en",
            source_url="https://example.org/v?id=1&t=0",
            chapters=(
                Chapter(start=0, end=0, title="Welcome"),
                Chapter(
                    start=75_500, end=0, title='a < b --> "Q&A"; #1 = C:\\', url="https://a.org/"
                ),
                Chapter(start=600_000, end=0, title="Spring tides 🌊", hidden=True),
            ),
            points=(
                Insight(text="Two bulges", icon="🌕", placement=Placement.at(10_000, 20_000)),
                Insight(text="<i>Neap</i> & spring", placement=Placement.at(15_000, 30_000)),
                Insight(text="Undated"),
                Question(
                    question="Why two?", answer="Inertia.", placement=Placement.at(80_000, 90_000)
                ),
            ),
        ),
        900_000,
    )


@pytest.fixture
def run(media_programs: None) -> Callable[..., str]:
    """Run a real tool and give what it prints."""

    def run_tool(*command: str | Path) -> str:
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return done.stdout.decode("utf-8-sig")

    return run_tool


@pytest.fixture
def silence(tmp_path: Path, run: Callable[..., str]) -> Path:
    """Fifteen minutes of nothing, to put chapters into."""
    path = tmp_path / "silence.mka"
    run(
        *("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "900"),
        *("-c:a", "libvorbis", path),
    )
    return path


@pytest.fixture
def muxed(silence: Path, tmp_path: Path, run: Callable[..., str]) -> Callable[[str], str]:
    """Give mkvmerge a text of chapters, and get what mkvextract finds in the file it makes."""

    def mux(text: str) -> str:
        source, target = tmp_path / "chapters.txt", tmp_path / "out.mka"
        source.write_text(text, encoding="utf-8")
        charset = ("--chapter-charset", "UTF-8")
        run("mkvmerge", "-q", "-o", target, silence, *charset, "--chapters", source)
        return run("mkvextract", target, "chapters", "-")

    return mux


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a real Chromium."""
    page = browser.new_page()
    yield page
    page.close()
