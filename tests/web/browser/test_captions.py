"""Captions and the transcript in a language of the viewer's choice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import PHONE, Opener, Site, current_time, play, wait_until
from tests.web.browser.timelines import tides, translated
from tests.web.conftest import hosted
from timeline_web import single_file
from timeline_web import site as static_site
from timeline_web.assets import Assets
from timeline_web.publishing import publish

SHOWING = """[...document.querySelector("#media").textTracks]
  .filter((track) => track.kind === "captions" && track.mode === "showing")
  .map((track) => track.language).join()"""


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Captions in").select_option(label=name)
    page.keyboard.press("Escape")


def test_each_language_is_offered_and_the_key_still_toggles(visit: Opener) -> None:
    page = visit("languages")
    options = page.locator("#caption-language option")
    assert options.all_inner_texts() == ["English", "Deutsch", "العربية"]
    page.keyboard.press("c")
    wait_until(page, f"({SHOWING}) === 'en'")
    choose(page, "Deutsch")
    wait_until(page, f"({SHOWING}) === 'de'")
    page.keyboard.press("c")
    wait_until(page, f"({SHOWING}) === ''")
    page.keyboard.press("c")
    wait_until(page, f"({SHOWING}) === 'de'")
    expect(page.locator("#bubble")).to_have_text("Captions: Deutsch")


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_the_transcript_follows_the_language_and_all_that_it_is_good_for(
    visit: Opener, options: dict[str, object]
) -> None:
    page = visit("languages", **options)
    choose(page, "Deutsch")
    lines = page.locator(".transcript .line p")
    expect(lines.first).to_have_text("Ada Gesprochene Zeile 1")
    headings = page.locator(".line-chapter h3")
    assert headings.all_text_contents() == page.locator("#outline h2").all_text_contents()
    assert page.locator(".transcript ol").get_attribute("lang") == "de"
    page.get_by_role("button", name="Transcript", exact=True).click()
    page.locator("#line-5").get_by_role("link").click()
    expect(page.locator("#line-5")).to_have_attribute("aria-current", "true")
    page.locator("#find").fill("zeile 17")
    expect(page.locator("#find-count")).to_have_text("1")


def test_the_choice_is_kept_on_the_device(visit: Opener) -> None:
    page = visit("languages")
    choose(page, "العربية")
    page.keyboard.press("c")
    page.reload()
    expect(page.locator(".transcript ol")).to_have_attribute("dir", "rtl")
    expect(page.locator(".transcript .line p").nth(2)).to_have_text("سطر منطوق 3")
    wait_until(page, f"({SHOWING}) === 'ar'")
    assert page.locator("#caption-language").input_value() == "2"


def test_the_keyboard_alone_chooses(visit: Opener) -> None:
    page = visit("languages")
    page.get_by_role("button", name="Settings").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Captions in").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".transcript .line p").nth(1)).to_have_text("Gesprochene Zeile 2")


def test_without_captions_of_ours_the_transcript_has_its_language_all_the_same(
    visit: Opener,
) -> None:
    page = visit("languages-timer")
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Transcript in").select_option(label="Deutsch")
    expect(page.locator(".transcript .line p").nth(1)).to_have_text("Gesprochene Zeile 2")


def test_one_language_is_no_choice(visit: Opener) -> None:
    page = visit()
    page.get_by_role("button", name="Settings").click()
    expect(page.locator("#caption-language")).to_be_hidden()


def test_tracks_that_a_stream_brings_are_offered_whatever_they_say(visit: Opener) -> None:
    page = visit("languages")
    page.evaluate(
        """() => { const media = document.querySelector("#media");
        const brought = [["", "fr"], ["", "no_such!"], ["Commentary", "en"], ["", ""]];
        for (const names of brought) media.addTextTrack("captions", ...names); }"""
    )
    options = page.locator("#caption-language option")
    expect(options).to_have_count(7)
    assert options.all_inner_texts()[3:] == ["Français", "no_such!", "Commentary", "Captions"]


def test_a_save_keeps_the_language(visit: Opener, site: Site) -> None:
    page = visit("languages")
    choose(page, "Deutsch")
    expect(page.locator(".transcript .line p").nth(1)).to_have_text("Gesprochene Zeile 2")
    entry = site.library.get("languages")
    assert entry is not None
    site.change("languages", timeline=replace(entry.timeline, title="Another title"))
    expect(page.locator(".header h1")).to_have_text("Another title")
    expect(page.locator(".transcript .line p").nth(1)).to_have_text("Gesprochene Zeile 2")


def test_a_transcript_that_is_gone_is_said(visit: Opener) -> None:
    page = visit("languages", allow="404")
    page.route("**/transcript.de.vtt", lambda route: route.fulfill(status=404))
    choose(page, "Deutsch")
    expect(page.locator("#notice")).to_have_text("The transcript in Deutsch can’t be read.")
    expect(page.locator(".transcript .line p").first).not_to_contain_text("Gesprochene")


@pytest.mark.parametrize("form", ["folder", "single file"])
def test_a_page_without_our_server_has_the_choice_too(
    browser: Browser, tmp_path: Path, form: str
) -> None:
    entry = tides(further_transcripts=(translated("de", "Gesprochene Zeile"),))
    plan = static_site.plan if form == "folder" else single_file.plan
    publish(plan([entry], Assets.read()), tmp_path)
    with hosted(tmp_path) as root:
        page = browser.new_page()
        url = root if form == "folder" else (tmp_path / "tides.html").as_uri()
        page.goto(url)
        page.wait_for_selector("html[data-ready]")
        page.keyboard.press("c")
        choose(page, "Deutsch")
        wait_until(page, f"({SHOWING}) === 'de'")
        expect(page.locator(".transcript .line p").nth(1)).to_have_text("Gesprochene Zeile 2")
        link = page.locator("#line-2 .time-link").get_attribute("href")
        assert link is not None
        assert link.endswith(f"#t={page.locator('#line-2').get_attribute('data-start')}")
        page.close()


def words(page: Page) -> str:
    """What the captions that are shown say first."""
    return str(
        page.evaluate(
            """() => [...document.querySelector("#media").textTracks]
              .filter((track) => track.kind === "captions" && track.mode === "showing")
              .map((track) => track.cues?.[1]?.text).join()"""
        )
    )


@pytest.mark.parametrize("id", ["languages", "languages-timer"])
def test_captions_come_and_go_while_the_page_is_open(visit: Opener, site: Site, id: str) -> None:
    page = visit(id)
    options = page.locator("#caption-language option")
    page.get_by_role("button", name="Settings").click()
    page.locator("#caption-language").select_option(label="Deutsch")
    page.keyboard.press("Escape")
    german, arabic = translated("de", "Gesprochene Zeile"), translated("ar", "سطر منطوق")
    french = translated("fr", "Ligne dite")
    if id == "languages":
        page.keyboard.press("c")
        wait_until(page, f"({SHOWING}) === 'de'")
    play(page, 100)
    site.change(id, further_transcripts=(french, german, arabic))
    expect(options).to_have_text(["English", "Français", "Deutsch", "العربية"])
    expect(page.locator(".transcript .line p").nth(1)).to_have_text("Gesprochene Zeile 2")
    assert page.locator("#caption-language").input_value() == "2"
    site.change(id, further_transcripts=(french, translated("de", "Andere Zeile")))
    expect(options).to_have_text(["English", "Français", "Deutsch"])
    expect(page.locator(".transcript .line p").nth(1)).to_have_text("Andere Zeile 2")
    if id == "languages":
        wait_until(page, f"({SHOWING}) === 'de'")
        for _ in range(100):
            if words(page) == "Andere Zeile 2":
                break
            page.wait_for_timeout(50)
        assert words(page) == "Andere Zeile 2"
    assert current_time(page) > 100
    assert not page.evaluate("document.getElementById('media').paused")
    site.change(id, further_transcripts=())
    expect(options).to_have_count(1)
    expect(page.locator(".transcript .line p").nth(1)).not_to_contain_text("Zeile")


def test_the_first_captions_come_and_the_last_ones_go_while_the_page_is_open(
    visit: Opener, site: Site
) -> None:
    page = visit("forty")
    button = page.locator("[data-action=captions]")
    expect(button).to_be_hidden()
    site.change("forty", transcript=translated("de", "Gesprochene Zeile"))
    expect(button).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#bubble")).to_have_text("Captions: Deutsch")
    page.get_by_role("button", name="Transcript", exact=True).click()
    expect(page.locator("#line-2")).to_be_visible()
    site.change("forty", transcript=None)
    expect(button).to_be_hidden()
    expect(page.locator("#chapter-1")).to_be_visible()
    assert page.locator("[data-filter=all]").get_attribute("aria-pressed") == "true"


def test_what_stays_as_it_was_is_not_loaded_again(visit: Opener, site: Site) -> None:
    page = visit("languages")
    page.keyboard.press("c")
    wait_until(page, f"({SHOWING}) === 'en'")
    page.evaluate("document.querySelector('track[srclang=en][kind=captions]').dataset.mark = ''")
    further = (translated("de", "Gesprochene Zeile"), translated("fr", "Ligne dite"))
    site.change("languages", further_transcripts=further)
    expect(page.locator("track[srclang=fr]")).to_have_count(1)
    expect(page.locator("track[data-mark]")).to_have_count(1)
    assert page.evaluate(SHOWING) == "en"


def test_subtitles_named_for_players_are_in_the_menu(visit: Opener, site: Site) -> None:
    page = visit("languages")
    german = replace(translated("de", "Nur das"), title="forced")
    english = replace(translated("en", "[music]"), title="SDH")
    site.change("languages", further_transcripts=(german, english))
    options = page.locator("#caption-language option")
    expect(options).to_have_text(["English", "Deutsch (forced)", "English (SDH)"])
