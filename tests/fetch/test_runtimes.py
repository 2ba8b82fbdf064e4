"""JavaScript runtimes: all that yt-dlp knows, our own deno first, the user's word before ours."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from yt_dlp import YoutubeDL

from timeline.fetch.runtimes import used, with_runtimes
from timeline.fetch.session import user_options


def test_yt_dlp_takes_every_runtime_that_it_knows() -> None:
    options = with_runtimes(user_options(()))
    assert set(options["js_runtimes"]) == {"deno", "node", "bun", "quickjs"}
    with YoutubeDL({**options, "quiet": True}) as downloader:  # raises for an unknown one
        assert downloader.params["js_runtimes"].keys() == options["js_runtimes"].keys()


@pytest.mark.parametrize("arguments", [("--js-runtimes", "node"), ("--js-runtimes", "deno:/x")])
def test_what_the_user_names_stays(arguments: tuple[str, ...]) -> None:
    given = user_options(arguments)
    assert with_runtimes(given)["js_runtimes"] == given["js_runtimes"]


def test_deno_is_found_in_our_own_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / ("deno.exe" if os.name == "nt" else "deno")
    options: dict[str, Any] = {"js_runtimes": {"deno": {"path": None}}}
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    assert with_runtimes(options)["js_runtimes"]["deno"]["path"] is None
    program.write_text("")
    program.chmod(0o755)
    assert with_runtimes(options)["js_runtimes"]["deno"]["path"] == str(program)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("[youtube] [jsc:node] Solving JS challenges using node", "node"),
        ("[jsc:quickjs-ng] Solving JS challenges using quickjs", "quickjs-ng"),
        ("[youtube] ID: Downloading webpage", ""),
    ],
)
def test_what_was_used_is_told(message: str, name: str) -> None:
    assert used(message) == name
