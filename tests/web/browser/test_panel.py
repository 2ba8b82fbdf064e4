"""The text beside the picture: following, filters, find, links, answers, the quiz, refreshing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import (
    PHONE,
    Opener,
    Site,
    bottom_of,
    bounding_box,
    current_time,
    play,
    start_times,
    wait_until,
)
from tests.web.browser.test_shapes import OUT_OF_VIEW
from tests.web.browser.timelines import tides
from timeline.model import Chapter, Insight, Placement, Timeline


def in_view(page: Page, selector: str) -> bool:
    """Whether an item can be read: neither scrolled away nor covered."""
    return bool(
        page.evaluate(
            """selector => {
              const box = document.querySelector(selector).getBoundingClientRect();
              const at = document.elementFromPoint(box.x + box.width / 2, box.y + 14);
              return box.top >= 0 && box.bottom <= innerHeight && at?.closest(selector) !== null;
            }""",
            selector,
        )
    )


def eventually_in_view(page: Page, selector: str) -> None:
    page.wait_for_timeout(600)
    assert in_view(page, selector), selector


def test_the_panel_follows_until_it_is_scrolled(visit: Opener) -> None:
    page = visit()
    chapters = start_times(page, "chapter")
    play(page, chapters[6] + 0.1)
    eventually_in_view(page, "#chapter-7")
    follow = page.get_by_role("button", name="Follow")
    expect(follow).to_be_hidden()
    page.locator("#panel").hover()
    page.mouse.wheel(0, -3_000)
    expect(follow).to_be_visible()
    page.evaluate(f"document.getElementById('media').currentTime = {chapters[5] + 0.1}")
    expect(page.locator("#chapter-6")).to_have_attribute("aria-current", "true")
    page.wait_for_timeout(500)
    assert page.evaluate("document.getElementById('panel').scrollTop") == 0
    follow.click()
    expect(follow).to_be_hidden()
    eventually_in_view(page, "#chapter-6")


def test_filters_show_one_kind(visit: Opener) -> None:
    page = visit()
    kinds = {"Chapters": "chapter", "Insights": "insight", "Q&A": "qa", "Transcript": "line"}
    for name, kind in kinds.items():
        button = page.locator("#toolbar").get_by_role("button", name=name, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        for other in kinds.values():
            expect(page.locator(f"[data-kind={other}]").first).to_be_visible(visible=other == kind)
    page.get_by_role("button", name="All", exact=True).click()
    expect(page.locator("#chapter-1")).to_be_visible()
    expect(page.locator("#insight-1")).to_be_visible()
    expect(page.locator("#line-1")).to_be_hidden()


def test_action_items_have_boxes_a_filter_and_cards(visit: Opener) -> None:
    page = visit("meeting")
    item = page.locator("#action-2")
    expect(item.locator(".gutter")).to_have_text("To do")
    expect(page.locator("#action-1 .gutter")).to_have_text("Done")
    expect(item.locator(".aside")).to_have_text("Design team · 3 May")
    page.locator("#toolbar").get_by_role("button", name="Actions").click()
    expect(item).to_be_visible()
    for other in ("chapter", "insight", "qa", "line"):
        expect(page.locator(f"[data-kind={other}]").first).to_be_hidden()
    page.get_by_role("button", name="All", exact=True).click()
    expect(page.locator("#insight-1")).to_be_visible()
    play(page, 120.2)
    card = page.locator("#overlay [data-point=action-2]")
    expect(card).to_have_text("Design team: Ask the harbour master for the tables by 3 May")
    expect(page.get_by_role("region", name="Action item")).to_be_visible()


def test_a_filter_stays_when_the_summary_is_saved(visit: Opener, site: Site) -> None:
    page = visit("meeting")
    page.locator("#toolbar").get_by_role("button", name="Actions").click()
    site.change("meeting", version="2")
    page.wait_for_timeout(2_500)
    expect(page.locator("#action-2")).to_be_visible()
    expect(page.locator("#insight-1")).to_be_hidden()


def test_find_filters_highlights_and_seeks(visit: Opener) -> None:
    page = visit(allow="Canvas2D: Multiple readback")
    field = page.locator("#find")
    field.fill("MÓON")
    expect(page.locator("#find-count")).not_to_be_empty()
    shown = page.locator("[data-kind]:visible")
    count = int(page.locator("#find-count").inner_text())
    assert shown.count() == count > 3
    assert all("moon" in text.lower() for text in shown.all_text_contents())
    assert page.evaluate("CSS.highlights.get('found').size") >= count
    assert highlighted_pixels(page) > 0
    field.press("Enter")
    first = page.locator("[data-kind][data-start]:visible").first.get_attribute("data-start")
    assert current_time(page) == pytest.approx(float(first or 0), abs=0.01)
    field.fill("zzz")
    expect(page.get_by_text("Nothing found.")).to_be_visible()
    field.press("Escape")
    expect(field).to_have_value("")
    expect(page.locator("#chapter-8")).to_be_visible()
    assert highlighted_pixels(page) == 0


def highlighted_pixels(page: Page) -> int:
    """How many pixels of the seek bar's lower part are drawn on."""
    return int(
        page.evaluate(
            """() => {
              const canvas = document.querySelector(".seek-bar-markers");
              const y = Math.round(canvas.height * 0.68);
              const { data } = canvas.getContext("2d").getImageData(0, y, canvas.width, 4);
              return data.filter((v, i) => i % 4 === 3 && v > 0).length;
            }"""
        )
    )


