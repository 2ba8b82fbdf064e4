"""Our script modules as one, for a page that may load nothing.

No general bundler: it links what our own modules are written in, and refuses everything else.
Imports stand on lines of their own and name what they take (``import { a, b } from "./x.js";``),
exports stand before their declarations, and a top-level name is used once in all modules.
``import("./x.js")`` of a module of ours becomes a promise of its exports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath

_IMPORT = re.compile(
    r'^import\s*\{\s*[\w$]+(?:\s*,\s*[\w$]+)*\s*,?\s*\}\s*from\s*"(\.{1,2}/[^"]+)";?[ \t]*$\n?',
    re.M,
)
_BARE = re.compile(r'^import\s*"(\.{1,2}/[^"]+)";?[ \t]*$\n?', re.M)
_DYNAMIC = re.compile(r'\bimport\("(\.{1,2}/[^"]+)"\)')
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?(?:function|class|const|let)\b)", re.M)
_DECLARED = re.compile(
    r"^(export\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var)\s+([A-Za-z_$][\w$]*)", re.M
)
_LEFT_OVER = re.compile(r"^(?:import\b(?!\s*\()|export\b).*$", re.M)


class LinkError(Exception):
    """A module is not written in what can be linked. A mistake of ours, not of a user's."""


def link(entry: str, read: Callable[[str], str], foreign: str = "vendor/") -> str:
    """The text of one module that does what ``entry`` and all that it imports do.

    ``read`` gives a module's text by its path. Modules under ``foreign`` are not linked: a
    dynamic import of one stays as it is. Raises LinkError.
    """
    modules = _reachable(entry, read, foreign)
    order = list(_ordered(modules))
    _check_names(order, modules)
    return "\n".join(_flattened(name, modules) for name in order)


def _reachable(entry: str, read: Callable[[str], str], foreign: str) -> dict[str, str]:
    """Every module of ours that ``entry`` leads to, the late ones too."""
    modules: dict[str, str] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in modules:
            modules[name] = read(name)
            found = [*_static(name, modules[name]), *_late(name, modules[name])]
            waiting += [other for other in found if not other.startswith(foreign)]
    return modules


def _ordered(modules: dict[str, str]) -> Iterator[str]:
    """Each module after those that it imports."""
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[str]:
        if name in path:
            raise LinkError(f"modules import each other: {' -> '.join((*path, name))}")
        if name in done:
            return
        if name not in modules:
            raise LinkError(f"{path[-1]} imports {name}, which is not ours to link")
        for other in _static(name, modules[name]):
            yield from visit(other, (*path, name))
        done.add(name)
        yield name

    for name in modules:
        yield from visit(name, ())


def _static(name: str, text: str) -> list[str]:
    """The modules that must be there before this one runs."""
    return [_resolved(name, path) for path in _IMPORT.findall(text) + _BARE.findall(text)]


def _late(name: str, text: str) -> list[str]:
    return [_resolved(name, path) for path in _DYNAMIC.findall(text)]


def _resolved(name: str, path: str) -> str:
    return normpath(join(dirname(name), path))


def _check_names(order: list[str], modules: dict[str, str]) -> None:
    owners: dict[str, str] = {}
    for module in order:
        for _, declared in _DECLARED.findall(modules[module]):
            if declared in owners:
                raise LinkError(f"{module} and {owners[declared]} both declare {declared}")
            owners[declared] = module


def _flattened(name: str, modules: dict[str, str]) -> str:
    def promised(match: re.Match[str]) -> str:
        module = _resolved(name, match[1])
        if module not in modules:
            return match[0]
        exported = [declared for export, declared in _DECLARED.findall(modules[module]) if export]
        return f"Promise.resolve({{ {', '.join(exported)} }})"

    text = _BARE.sub("", _IMPORT.sub("", modules[name]))
    text = _DYNAMIC.sub(promised, _EXPORT.sub("", text))
    if left := _LEFT_OVER.search(text):
        raise LinkError(f"{name}: cannot link {left[0]!r}")
    return text
