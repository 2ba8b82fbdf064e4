"""Use an installed wheel as a stranger would, beside web.py, which owns the name ``web``. Run by
``python -m tests`` in an empty environment, outside the checkout: ``python wheel.py SAMPLES``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from importlib.metadata import files, metadata
from pathlib import Path

PACKAGES = {"timeline", "timeline_web"}


def main() -> None:
    """Export a sample, list the formats, and load the player page of the bundled film."""
    samples = Path(sys.argv[1])
    _check_description()
    _check_files()
    command = Path(sys.executable).with_name("timeline")
    subprocess.run([command, "export", samples / "tides.txt", "-o", "out"], check=True)
    written = sorted(path.name for path in Path("out").iterdir())
    expected = ["tides.chapters.vtt", "tides.insights.vtt", "tides.qa.vtt"]
    assert written == expected, written
    subprocess.run([command, "formats"], check=True, stdout=subprocess.DEVNULL)
    _watch(command)
    _import_web_py()
    print("the wheel holds all it needs")


def _check_description() -> None:
    """On PyPI the README's links lead somewhere, or are none."""
    text = str(metadata("video-timeline").get_payload())
    assert text.startswith("# Timeline")
    assert "See CONTRIBUTING: the layers" in text
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert links
    assert all(link.startswith("https://") for link in links), links


def _check_files() -> None:
    """Our packages are these two, and none of their files is web.py's."""
    ours = {path for path in map(str, files("video-timeline") or ()) if ".." not in path}
    names = {path.partition("/")[0] for path in ours if ".dist-info" not in path}
    assert names == PACKAGES, names
    assert not ours & set(map(str, files("web.py") or ()))


def _import_web_py() -> None:
    program = "import web; assert web.application and web.__file__.endswith('__init__.py')"
    subprocess.run([sys.executable, "-c", program], check=True)


def _watch(command: Path) -> None:
    server = subprocess.Popen([command, "watch", "--no-browser"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        line = next(row for row in server.stdout if row.startswith("Watching at "))
        address = line.split()[2]
        with urllib.request.urlopen(address) as page:
            text = page.read().decode()
        assert 'data-kind="chapter"' in text
        with urllib.request.urlopen(f"{address}media") as media:
            assert media.headers["Content-Type"].startswith("video/")
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
