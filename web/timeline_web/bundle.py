"""Our script modules as one, for a page that may load nothing.

No general bundler: it takes what our own modules are written in, and refuses everything else.
Imports are on lines of their own and name what they import (``import { a, b } from "./x.js";``),
exports are before their declarations, and a top-level name is used once in all modules.
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
_SIDE_EFFECT_IMPORT = re.compile(r'^import\s*"(\.{1,2}/[^"]+)";?[ \t]*$\n?', re.M)
_DYNAMIC_IMPORT = re.compile(r'\bimport\("(\.{1,2}/[^"]+)"\)')
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?(?:function|class|const|let)\b)", re.M)
_DECLARATION = re.compile(
    r"^(export\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var)\s+([A-Za-z_$][\w$]*)", re.M
)
_UNSUPPORTED = re.compile(r"^(?:import\b(?!\s*\()|export\b).*$", re.M)


class BundleError(Exception):
    """A module is not written in what can be bundled. A mistake of ours, not of a user's."""


def bundle(
    main: str, read: Callable[[str], str], external: str = "vendor/", *, exports: bool = False
) -> str:
    """The text of one module that does what ``main`` and all that it imports do.

    ``read`` gives a module's text by its path. Modules under ``external`` are not bundled: a
    dynamic import of one stays as it is. With ``exports`` it exports what ``main`` does. Raises
    BundleError.
    """
    modules = _reachable(main, read, external)
    order = list(_topological_order(modules))
    _require_unique_names(order, modules)
    texts = [_without_module_syntax(name, modules) for name in order]
    if exports:
        texts.append(f"export {{ {', '.join(_exported(modules[main]))} }};\n")
    return "\n".join(texts)


def split(
    main: str, read: Callable[[str], str], entry: str, external: str = "vendor/"
) -> dict[str, str]:
    """Modules that do what ``main`` does: ``entry``, with all that it needs at once, and one for
    each module that is imported later, which takes the rest from ``entry``.

    ``entry`` is a name beside ``main``. Raises BundleError.
    """
    modules = _reachable(main, read, external)
    eager = _eager(main, modules)
    order = [name for name in _topological_order(modules) if name in eager]
    _require_unique_names(order, modules)
    parts = [_without_module_syntax(name, modules, entry) for name in order]
    exported = sorted(name for module in order for name in _exported(modules[module]))
    made = {entry: "\n".join([*parts, f"export {{ {', '.join(exported)} }};"])}
    for name in sorted(modules.keys() - eager):
        made[_chunk(name, entry)] = _as_chunk(name, modules, eager, entry)
    return made


def _eager(main: str, modules: dict[str, str]) -> set[str]:
    """The modules that must be there for ``main`` to run."""
    found: set[str] = set()
    waiting = [main]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _static_imports(name, modules[name])
    return found


def _as_chunk(name: str, modules: dict[str, str], eager: set[str], entry: str) -> str:
    """A module that is imported later: what it imports itself comes from ``entry``."""
    text = modules[name]
    if missing := set(_static_imports(name, text)) - eager:
        raise BundleError(f"{name} imports {', '.join(sorted(missing))}, which {entry} has not")
    for path in _IMPORT.findall(text):
        text = text.replace(f'"{path}"', f'"./{entry}"')
    return _DYNAMIC_IMPORT.sub(lambda match: _later(name, match, modules, entry), text)


def _later(name: str, match: re.Match[str], modules: dict[str, str], entry: str) -> str:
    module = _resolve(name, match[1])
    return f'import("./{_chunk(module, entry)}")' if module in modules else match[0]


def _chunk(name: str, entry: str) -> str:
    """Where a module that is imported later is: ``page.find.js`` beside ``page.js``."""
    return f"{entry.removesuffix('.js')}.{name}"


def _reachable(main: str, read: Callable[[str], str], external: str) -> dict[str, str]:
    """Every module of ours that ``main`` leads to, those imported later too."""
    modules: dict[str, str] = {}
    waiting = [main]
    while waiting:
        name = waiting.pop()
        if name not in modules:
            modules[name] = read(name)
            found = [*_static_imports(name, modules[name]), *_dynamic_imports(name, modules[name])]
            waiting += [other for other in found if not other.startswith(external)]
    return modules


def _topological_order(modules: dict[str, str]) -> Iterator[str]:
    """Each module after those that it imports."""
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[str]:
        if name in path:
            raise BundleError(f"modules import each other: {' -> '.join((*path, name))}")
        if name in done:
            return
        if name not in modules:
            raise BundleError(f"{path[-1]} imports {name}, which is not ours to bundle")
        for other in _static_imports(name, modules[name]):
            yield from visit(other, (*path, name))
        done.add(name)
        yield name

    for name in modules:
        yield from visit(name, ())


def _static_imports(name: str, text: str) -> list[str]:
    """The modules that must be there before this one runs."""
    return [
        _resolve(name, path) for path in _IMPORT.findall(text) + _SIDE_EFFECT_IMPORT.findall(text)
    ]


def _dynamic_imports(name: str, text: str) -> list[str]:
    return [_resolve(name, path) for path in _DYNAMIC_IMPORT.findall(text)]


def _resolve(name: str, path: str) -> str:
    return normpath(join(dirname(name), path))


def _exported(text: str) -> list[str]:
    """The names that a module exports."""
    return [declared for export, declared in _DECLARATION.findall(text) if export]


def _require_unique_names(order: list[str], modules: dict[str, str]) -> None:
    owners: dict[str, str] = {}
    for module in order:
        for _, declared in _DECLARATION.findall(modules[module]):
            if declared in owners:
                raise BundleError(f"{module} and {owners[declared]} both declare {declared}")
            owners[declared] = module


def _without_module_syntax(name: str, modules: dict[str, str], entry: str = "") -> str:
    def as_promise(match: re.Match[str]) -> str:
        module = _resolve(name, match[1])
        if module not in modules:
            return match[0]
        if entry:
            return _later(name, match, modules, entry)
        exported = _exported(modules[module])
        # Not before all of the text has run, as with a module that comes later.
        return f"Promise.resolve().then(() => ({{ {', '.join(exported)} }}))"

    text = _SIDE_EFFECT_IMPORT.sub("", _IMPORT.sub("", modules[name]))
    text = _DYNAMIC_IMPORT.sub(as_promise, _EXPORT.sub("", text))
    if left := _UNSUPPORTED.search(text):
        raise BundleError(f"{name}: cannot bundle {left[0]!r}")
    return text
