"""Behind Debian's nginx and Caddy with TLS and a prefix: as the examples say."""

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
def certificate(tmp_path: Path, proxy_programs: None) -> tuple[Path, Path]:
    """A certificate for the examples' name, made now, and its key."""
    make = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=talks.example.org -addext subjectAltName=DNS:talks.example.org"
    ).split()
    files = tmp_path / "talks.pem", tmp_path / "talks.key"
    made = ["-out", str(files[0]), "-keyout", str(files[1])]
    subprocess.run([*make, *made], check=True, capture_output=True)
    return files


def nginx(folder: Path, backend: int, port: int, certificate: tuple[Path, Path]) -> list[str]:
    """The example's server in a whole configuration, and the command that runs it."""
    server = (DEPLOY / "nginx.conf").read_text().replace("127.0.0.1:8420", f"127.0.0.1:{backend}")
    server = server.replace("listen 443", f"listen 127.0.0.1:{port}")
    for path in certificate:
        server = server.replace(f"/etc/ssl/{path.name}", str(path))
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid;\nerror_log stderr;\ndaemon off;\nmaster_process off;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{server}\n}}\n"
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    return [str(program), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def caddy(folder: Path, backend: int, port: int, certificate: tuple[Path, Path]) -> list[str]:
    """The same for Caddy, which gets no certificate from elsewhere here."""
    server = (DEPLOY / "Caddyfile").read_text().replace("127.0.0.1:8420", f"127.0.0.1:{backend}")
    keys = " ".join(map(str, certificate))
    server = server.replace(
        "talks.example.org {", f"https://talks.example.org:{port} {{\nbind 127.0.0.1\ntls {keys}"
    )
    options = f"admin off\nauto_https disable_redirects\nstorage file_system {folder}/caddy"
    (folder / "Caddyfile").write_text(f"{{\n{options}\n}}\n{server}")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@pytest.fixture(params=[nginx, caddy])
def proxy(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    backend: int,
    certificate: tuple[Path, Path],
) -> Iterator[str]:
    """A real nginx or Caddy, with the example's server; the address of what it gives out."""
    port = free_port()
    command = request.param(tmp_path, backend, port, certificate)
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        wait_until(lambda: is_listening(port))
        yield f"https://talks.example.org:{port}/t/"
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def visitor(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> tuple[OpenerDirector, CookieJar]:
    """A client with a cookie jar, for whom the example's name is this machine."""
    lookup = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: lookup("127.0.0.1", *rest, **more)
    )
    context = ssl.create_default_context(cafile=str(certificate[0]))
    jar = CookieJar()
    return build_opener(HTTPSHandler(context=context), HTTPCookieProcessor(jar)), jar


def test_a_proxy_with_tls_and_a_prefix(
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
