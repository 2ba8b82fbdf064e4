"""Podlove Simple Chapters, alone and inside a feed."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.formats.podlove import FORMAT, read, write
from timeline.model import Timeline


def test_a_document_reads_like_this(talk: Timeline) -> None:
    assert write(talk) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">\n'
        '  <psc:chapter start="00:00:00.000" title="Welcome"/>\n'
        '  <psc:chapter start="00:01:15.500"'
        ' title="a &lt; b --&gt; &quot;Q&amp;A&quot;; #1 = C:\\" href="https://a.org/"/>\n'
        '  <psc:chapter start="00:10:00.000" title="Spring tides 🌊"/>\n'
        "</psc:chapters>\n"
    )


FEED = """\ufeff<?xml version="1.0"?>
<!-- made by hand -->
<rss version="2.0" xmlns:sc="http://podlove.org/simple-chapters"><channel><item>
  <sc:chapters version="1.2">
    <sc:chapter start="8:26.250" title="  Late " image="https://a.org/i.png"/>
    <sc:chapter start="0" title="Marker 01" href=" https://a.org "/>
    <sc:chapter start="37"/>
    <sc:chapter start="05:12:03.5" title="Bye"/>
  </sc:chapters>
</item></channel></rss>
"""


def test_a_feed_with_one_episodes_chapters_is_read() -> None:
    """Any prefix, every form of normal play time, out of order, blanks around, no title."""
    assert FORMAT.sniff(FEED)
    parsed = read(FEED)
    assert [(c.start, c.title, c.url, c.image) for c in parsed.timeline.chapters] == [
        (0, "Marker 01", "https://a.org", ""),
        (37_000, "Chapter 2", "", ""),
        (506_250, "Late", "", "https://a.org/i.png"),
        (18_723_500, "Bye", "", ""),
    ]
    assert [problem.code for problem in parsed.problems] == ["T101", "T102"]


def test_a_feed_of_many_episodes_is_refused() -> None:
    chapters = '<c:chapters xmlns:c="http://podlove.org/simple-chapters"/>'
    with pytest.raises(InputError, match=r"2 lists .*give one episode's chapters"):
        read(f"<rss>{chapters}{chapters}</rss>")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<rss/>", "there is no list of Podlove chapters"),
        ("<psc:chapters>", "not well-formed XML: unbound prefix: line 1"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        (
            '<chapters xmlns="http://podlove.org/simple-chapters">'
            '<chapter start="1:99"/></chapters>',
            "chapter 1: '1:99' is not a time",
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)
