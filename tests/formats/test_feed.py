"""Podcast feeds: one episode's chapters, never several mixed."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.formats import detect
from timeline.formats.feed import read

PSC = 'xmlns:psc="http://podlove.org/simple-chapters"'


def item(title: str, inner: str) -> str:
    return f"<item><title>{title}</title>{inner}</item>"


def rss(*items: str, declared: str = "") -> str:
    channel = f"<channel><title>Show</title>{''.join(items)}</channel>"
    return f'<rss version="2.0" {declared}>{channel}</rss>'


NOTES = (
    "<description>&lt;p&gt;0:00 Soil&lt;br&gt;4:00 Seed&lt;br&gt;9:00 Rain&lt;/p&gt;</description>"
)
OTHER = "<description>0:00 Wax\n3:00 Wick\n8:00 Flame</description>"


def test_the_first_episode_with_a_list_in_its_notes() -> None:
    text = rss(
        item("News", "<description>No list.</description>"),
        item("Garden", f"{NOTES}<link>https://a.org/garden</link><duration>12:00</duration>"),
        item("Candles", OTHER),
    )
    assert detect(text).name == "feed"
    parsed = read(text)
    timeline = parsed.timeline
    assert [(c.start, c.title) for c in timeline.chapters] == [
        (0, "Soil"),
        (240_000, "Seed"),
        (540_000, "Rain"),
    ]
    assert (timeline.title, timeline.source_url) == ("Garden", "https://a.org/garden")
    assert (timeline.duration, timeline.chapters[-1].end) == (720_000, 720_000)
    assert parsed.problems[0].message == "of 3 episodes 'Garden' is read, not News, Candles"


def test_podlove_chapters_of_several_episodes_are_not_mixed() -> None:
    chapters = '<psc:chapters><psc:chapter start="0" title="{}"/></psc:chapters>'
    text = rss(
        item("One", chapters.format("Wax")), item("Two", chapters.format("Soil")), declared=PSC
    )
    assert detect(text).name == "feed"
    parsed = read(text)
    assert [c.title for c in parsed.timeline.chapters] == ["Wax"]
    assert [p.code for p in parsed.problems] == ["T108"]


def test_an_atom_entry() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Only</title>'
        '<content type="html">&lt;ul&gt;&lt;li&gt;0:00 Wax&lt;/li&gt;&lt;li&gt;3:00 Wick&lt;/li&gt;'
        "&lt;li&gt;8:00 Flame&lt;/li&gt;&lt;/ul&gt;</content></entry></feed>"
    )
    assert detect(text).name == "feed"
    parsed = read(text)
    assert [c.title for c in parsed.timeline.chapters] == ["Wax", "Wick", "Flame"]
    assert parsed.problems == ()


def test_a_feed_without_chapters_says_where_they_are() -> None:
    linked = '<podcast:chapters xmlns:podcast="urn:p" url="https://a.org/c.json" type="x"/>'
    with pytest.raises(InputError, match=r"none of the 2 episodes .*https://a.org/c\.json"):
        read(rss(item("One", linked), item("Two", "")))


def test_a_document_called_feed_is_read_by_its_shape() -> None:
    text = '<feed><cut at="0:00" name="Wax"/><cut at="1:00" name="Wick"/></feed>'
    assert [c.title for c in read(text).timeline.chapters] == ["Wax", "Wick"]
