"""A library that is missing, broken or changed ends in one clear line, whatever the command.

The broken ones are made here: no real one can be broken on demand.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.media.conftest import ffmpeg

ROOT = Path(__file__).parents[1]

MISSING = 'raise ModuleNotFoundError("No module named {name}", name="{name}")'
BROKEN = "raise ImportError('libfoo.so.1: cannot open shared object file\\nand much advice')"
OTHERWISE = "raise AttributeError('module has no attribute that it wants itself')"
#: An av that imports well, and takes other arguments than ours.
CHANGED = """
from types import ModuleType
import sys
def open(file):
    raise AssertionError('never called')
container = sys.modules['av.container'] = ModuleType('av.container')
container.Container = object
"""

COMMANDS = {
    "export": "export {dir}/tides.txt -o {dir}/out",
    "export chapters": "export {dir}/chapters.txt -o {dir}/out",
    "export --thumbnails": "export {dir}/tides.txt -o {dir}/out --thumbnails",
    "export --media": "export {dir}/tides.txt -o {dir}/out --media {dir}/tides.webm",
    "check": "check {dir}/tides.txt",
    "check media": "check {dir}/talk.m4a",
    "check xml": "check {dir}/chapters.xml",
    "check legacy": "check {dir}/legacy.txt",
    "check yaml": "check {dir}/notes.md",
    "show": "show {dir}/tides.txt",
    "place": "place {dir}/tides.txt",
    "prompt": "prompt {dir}/tides.vtt",
    "prompt ass": "prompt {dir}/speech.ass",
    "prompt media": "prompt {dir}/tides.webm",
    "embed": "embed {dir}/tides.txt {dir}/tides.webm -o {dir}/new.webm --force",
    "embed mp3": "embed {dir}/chapters.txt {dir}/tone.mp3 -o {dir}/new.mp3 --force",
    "split": "split {dir}/tides.txt {dir}/tides.webm -o {dir}/parts",
    "formats": "formats",
    "fetch": "fetch http://127.0.0.1:9/talk -o {dir}/fetched",
    "site": "site {dir}/tides.txt -o {dir}/public",
    "watch": "watch {dir}/tides.txt --no-browser --port 0",
}

#: Which commands cannot do without a library. ``fetch`` ends in an error anyway: nobody answers.
NEEDED_BY = {
    "av": {
        *("export --thumbnails", "export --media", "check media", "prompt media"),
        *("embed", "embed mp3", "split"),
    },
    "mutagen": {"embed mp3"},
    "numpy": {
        *("export", "export --thumbnails", "export --media", "check", "show", "place", "embed"),
        *("split", "site", "watch"),
    },
    "Stemmer": {
        *("export", "export --thumbnails", "export --media", "check", "show", "place", "embed"),
        *("split", "site", "watch"),
    },
    "yt_dlp": {"fetch"},
    "webvtt": {
        *("export", "export chapters", "export --thumbnails", "export --media", "prompt", "site"),
        "prompt media",
    },
    "defusedxml": {"check xml", "embed"},
    "chardet": {"check legacy"},
    "yaml": {"check yaml"},
    "pysubs2": {"prompt ass"},
    "flask": {"site", "watch"},
    "waitress": {"watch"},
}

#: Runs each of its arguments as a command line, all in one process: what one leaves half imported
#: the next one meets. Serving is left out, and prints what came of each as JSON.
RUNNER = """
import io, json, shlex, sys
from contextlib import redirect_stderr, redirect_stdout
from timeline.cli import main

try:
    from timeline_web import serving
    serving.serve = lambda app, listening, **_: listening.close()
except Exception:
    pass
results = []
for line in sys.argv[1:]:
    sys.argv = ["timeline", *shlex.split(line)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        except BaseException as error:
            import traceback
            traceback.print_exc()
            code = -1
    for stream in (out, err):
        stream.flush()
    results.append((code, *(stream.buffer.getvalue().decode() for stream in (out, err))))
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, media_programs: None) -> Path:
    folder = tmp_path_factory.mktemp("libraries")
    for name in ("tides.txt", "tides.vtt", "tides.webm"):
        shutil.copy(ROOT / "samples" / name, folder)
    (folder / "chapters.txt").write_text("0:00 Ebb\n0:30 Slack\n1:00 Flood\n", encoding="utf-8")
    (folder / "chapters.xml").write_text(
        '<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">'
        '<psc:chapter start="0" title="Ebb"/></psc:chapters>',
        encoding="utf-8",
    )
    (folder / "speech.ass").write_text(
        "[Script Info]\nScriptType: v4.00+\n[V4+ Styles]\n[Events]\nFormat: Layer, Start, End, "
        "Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,Ebb\n",
        encoding="utf-8",
    )
    (folder / "legacy.txt").write_bytes("0:00 Отлив\n0:02 Прилив\n".encode("cp1251"))
    (folder / "notes.md").write_text(
        "---\ntitle: Tides\n---\n## Chapters\n0:00 Ebb\n0:30 Slack\n", encoding="utf-8"
    )
    (folder / "chapters.ffmeta").write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=90\ntitle=Ebb\n", encoding="utf-8"
    )
    tone = ("-f", "lavfi", "-i", "sine=d=90:r=44100")
    ffmpeg(*tone, "-c:a", "libmp3lame", folder / "tone.mp3")
    ffmpeg(*tone, "-i", folder / "chapters.ffmeta", "-map_metadata", "1", folder / "talk.m4a")
    return folder


