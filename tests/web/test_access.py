"""The key and the session it is exchanged for, names, proxies, and the log of requests."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.web.sample import ENTRY, FixedLibrary
from timeline.errors import InputError
from timeline_web import access, create_app
from timeline_web.access import Throttle
from timeline_web.library import Entry
from timeline_web.proxies import PublicUrl

KEY = "a-key-of-some-length"
PAGE = f"/t/{ENTRY.id}/timeline.json"


def client_of(**options: object) -> FlaskClient:
    options = {"token": KEY} | options
    return create_app(FixedLibrary(ENTRY), **options).test_client()  # type: ignore[arg-type]


def log_in(client: FlaskClient, **options: object) -> str:
    response = client.post("/login", data={"token": KEY}, **options)  # type: ignore[arg-type]
    assert response.status_code == 200
    return str(response.headers["Set-Cookie"])


def test_a_session_is_known_to_every_worker_with_the_key_and_to_no_other() -> None:
    name, _, value = log_in(client_of()).partition(";")[0].partition("=")
    for key, status in ((KEY, 200), (f"{KEY}!", 401)):
        other = client_of(token=key)
        other.set_cookie(name, value)
        assert other.get(PAGE).status_code == status


def test_a_changed_or_old_session_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    name, _, value = log_in(client_of()).partition(";")[0].partition("=")
    for changed in (value[:-1], f"x{value}", value.partition(".")[0], "", "é", KEY):
        other = client_of()
        other.set_cookie(name, changed)
        assert other.get(PAGE).status_code == 401
    monkeypatch.setattr(access, "SESSION_SECONDS", -1)
    other = client_of()
    other.set_cookie(name, value)
    assert other.get(PAGE).status_code == 401


def test_logging_out_forgets_the_session() -> None:
    client = client_of()
    log_in(client)
    player = f"/t/{ENTRY.id}/"
    (link,) = re.findall(r'<a href="([^"]*)">Log out</a>', client.get(player).text)
    assert client.get(urljoin(player, link)).status_code == 200
    assert client.get(PAGE).status_code == 401


def test_without_a_key_there_is_nothing_to_log_out_of() -> None:
    client = create_app(FixedLibrary(ENTRY)).test_client()
    assert "Log out" not in client.get(f"/t/{ENTRY.id}/").text


def test_the_key_goes_to_nobody() -> None:
    """Neither into a cookie nor into a referrer, and no address of the page holds it."""
    for response in (
        client_of().get(f"/login?token={KEY}"),
        client_of().post("/login", data={"token": KEY}),
        client_of().get("/login?token=wrong", headers={"Accept": "text/html"}),
    ):
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert KEY not in response.text + str(response.headers)
        assert "http" not in re.sub(r"http-equiv|xmlns='[^']*'", "", response.text)


def test_static_files_need_the_key_and_the_page_that_asks_for_it_needs_none() -> None:
    client = client_of()
    assets = client.application.extensions["player"].assets
    for name in ("base.css", "player.js"):
        assert client.get("/" + assets.path(name)).status_code == 401
    page = client.get("/t/x/y/", headers={"Accept": "text/html"})
    assert 'action="../../../login"' in page.text
    assert not re.search(r'(src|href)="(?!data:)', page.text)
    styles = re.findall(r"<style>(.*?)</style>", page.text, re.S)
    assert styles
    assert "url(" not in "".join(styles)
    from timeline_web.security import inline_hash

    for style in styles:
        assert inline_hash(style) in page.headers["Content-Security-Policy"]
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]


def test_wrong_keys_are_slowed_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    client = client_of()
    for _ in range(access.FREE_TRIES):
        assert client.get("/login?token=wrong").status_code == 401
    refused = client.get(f"/login?token={KEY}")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    other = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get(f"/login?token={KEY}", environ_overrides=other).status_code == 200
    wrong = [record for record in caplog.records if "wrong key" in record.getMessage()]
    assert len(wrong) == access.FREE_TRIES
    assert all("wrong key from 127.0.0.1" in record.getMessage() for record in wrong)


def test_all_addresses_of_a_site_have_their_tries_together() -> None:
    client = client_of()
    for number in range(access.FREE_TRIES):
        client.get("/login?token=wrong", environ_base={"REMOTE_ADDR": f"2001:db8::{number}"})
    for address, status in (("2001:db8::ffff", 429), ("2001:db8:0:1::1", 200)):
        visitor = {"REMOTE_ADDR": address}
        assert client.get(f"/login?token={KEY}", environ_base=visitor).status_code == status


@given(st.integers(1, 200))
def test_the_wait_grows_to_its_limit(count: int) -> None:
    throttle = Throttle()
    waits = []
    for _ in range(count):
        throttle.fail("a")
        waits.append(throttle.wait("a"))
    assert all(wait == 0 for wait in waits[: access.FREE_TRIES - 1])
    assert max(waits) <= access.MAX_WAIT_SECONDS
    assert throttle.wait("b") == 0
    throttle.succeed("a")
    assert throttle.wait("a") == 0


def test_health_needs_no_key_and_no_name() -> None:
    response = client_of().get("/healthz", headers={"Host": "10.1.2.3:8420"})
    assert (response.status_code, response.text) == (200, "ok\n")


@pytest.mark.parametrize("host", ["talks.example.org", "TALKS.example.org:443"])
def test_further_names_are_answered(host: str) -> None:
    client = client_of(token="", allowed_hosts=["talks.example.org"])
    assert client.get(PAGE, headers={"Host": host}).status_code == 200
    assert client.get(PAGE, headers={"Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/t/login", "/login"])
def test_a_public_address_sets_name_scheme_and_prefix(path: str) -> None:
    client = client_of(public_url="https://talks.example.org/t/")
    welcome = client.post(path, data={"token": KEY}, headers={"Host": "talks.example.org"})
    assert welcome.headers["Refresh"] == "0; url=./"
    assert "Secure" in welcome.headers["Set-Cookie"]
    assert "Path" not in welcome.headers["Set-Cookie"], "the browser's own: beside the login"


@pytest.mark.parametrize(
    "prefix",
    ["/t", "/static", "/deep/down", "/my%20talks", "/vortr%C3%A4ge", "/vorträge", "/a%2Fb", ""],
)
@pytest.mark.parametrize("is_stripped", [True, False])
def test_a_prefix_is_taken_off_once_whether_or_not_the_proxy_did(
    prefix: str, is_stripped: bool
) -> None:
    client = client_of(token="", public_url=f"https://talks.example.org{prefix}/")
    before = "" if is_stripped else prefix
    static = "/" + client.application.extensions["player"].assets.path("base.css")
    for path, status in (("/", 302), (PAGE, 200), (static, 200), ("/healthz", 200)):
        response = client.get(f"{before}{path}", headers={"Host": "talks.example.org"})
        assert response.status_code == status, path


@pytest.mark.parametrize("url", ["talks.example.org", "ftp://x/", "https://", "https://x/?y=1"])
def test_no_public_address(url: str) -> None:
    with pytest.raises(InputError, match="not an address"):
        PublicUrl(url)


def test_what_a_proxy_says_is_believed_on_request_only() -> None:
    said = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Prefix": "/talks",
        "X-Forwarded-Host": "evil.example",
    }
    assert "Secure" not in log_in(client_of(), headers=said)
    assert "Secure" in log_in(client_of(behind_proxy=1), headers=said)
    plain, trusting = client_of(), client_of(behind_proxy=1)
    for _ in range(access.FREE_TRIES):
        trusting.post("/login", data={"token": "no"}, headers=said)
        plain.post("/login", data={"token": "no"}, headers=said)
    assert trusting.post("/login", data={"token": KEY}).status_code == 200
    assert plain.post("/login", data={"token": KEY}).status_code == 429


def test_each_request_is_logged_and_never_the_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "timeline_web.access")
    client = client_of(access_log="json")
    client.get(f"/login?token={KEY}")
    client.get(f"/t/%0aforged%1b[31m/?token={KEY}", headers={"User-Agent": "a\tb\x1b[1m"})
    lines = [r.getMessage() for r in caplog.records if r.name == "timeline_web.access"]
    records = [json.loads(line) for line in lines]
    assert [(r["method"], r["path"], r["status"]) for r in records] == [
        ("GET", "/login", 200),
        ("GET", "/t/%0Aforged%1B%5B31m/", 404),
    ]
    assert KEY not in "".join(lines)
    assert all(line.isprintable() for line in lines)


def test_the_log_is_readable_as_text_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "timeline_web.access")
    client_of(token="", access_log="text").get(PAGE)
    [line] = [r.getMessage() for r in caplog.records if r.name == "timeline_web.access"]
    assert re.fullmatch(rf'127\.0\.0\.1 \[[^]]+\] "GET {PAGE}" 200 \d+ [\d.]+ "[^"]*"', line)


def test_the_key_is_of_a_file_or_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: Entry
) -> None:
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n# what it is for\n")
    assert (
        client_of(token=None, key_file=path).post("/login", data={"token": KEY}).status_code == 200
    )
    monkeypatch.setenv("TIMELINE_KEY", KEY)
    assert client_of(token=None).get(PAGE).status_code == 401
    assert client_of(token="").get(PAGE).status_code == 200


@pytest.mark.parametrize("text", ["", "short", "\n0123456789abcdef\n"])
def test_a_weak_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "key"
    path.write_text(text)
    with pytest.raises(InputError, match="16 characters"):
        client_of(token=None, key_file=path)


def test_an_application_of_a_folder_is_one_call(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("About it\n\n0:00 One\n1:00 Two\n")
    response = create_app(tmp_path, token="").test_client().get("/", follow_redirects=True)
    assert "About it" in response.text
