"""How long ``timeline export`` takes as a whole process, beside importing its two libraries.

    python -m tests.bench.export [SUMMARY]

The two run in turn; the median of the ratios counts (aim: at most 2.5).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

SAMPLE = Path(__file__).parents[2] / "samples" / "bicycle.youtube.txt"
RUNS = 15


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print both medians and the ratio."""
    summary = sys.argv[1] if len(sys.argv) > 1 else str(SAMPLE)
    # Installed packages come with their bytecode; a checkout gets the same here.
    subprocess.run([sys.executable, "-m", "compileall", "-q", "timeline"], check=False)
    with tempfile.TemporaryDirectory() as folder:
        ours = [sys.executable, "-m", "timeline", "export", summary, "-o", folder]
        peer = [sys.executable, "-c", "import click, webvtt"]
        cpu_seconds(ours), cpu_seconds(peer)
        pairs = [(cpu_seconds(ours), cpu_seconds(peer)) for _ in range(RUNS)]
    print(f"timeline export        {median(a for a, _ in pairs) * 1000:7.1f} ms CPU")
    print(f"import click, webvtt   {median(b for _, b in pairs) * 1000:7.1f} ms CPU")
    print(f"ratio                  {median(a / b for a, b in pairs):7.2f}    (aim: at most 2.5)")


if __name__ == "__main__":
    main()
