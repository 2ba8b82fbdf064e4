"""The structure holds: imports point one way, public names are true, docs name everything."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import timeline
from timeline.cli import COMMANDS
from timeline.formats import FORMATS

ROOT = Path(__file__).parents[1]
PACKAGES = (ROOT / "timeline", ROOT / "web" / "timeline_web")

#: From the bottom up. A layer imports from those before it, or from itself. The command line
#: is on top of the web application, which knows nothing of it.
LAYERS = (
    ("errors",),
    ("times", "text", "model", "libraries", "atomic"),
    ("problems", "parallel", "written"),
    ("kinds",),
    ("chapter_ends",),
    ("tracks", "placement", "parsing", "text_language", "language_tags"),
    ("formats", "subtitle_names"),
    ("transcripts",),
    ("source_lines",),
    ("missing_hours", "near_misses", "list_slips", "lost_text", "moved_times"),
    ("lint", "alphabets", "decoding", "files", "media", "fetch", "prompt"),
    ("assumptions", "retiming", "load_request"),
    ("loader",),
    ("api", "bulk", "captions"),
    ("timeline_web",),
    ("cli",),
)
#: The same, inside the web application.
WEB_LAYERS = (
    ("assets", "bundle", "proxies", "publishing", "rendered", "request_parser", "sources"),
    ("threads",),
    ("connections",),
    ("exports", "folders", "library", "page_model", "security", "server", "storyboards"),
    ("access", "entries", "page", "responses", "serving"),
    ("watched_file", "file_library", "rendering"),
    ("site", "views"),
    ("application", "single_file"),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
WEB_RANK = {name: rank for rank, layer in enumerate(WEB_LAYERS) for name in layer}


def _name(path: Path) -> str:
    """A file's name as a module: ``timeline.cli.watch``."""
    root = next(package.parent for package in PACKAGES if package in path.parents)
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    _name(path): path
    for package in PACKAGES
    for path in sorted(package.rglob("*.py"))
    if path.name != "__main__.py"
}


def _ranks(module: str) -> list[int]:
    """Where a module is, the web application's own layers after the common ones.

    A package's ``__init__`` holds its interface and is where its package does.
    """
    package, *rest = module.split(".")
    if package == "timeline_web":
        return [RANK[package], *(WEB_RANK[name] for name in rest[:1])]
    return [RANK[name] for name in rest[:1]]


def _imports(path: Path) -> set[str]:
    """The modules of ours that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            submodules = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= submodules & MODULES.keys()
            if submodules - MODULES.keys():
                names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names & MODULES.keys()


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    mine = _ranks(module)
    for name in _imports(MODULES[module]):
        # The two packages' own interfaces lead everywhere, when somebody asks.
        if module not in ("timeline", "timeline_web"):
            assert _ranks(name) <= mine, f"{module} imports {name}"


def test_no_module_leads_back_to_itself() -> None:
    graph = {module: _imports(path) - {module} for module, path in MODULES.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_no_module_is_named_by_a_string() -> None:
    """The type checker sees every import, but for the public API, which it is shown twice."""
    found = [
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.alias)
        and (node.id if isinstance(node, ast.Name) else node.name)
        in ("import_module", "__import__")
    ]
    assert set(found) <= {"timeline"}


def test_every_module_has_a_layer() -> None:
    for module in MODULES:
        _ranks(module)


@pytest.mark.parametrize("module", MODULES)
def test_no_file_needs_a_map(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 420


def test_public_names_are_there() -> None:
    assert sorted(timeline.__all__) == timeline.__all__
    for name in timeline.__all__:
        assert getattr(timeline, name).__doc__


def test_every_command_is_found_under_its_name() -> None:
    assert {name: entry.load().name for name, entry in COMMANDS.items()} == {
        name: name for name in COMMANDS
    }


def test_the_readme_names_every_command_and_format() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"timeline {name}" not in readme]
    missing += [name for name in FORMATS if f"`{name}`" not in readme]
    assert missing == []
