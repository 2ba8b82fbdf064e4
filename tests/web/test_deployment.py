"""Behind Debian's nginx with TLS and a prefix, and under other servers: as the examples say."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import HTTPCookieProcessor, HTTPSHandler, OpenerDirector, Request, build_opener

import pytest

from tests.web.test_watch import SUMMARY, wait_until

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / ".github" / "deploy"
FILM = ROOT / "samples" / "tides.webm"
KEY = "a-key-of-some-length"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "talk.txt").write_text(SUMMARY, encoding="utf-8")
    shutil.copy(FILM, folder / "talk.webm")
    (folder / "other.txt").write_text("Another\n\n0:00 One\n1:00 Two\n", encoding="utf-8")
    return folder


@pytest.fixture
def backend(tmp_path: Path, talks: Path) -> Iterator[int]:
    """The server, started as the example's comment says."""
    (tmp_path / "key").write_text(f"{KEY}\n")
    words = re.search(r"#   timeline (watch .*?)\n#\n", (DEPLOY / "nginx.conf").read_text(), re.S)
    assert words
    port = free_port()
    arguments = words[1].replace("\\\n#", "").split()
    arguments[arguments.index("/srv/talks")] = str(talks)
    arguments[arguments.index("/etc/timeline/key")] = str(tmp_path / "key")
    command = [sys.executable, "-m", "timeline", *arguments, "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "Watching at https://talks.example.org/t/\n"
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def proxy(tmp_path: Path, backend: int, proxy_programs: None) -> Iterator[str]:
    """The example's server in a real nginx, with a certificate made now."""
    files = {
        "/etc/ssl/talks.pem": tmp_path / "talks.pem",
        "/etc/ssl/talks.key": tmp_path / "talks.key",
    }
    make = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=talks.example.org -addext subjectAltName=DNS:talks.example.org"
    ).split()
    made = ["-out", str(tmp_path / "talks.pem"), "-keyout", str(tmp_path / "talks.key")]
    subprocess.run([*make, *made], check=True, capture_output=True)
    port = free_port()
    server = (DEPLOY / "nginx.conf").read_text().replace("127.0.0.1:8420", f"127.0.0.1:{backend}")
    server = server.replace("listen 443", f"listen 127.0.0.1:{port}")
    for name, path in files.items():
        server = server.replace(name, str(path))
    places = "".join(
        f"{name}_temp_path {tmp_path}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\ndaemon off;\nmaster_process off;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{server}\n}}\n"
    )
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    process = subprocess.Popen(
        [str(nginx), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", "stderr"],
        stderr=subprocess.PIPE,
    )
    try:
        wait_until(lambda: is_listening(port))
        yield f"https://talks.example.org:{port}/t/"
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def visitor(
    tmp_path: Path, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[OpenerDirector, CookieJar]:
    """A client with a cookie jar, for whom the example's name is this machine."""
    lookup = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: lookup("127.0.0.1", *rest, **more)
    )
    context = ssl.create_default_context(cafile=str(tmp_path / "talks.pem"))
    jar = CookieJar()
    return build_opener(HTTPSHandler(context=context), HTTPCookieProcessor(jar)), jar


def test_nginx_with_tls_and_a_prefix(
    proxy: str, visitor: tuple[OpenerDirector, CookieJar], talks: Path
) -> None:
    client, jar = visitor

    def get(path: str, **headers: str) -> bytes:
        with client.open(Request(urljoin(proxy, path), headers=headers), timeout=20) as response:
            return bytes(response.read())

    with pytest.raises(HTTPError) as refused:
        get("", Accept="text/html")
    with refused.value as page:
        assert page.code == 401
        action = re.search(r'action="([^"]*)"', page.read().decode())
    assert action
    # Logging in: what a browser does with the form, the cookie and the Refresh header.
    login = urljoin(proxy, action[1])
    with client.open(Request(login, data=f"token={KEY}".encode()), timeout=20) as welcome:
        assert urljoin(login, welcome.headers["Refresh"].partition("url=")[2]) == proxy
        assert welcome.headers["Referrer-Policy"] == "no-referrer"
    [cookie] = jar
    assert (cookie.secure, cookie.path) == (True, "/t")
    assert KEY not in (cookie.value or "")

    listed = re.findall(r'<a href="(t/talk-[^"]*)"', get("").decode())
    [page_path] = listed
    page = get(page_path).decode()
    assert "How the tides work" in page
    for address in re.findall(r'<(?:link|script)[^>]*(?:href|src)="(?!data:)([^"]*)"', page):
        assert get(urljoin(page_path, address)), address
    assert get(f"{page_path}chapters.vtt").startswith(b"WEBVTT")
    assert get(f"{page_path}media", Range="bytes=100-199") == FILM.read_bytes()[100:200]
    assert get(f"{page_path}media") == FILM.read_bytes()
    before = json.loads(get(f"{page_path}status.json"))
    (talks / "talk.txt").write_text(SUMMARY.replace("neap", "dead"), encoding="utf-8")
    assert json.loads(get(f"{page_path}status.json"))["version"] != before["version"]
    get("logout")
    with pytest.raises(HTTPError, match="401") as gone:
        get(page_path)
    gone.value.close()


def test_the_unit_is_what_systemd_expects(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "timeline.service"
    text = (DEPLOY / "timeline.service").read_text()
    unit.write_text(text.replace("/opt/timeline/bin/timeline", sys.executable))
    done = subprocess.run(
        [verify, "verify", str(unit)], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["timeline.service", "Containerfile", "nginx.conf"])
def test_the_examples_name_options_that_there_are(name: str) -> None:
    from timeline.cli.watch import watch

    known = {option for param in watch.params for option in param.opts}
    text = (DEPLOY / name).read_text().replace("\\\n", " ")
    words = " ".join(
        line
        for line in text.splitlines()
        if "timeline watch" in line or '"watch"' in line or "--public" in line
    )
    used = set(re.findall(r"--[a-z-]+", words))
    assert used
    assert used <= known
