"""The JavaScript runtimes that yt-dlp may use: all that it knows, not deno alone.

YouTube hands out addresses only to who runs its script. Since 2025.11 yt-dlp does so in a runtime
of the machine's, and on its own looks for deno only (https://github.com/yt-dlp/yt-dlp/wiki/EJS).
Which of them are there, and new enough, it finds out itself; the extra ``youtube`` brings deno
along, inside our own environment, where older versions of yt-dlp do not look.
"""

from __future__ import annotations

import os
import re
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_NAMES = ("deno", "node", "bun", "quickjs")

#: What yt-dlp says when it runs a site's script: ``[youtube] [jsc:node] Solving JS challenges``.
_USED = re.compile(r"\[jsc:([\w-]+)\] Solving")


def with_runtimes(options: Mapping[str, Any]) -> dict[str, Any]:
    """The user's options of yt-dlp with every runtime, unless they name some."""
    named = options.get("js_runtimes") or {}
    if set(named) - {"deno"} or any((one or {}).get("path") for one in named.values()):
        return dict(options)
    runtimes: dict[str, dict[str, str | None]] = {name: {"path": None} for name in _NAMES}
    runtimes["deno"]["path"] = _own("deno")
    return {**options, "js_runtimes": runtimes}


def _own(name: str) -> str | None:
    """A program of the environment that we run in, which need not be on the PATH."""
    path = Path(sysconfig.get_path("scripts"), name + (".exe" if os.name == "nt" else ""))
    return str(path) if os.access(path, os.X_OK) and path.is_file() else None


def used(message: str) -> str:
    """The runtime that a message of yt-dlp's says it used; empty for any other message."""
    match = _USED.search(message)
    return match[1] if match else ""
