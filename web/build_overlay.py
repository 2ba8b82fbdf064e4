"""Build the npm package's one module from the scripts that the Python package serves.

``python3 build_overlay.py`` writes ``dist/timeline-overlay.js`` and the licence beside it; npm runs
it before it packs. Nothing but Python's standard library is needed.
"""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE / "timeline_web" / "static"
MODULE = HERE / "dist" / "timeline-overlay.js"
LICENSE = HERE.parent / "LICENSE"


def main() -> None:
    """Write the module, with its documentation: editors and analyzers read it."""
    MODULE.parent.mkdir(exist_ok=True)
    MODULE.write_text(text(), encoding="utf-8")
    shutil.copyfile(LICENSE, MODULE.with_name("LICENSE"))


def text() -> str:
    """The module: the overlay and all that it imports, which exports what the overlay does."""
    # By its path: to import it from its package would need all that the package does.
    bundle = runpy.run_path(str(STATIC.parent / "bundle.py"))["bundle"]
    return str(bundle("overlay.js", _read, exports=True))


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