def test_find_opens_the_answer_that_matches(visit: Opener) -> None:
    page = visit()
    answer = page.locator("#qa-3 .answer")
    word = "five-storey"
    page.locator("#find").fill(word)
    expect(page.locator(".answer", has_text=word)).to_have_attribute("open", "")
    page.locator("#find").fill("")
    expect(answer).not_to_have_attribute("open", "")


def test_answers_open_and_close_without_seeking(visit: Opener) -> None:
    page = visit()
    answer = page.locator("[data-kind=qa][data-start] .answer").first
    answer.locator("summary").click()
    expect(answer.locator("p")).to_be_visible()
    assert current_time(page) == 0
    answer.locator("summary").press("Enter")
    expect(answer.locator("p")).to_be_hidden()


def test_a_guessed_time_is_explained(visit: Opener) -> None:
    page = visit()
    why = page.locator("#insight-1 .explanation")
    expect(why.locator("p").first).to_be_hidden()
    why.locator("summary").click()
    expect(why.locator("p").first).to_contain_text("We worked this time out")
    expect(why.locator("p").first).to_contain_text("% sure")
    expect(why.locator("p").last).to_contain_text("Its words there, the rarest first:")
    assert current_time(page) == 0


def test_a_chapter_link_opens_on_that_chapter(visit: Opener) -> None:
    page = visit()
    count = page.locator("[data-kind=chapter]").count()
    for number in range(1, count + 1):
        page.context.close()
        page = visit(tail=f"#chapter-{number}")
        current = page.locator("[data-kind=chapter][aria-current=true]")
        expect(current).to_have_attribute("id", f"chapter-{number}")


def test_links_to_times_and_points(visit: Opener) -> None:
    page = visit(tail="?t=83")
    wait_until(page, "Math.abs(document.getElementById('media').currentTime - 83) < 0.1")
    page = visit(tail="#qa-2")
    start = float(page.locator("#qa-2").get_attribute("data-start") or "nan")
    wait_until(page, f"Math.abs(document.getElementById('media').currentTime - {start}) < 0.1")
    page.evaluate("location.hash = 'chapter-3'")
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")


