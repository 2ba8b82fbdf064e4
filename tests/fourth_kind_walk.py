"""What a kind gets from its row alone. Run by tests/test_kinds.py, with the fourth kind loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import timeline
from tests.fourth_kind import ROW, Quote
from timeline.cli import COMMANDS
from timeline.files import is_generated
from timeline.formats import FORMATS
from timeline.kinds import by_track, kind_of
from timeline.lint import check
from timeline.model import Placement
from timeline.tracks import TRACKS, track
from timeline_web import page, rendering, site
from timeline_web.assets import Assets
from timeline_web.library import Entry

SUMMARY = """\
## Quotes

- Oil the chain, and it will carry you far.
- Nobody pumps tyres often enough. (1:30)

## Chapters

0:00 The chain and its oil
1:00 Tyres and how to pump them
"""


@pytest.fixture
def talk() -> timeline.Timeline:
    placed = timeline.place(timeline.parse(SUMMARY))
    first, second = placed.points
    assert isinstance(first, Quote)
    return placed.with_points((replace(first, speaker="Ana"), second))


def test_it_is_read_and_placed(talk: timeline.Timeline) -> None:
    first, second = talk.points
    assert (kind_of(first), by_track("quotes")) == (ROW, ROW)
    assert (first.placed_by, first.chapter) == ("chapters", 0)
    assert (second.placed_by, second.start, second.chapter) == ("summary", 90_000, 1)


@pytest.mark.parametrize("fmt", [f for f in FORMATS.values() if f.write], ids=lambda fmt: fmt.name)
def test_every_format_writes_it_or_says_that_it_does_not(
    fmt: timeline.formats.Format, talk: timeline.Timeline
) -> None:
    assert fmt.write
    if "quotes" not in fmt.tracks:
        assert fmt.tracks == ("chapters",)
        return
    text = fmt.write(talk, "quotes")
    assert "it will carry you far" in text
    assert fmt.single_file or ".quotes." in fmt.file_name("talk", "quotes")
    if fmt.read and fmt.name not in ("srt", "audacity"):  # these don't say what they hold
        back = fmt.read(text).timeline.points
        assert [(type(point), point.words) for point in back] == [
            (Quote, point.words) for point in talk.points
        ]


def test_its_cues_and_ids(talk: timeline.Timeline) -> None:
    assert "quotes" in TRACKS
    assert [cue.id for cue in track(talk, "quotes").cues] == ["quote-1", "quote-2"]
    assert is_generated(Path("talk.quotes.vtt"))


def test_what_is_wrong_with_one_is_said_by_its_name(talk: timeline.Timeline) -> None:
    late = replace(talk.points[0], placement=Placement.at(200_000, 210_000))
    known = replace(talk, points=(late,), duration=120_000, duration_source="given")
    assert [p.message for p in check(known)] == ["this quote starts at 3:20, after the end at 2:00"]


@pytest.mark.parametrize("command", ["export", "show", "place", "check"])
def test_commands_count_and_show_it(command: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text(SUMMARY, encoding="utf-8")
    result = CliRunner().invoke(COMMANDS[command].load(), [str(path)])
    assert result.exit_code == 0, result.output
    expected = {"export": "2 quotes", "check": "2 quotes", "show": "“ 1:30", "place": "1:30"}
    assert expected[command] in result.output
    assert (tmp_path / "talk.quotes.vtt").is_file() == (command == "export")


def test_the_page_has_its_items_tab_count_and_files(talk: timeline.Timeline) -> None:
    entry = Entry(id="talk-1", name="talk", timeline=talk, version="1")
    html = rendering.player_page(page.build(entry), Assets.read())
    for expected in (
        'id="quote-1" data-kind="quote"',
        'data-filter="quote"',
        ">2 quotes</span>",
        "Oil the chain, and it will carry you far.",
        '<p class="aside">Ana</p>',
        "export/webvtt/talk.quotes.vtt",
        "WebVTT: quotes",
        "Cards on the picture",
    ):
        assert expected in html, expected
    assert "quotes.vtt" in site.data_files(entry)