def run_all(folder: Path, fake: Path | None) -> dict[str, tuple[int, str, str]]:
    """Exit code, output and errors of every command, where ``fake`` comes before all libraries."""
    lines = [line.format(dir=folder) for line in COMMANDS.values()]
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, *lines],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(fake or "")},
        cwd=folder,
    )
    return dict(zip(COMMANDS, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *((name, BROKEN) for name in NEEDED_BY),
        *((name, MISSING) for name in ("av", "mutagen", "numpy")),
        ("numpy", OTHERWISE),
        ("av", OTHERWISE),
        ("av", CHANGED),
    ],
    ids=lambda value: {
        MISSING: "missing",
        BROKEN: "broken",
        OTHERWISE: "odd",
        CHANGED: "changed",
    }.get(value, value),
)
def test_a_library_that_fails_is_one_line(
    name: str, code: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / f"{name}.py").write_text(code.format(name=name), encoding="utf-8")
    for command, (status, out, errors) in run_all(folder, tmp_path).items():
        if command.startswith("check") and command in NEEDED_BY[name]:
            # It reports what cannot be read as it does all else, and goes on.
            assert (status, errors) == (1, ""), f"{command}: {errors}"
            assert re.search(rf"error T000: .*\b{name}\b", out), out
            assert "pip install" in out, out
            continue
        reported = f"{command}: {errors}"
        assert "Traceback" not in errors, reported
        failed = [line for line in errors.splitlines() if line.startswith("error:")]
        others = [line for line in errors.splitlines() if not line.startswith("error:")]
        assert all(line.startswith(("note: ", "warning: ")) for line in others), reported
        if command in NEEDED_BY[name]:
            assert (status, len(failed)) == (1 if command.startswith("export") else 2, 1), reported
            assert name in failed[0], reported
            assert "pip install" in failed[0], reported
        elif command != "fetch":
            assert (status, failed) == (0, []), reported


def test_all_is_well_with_the_libraries_as_they_are(folder: Path) -> None:
    codes = {command: status for command, (status, _, _) in run_all(folder, None).items()}
    assert codes == {**dict.fromkeys(COMMANDS, 0), "fetch": 2}


#: Where a library is imported bare, because it is reached only through an `importing` of its own:
#: media through ``containers.reading``, NumPy's users through ``placement``, the web application
#: through ``create_app`` and the commands.
BEHIND = {
    "av": ("timeline/media/",),
    "numpy": ("timeline/media/thumbnails.py", "timeline/placement/"),
    "mutagen": ("timeline/media/tags.py",),
    "yt_dlp": ("timeline/fetch/session.py",),
    "flask": ("web/timeline_web/",),
    "werkzeug": ("web/timeline_web/",),
    "itsdangerous": ("web/timeline_web/",),
    "jinja2": ("web/timeline_web/",),
    "markupsafe": ("web/timeline_web/",),
    "click": ("timeline/cli/",),
}


def _bare_imports(node: ast.AST) -> Iterator[str]:
    """What is imported outside of ``with importing(...)`` and ``if TYPE_CHECKING``."""
    if isinstance(node, ast.With) and "importing(" in ast.unparse(node.items[0]):
        return
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
    for child in ast.iter_child_nodes(node):
        yield from _bare_imports(child)


def test_every_library_is_imported_where_its_failing_is_told() -> None:
    own = {*sys.stdlib_module_names, "timeline", "timeline_web"}
    for path in [*(ROOT / "timeline").rglob("*.py"), *(ROOT / "web").rglob("*.py")]:
        file = path.relative_to(ROOT).as_posix()
        for module in _bare_imports(ast.parse(path.read_text(encoding="utf-8"))):
            name = module.partition(".")[0]
            reported = name in own or file.startswith(BEHIND.get(name, ()))
            assert reported, f"{file} imports {module} outside of `with importing(...)`"
