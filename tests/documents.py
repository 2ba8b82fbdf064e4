"""The parts of the documents that are made from the code. ``python -m tests.documents`` writes
them anew; ``tests/test_problems.py`` says when that is due.
"""

from __future__ import annotations

import re
from pathlib import Path

from timeline.problems import as_markdown

CONTRIBUTING = Path(__file__).parents[1] / ".github" / "CONTRIBUTING.md"

_TABLE = re.compile(r"\| code \| severity \|.*\n(\|.*\n)+")


def contributing() -> str:
    """The text of CONTRIBUTING with the table of problems as it is now."""
    text = CONTRIBUTING.read_text(encoding="utf-8")
    assert len(_TABLE.findall(text)) == 1
    return _TABLE.sub(lambda match: as_markdown(), text)


if __name__ == "__main__":
    CONTRIBUTING.write_text(contributing(), encoding="utf-8")