def test_copy_a_link_to_a_chapter(visit: Opener, site: Site) -> None:
    page = visit(tail="?t=9")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#chapter-3").hover()
    page.get_by_role("button", name="Copy link to chapter 3").click()
    expect(page.locator("#notice")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/t/tides/#chapter-3"


def test_it_resumes_at_the_last_position(visit: Opener) -> None:
    page = visit()
    play(page, 100)
    page.wait_for_timeout(600)
    page.keyboard.press(">")
    page.keyboard.press("k")
    page.reload()
    wait_until(page, "document.getElementById('media').currentTime > 99")
    assert page.evaluate("document.getElementById('media').playbackRate") == 1.25
    expect(page.locator("#notice")).to_contain_text("Resumed at 1:40")
    page.get_by_role("button", name="Start over").click()
    assert current_time(page) == 0


def test_the_quiz_asks_shows_the_answer_and_keeps_score(visit: Opener) -> None:
    page = visit()
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Quiz me as it plays").check()
    page.keyboard.press("Escape")
    item = page.locator("[data-kind=qa][data-end]").first
    end = float(item.get_attribute("data-end") or 0)
    play(page, end - 0.4)
    quiz = page.get_by_role("dialog", name=item.locator("summary").first.inner_text())
    expect(quiz).to_be_visible()
    assert page.evaluate("document.getElementById('media').paused")
    expect(quiz.locator(".quiz-answer")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(quiz.locator(".quiz-answer")).to_be_visible()
    quiz.get_by_role("button", name="I knew it").click()
    expect(quiz).to_be_hidden()
    wait_until(page, "!document.getElementById('media').paused")
    play(page, end - 0.4)
    expect(page.locator(".quiz-score")).to_have_text("1 of 1 known")


def test_a_seek_out_of_a_question_asks_nothing(visit: Opener) -> None:
    page = visit()
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Quiz me as it plays").check()
    page.keyboard.press("Escape")
    start = float(page.locator("[data-kind=qa][data-end]").first.get_attribute("data-start") or 0)
    play(page, start + 0.2)
    page.evaluate("document.getElementById('media').currentTime = 5")
    page.wait_for_timeout(500)
    expect(page.locator(".quiz-dialog")).to_have_count(0)


def test_saving_the_summary_updates_the_page_in_place(visit: Opener, site: Site) -> None:
    page = visit("one")
    play(page, 30)
    page.locator("#find").fill("whole")
    before = site.library.get("one")
    assert before
    chapter = before.timeline.chapters[0]
    renamed = replace(
        before.timeline,
        chapters=(
            replace(chapter, end=60_000, title="The whole beginning"),
            replace(chapter, start=60_000, title="The whole end"),
        ),
    )
    site.change("one", timeline=renamed, version="2")
    expect(page.locator("#chapter-2 h2")).to_have_text("The whole end")
    expect(page.locator("[data-role=current-chapter]")).to_have_text("The whole beginning")
    expect(page.locator("#find")).to_have_value("whole")
    expect(page.get_by_role("button", name="Next chapter")).to_be_visible()
    assert current_time(page) > 30
    assert not page.evaluate("document.getElementById('media').paused")
    page.locator("#chapter-2 .time-link").click()
    expect(page.locator("[data-role=current-chapter]")).to_have_text("The whole end")


def test_downloads_are_offered_and_come(visit: Opener) -> None:
    page = visit()
    page.get_by_role("button", name="Download").click()
    link = page.locator("#downloads a", has_text="chapters").first
    expect(link).to_be_visible()
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_text("utf-8").startswith("WEBVTT")


ON_PAPER = ("h1", "#chapter-8 .time-link", "#insight-1 .point-text", "#qa-1 .answer p", "#line-9 p")


@pytest.mark.parametrize("shown", ["All", "Insights", "Transcript", "a search"])
def test_paper_has_the_whole_summary_and_nothing_else(visit: Opener, shown: str) -> None:
    page = visit()
    if shown == "a search":
        page.locator("#find").fill("zzz")
        expect(page.get_by_text("Nothing found.")).to_be_visible()
    else:
        page.get_by_role("button", name=shown, exact=True).click()
    page.emulate_media(media="print")
    for hidden in ("#stage", "#toolbar", ".copy-link", ".actions", "#no-results"):
        expect(page.locator(hidden).first).to_be_hidden()
    for selector in ON_PAPER:
        expect(page.locator(selector).first).to_be_visible()


def test_find_looks_in_the_kind_that_is_shown_and_says_so(visit: Opener) -> None:
    page = visit()
    page.get_by_role("button", name="Q&A", exact=True).click()
    field = page.get_by_role("searchbox", name="Find in Q&A")
    field.fill("tide")
    expect(page.locator("#find-count")).not_to_be_empty()
    shown = page.locator("#panel [data-kind]:visible")
    assert shown.count() == int(page.locator("#find-count").inner_text())
    assert {item.get_attribute("data-kind") for item in shown.all()} == {"qa"}
    page.get_by_role("button", name="Chapters", exact=True).click()
    field = page.get_by_role("searchbox", name="Find in Chapters")
    field.fill(page.locator("#qa-1 summary").first.text_content() or "")
    expect(page.locator("#no-results")).to_contain_text("Nothing found in Chapters.")
    page.get_by_role("button", name="of other kinds").click()
    expect(page.locator("#qa-1")).to_be_visible()


def test_find_on_a_phone_is_one_press_away_and_shows_the_first_hit(visit: Opener) -> None:
    page = visit(**PHONE)
    page.keyboard.press("9")
    expect(page.locator("#chapter-8")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Find", exact=True).click()
    field = page.locator("#find")
    expect(field).to_be_focused()
    field.fill("mill")
    expect(page.locator("#find-count")).not_to_be_empty()
    first = page.locator("#panel [data-kind]:visible").first
    page.wait_for_timeout(500)
    top = bottom_of(bounding_box(page, "#toolbar"))
    box = first.bounding_box()
    assert box
    assert top - 1 <= box["y"] <= 700
    assert bounding_box(page, "#toolbar")["y"] >= bottom_of(bounding_box(page, "#stage")) - 1


def test_enter_goes_on_and_never_back(visit: Opener) -> None:
    page = visit()
    field = page.locator("#find")
    page.evaluate("document.getElementById('media').currentTime = 100")
    field.fill("moon")
    expect(page.locator("#find-count")).not_to_be_empty()
    before = 99.0
    for _ in range(40):
        field.press("Enter")
        now = current_time(page)
        assert now >= before
        before = now
    expect(page.locator("#notice")).to_contain_text("No match after this")
    field.press("Shift+Enter")
    assert current_time(page) < before


def test_typing_goes_on_while_the_summary_is_saved(visit: Opener, site: Site) -> None:
    page = visit()
    field = page.locator("#find")
    field.click()
    page.keyboard.type("moo")
    entry = site.library.get("tides")
    assert entry
    site.change("tides", version="2", timeline=replace(entry.timeline, title="Another title"))
    expect(page.locator("h1")).to_have_text("Another title")
    expect(field).to_be_focused()
    page.keyboard.type("n")
    expect(field).to_have_value("moon")
    expect(page.locator("#panel [data-kind]:visible").first).to_contain_text("oon")
    assert page.title() == "Another title"
    assert current_time(page) == 0


def test_the_panel_is_scrolled_with_the_keyboard_too(visit: Opener) -> None:
    page = visit()
    page.locator("#panel").focus()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name="Follow")).to_be_visible()


def test_starting_over_while_paused_shows_the_start(visit: Opener) -> None:
    page = visit("forty")
    for key, chapter in (("9", 37), ("0", 1), ("5", 21)):
        page.keyboard.press(key)
        expect(page.locator(f"#chapter-{chapter}")).to_have_attribute("aria-current", "true")
        eventually_in_view(page, f"#chapter-{chapter}")
    expect(page.get_by_role("button", name="Follow")).to_be_hidden()


def after_one_frame(page: Page, action: str) -> dict[str, int]:
    """What is there in the frame after an action did something: how many groups wait for theirs,
    and how much of the window is blank.
    """
    found: dict[str, int] = page.evaluate(
        f"""() => new Promise((done) => {{
          const count = () => {{
            const box = document.getElementById("panel").getBoundingClientRect();
            const at = (part) =>
              document.elementFromPoint(box.x + box.width / 2, box.y + part * box.height);
            const isBlank = (group) =>
              group && !group.firstElementChild.checkVisibility({{ contentVisibilityAuto: true }});
            const blank = [0.3, 0.5, 0.7].map((part) => at(part).closest(".group")).filter(isBlank);
            return {{ blank: blank.length }};
          }};
          const observer = new MutationObserver(() => {{
            const waiting = document.querySelectorAll(".later").length;
            if (!waiting) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => done({{ waiting, ...count() }})));
          }});
          const outline = document.getElementById("outline");
          observer.observe(outline, {{ subtree: true, attributes: true }});
          {action};
        }})"""
    )
    return found


FAR_SEEK = "document.getElementById('media').currentTime = 195"
ALL_AGAIN = """document.querySelector("[data-filter=all]").click()"""


@pytest.mark.parametrize("action", [FAR_SEEK, ALL_AGAIN], ids=["far seek", "filter taken off"])
def test_what_is_near_is_laid_out_first_and_in_the_end_all_is_there(
    visit: Opener, action: str
) -> None:
    page = visit("forty")
    if action is ALL_AGAIN:
        page.get_by_role("button", name="Q&A", exact=True).click()
        wait_until(page, "!document.querySelector('.later')")
    at_first = after_one_frame(page, action)
    assert at_first["blank"] == 0
    assert at_first["waiting"] > 0
    wait_until(page, "!document.querySelector('.later, .resized')")
    assert page.evaluate("find('What of 59')")


def test_paper_does_not_wait_for_what_is_near(visit: Opener) -> None:
    page = visit("forty")
    page.emulate_media(media="print")
    page.evaluate(
        "document.querySelectorAll('.group').forEach((group) => group.classList.add('later'))"
    )
    expect(page.locator("#chapter-40 h2")).to_be_visible()
    assert page.locator("#chapter-40").bounding_box()


def test_one_button_copies_the_link_of_every_item_also_by_keyboard(
    visit: Opener, site: Site
) -> None:
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for id, name in (("chapter-2", "Copy link to chapter 2"), ("qa-1", "Copy link to this item")):
        page.locator(f"#{id} .time-link").focus()
        expect(page.locator(f"#{id} .copy-link")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/t/tides/#{id}"
    page.locator("#chapter-3").hover()
    expect(page.get_by_role("button", name="Copy link to this item")).to_be_focused()
    assert page.locator(".copy-link").count() == 1


def test_a_finger_on_an_item_brings_its_link(visit: Opener) -> None:
    page = visit(**PHONE)
    page.locator("#chapter-2 .gutter").tap()
    # The panel may move under the finger, which would hit another item then.
    page.wait_for_function(
        """async () => {
          const top = () => document.querySelector("#chapter-2").getBoundingClientRect().top;
          const before = top();
          await new Promise((done) => setTimeout(done, 300));
          return top() === before;
        }"""
    )
    page.get_by_role("button", name="Copy link to chapter 2").tap()
    expect(page.locator("#notice")).to_be_visible()


def test_enter_says_why_it_goes_nowhere(visit: Opener, site: Site) -> None:
    page = visit()
    field = page.locator("#find")
    notice = page.locator("#notice")
    field.fill("moon")
    expect(page.locator("#find-count")).not_to_be_empty()
    field.press("Shift+Enter")
    expect(notice).to_contain_text("No match before this")
    undated = Insight(text="An octopus", placement=Placement(reason="nothing is like it"))
    timeline = tides().timeline
    site.change("tides", timeline=replace(timeline, points=(*timeline.points, undated)))
    field.fill("octopus")
    expect(page.locator("#find-count")).to_have_text("1")
    field.press("Enter")
    expect(notice).to_contain_text("has no time")


@pytest.mark.parametrize("shape", [{}, PHONE], ids=["window", "phone"])
def test_what_is_on_is_back_in_view_when_find_is_emptied(
    visit: Opener, shape: dict[str, object]
) -> None:
    page = visit("forty", **shape)
    page.keyboard.press("7")
    field = page.locator("#find")
    field.fill("What of 5")
    expect(page.locator("#find-count")).not_to_be_empty()
    field.press("Escape")
    wait_until(page, f"{OUT_OF_VIEW} === ''")


def test_what_a_shorter_video_does_not_have_is_said(visit: Opener, site: Site) -> None:
    chapters = tuple(
        Chapter(start=n * 50_000, end=(n + 1) * 50_000, title=f"Part {n + 1}") for n in range(8)
    )
    longer = Timeline(title="Long", duration=400_000, duration_source="given", chapters=chapters)
    site.change("tides", timeline=longer)
    page = visit()
    page.locator("#chapter-5 .time-link").click()
    expect(page.locator("#chapter-5")).to_have_attribute("aria-current", "true")
    expect(page.locator("#notice")).to_be_hidden()
    for go in (
        lambda: page.locator("#chapter-8 .time-link").click(),
        lambda: page.evaluate("location.hash = '#chapter-7'"),
        lambda: page.keyboard.press("Control+ArrowRight"),
    ):
        go()
        expect(page.locator("#notice")).to_have_text("The video ends before that.")
        page.evaluate("document.getElementById('notice').hidden = true")
        page.keyboard.press("0")
        page.locator("#chapter-5 .time-link").click()


def test_paper_shows_neither_what_was_found_nor_what_is_on(visit: Opener) -> None:
    page = visit(color_scheme="dark")
    page.locator("#find").fill("moon")
    expect(page.locator("#find-count")).not_to_be_empty()
    page.emulate_media(media="print", color_scheme="dark")
    found = "getComputedStyle(document.querySelector('h2 a'), '::highlight(found)').backgroundColor"
    assert page.evaluate(found) == "rgba(0, 0, 0, 0)"
    weights = """["#chapter-1", "#chapter-2"].map((id) =>
      getComputedStyle(document.querySelector(`${id} .time-link`)).fontWeight)"""
    on, other = page.evaluate(weights)
    assert on == other
