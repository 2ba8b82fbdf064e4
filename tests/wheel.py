"""Use an installed wheel as a stranger would. Run by ``python -m tests`` in an empty
environment, outside the checkout: ``python wheel.py SAMPLES``.
"""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from pathlib import Path


def main() -> None:
    """Export a sample, list the formats, and load the player page of the bundled film."""
    samples = Path(sys.argv[1])
    command = Path(sys.executable).with_name("timeline")
    subprocess.run([command, "export", samples / "tides.txt", "-o", "out"], check=True)
    written = sorted(path.name for path in Path("out").iterdir())
    expected = ["tides.chapters.vtt", "tides.insights.vtt", "tides.qa.vtt"]
    assert written == expected, written
    subprocess.run([command, "formats"], check=True, stdout=subprocess.DEVNULL)
    _watch(command)
    print("the wheel holds all it needs")


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
