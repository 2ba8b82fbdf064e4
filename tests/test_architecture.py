"""The structure holds: imports point one way, public names are true, docs name everything."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import timeline
from timeline.cli import COMMANDS
from timeline.formats import FORMATS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "timeline"

#: From the bottom up. A layer imports from those before it, or from itself.
LAYERS = (
    ("errors",),
    ("times", "model"),
    ("durations",),
    ("tracks", "transcripts", "placing", "reading"),
    ("formats",),
    ("checking", "decoding", "files", "media", "fetch", "prompt"),
    ("loading",),
    ("api",),
    ("cli",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def _layer(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    mine = _layer(path)
    if mine == "__init__":
        return
    for name in _imports(path):
        assert name.split(".")[0] != "web", f"{path.name} imports {name}"
        parts = name.split(".")
        if parts[0] == "timeline" and len(parts) > 1 and parts[1] in RANK:
            assert RANK[parts[1]] <= RANK[mine], f"{path.name} imports {name}"


def test_every_module_has_a_layer() -> None:
    assert {_layer(path) for path in _modules()} - {"__init__"} <= set(RANK)


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_needs_a_map(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


def test_public_names_are_there() -> None:
    assert sorted(timeline.__all__) == timeline.__all__
    for name in timeline.__all__:
        assert getattr(timeline, name).__doc__


def test_the_readme_names_every_command_and_format() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"timeline {name}" not in readme]
    missing += [name for name in FORMATS if f"`{name}`" not in readme]
    assert missing == []
