"""Every regular expression means the same on every supported Python."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import types
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import timeline
import timeline_web

#: What a pattern may not hold, and why: nodes of the standard library's own parser.
REFUSED = {
    _constants.POSSESSIVE_REPEAT: "a possessive quantifier fails on some groups where it must "
    "match, before Python 3.11.5 (https://github.com/python/cpython/issues/106052): bound the "
    "repeat, split the pattern, or loop",
    _constants.ATOMIC_GROUP: "an atomic group runs on the code of possessive quantifiers, which "
    "is wrong before Python 3.11.5: bound the repeat, split the pattern, or loop",
    _constants.AT_NON_BOUNDARY: r"\B matches an empty text since Python 3.14 only: use a look-"
    r"around of \w",
}
FUNCTIONS = set("compile match search fullmatch sub subn split findall finditer".split())


class Written(NamedTuple):
    """A pattern that a module holds or hands to ``re``, and where."""

    where: str
    pattern: str | bytes
    flags: int = 0


def refusals(pattern: str | bytes, flags: int = 0) -> list[str]:
    """Why a pattern is refused; empty for one that means the same everywhere."""
    nodes = list(_nodes(_parser.parse(pattern, flags)))
    return [why for node, why in REFUSED.items() if any(node is other for other in nodes)]


def _nodes(tree: Any) -> Iterator[Any]:
    yield tree
    if isinstance(tree, _parser.SubPattern | list | tuple):
        for part in tree:
            yield from _nodes(part)


def written(module: types.ModuleType, source: str) -> Iterator[Written]:
    """Every pattern of a module: what it holds compiled, and what its source hands to ``re``."""
    name = module.__name__
    held = list(_held(module))
    for value in held:
        if isinstance(value, re.Pattern):
            yield Written(name, value.pattern, value.flags & ~re.DEBUG)
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and _is_of_re(call.func) and call.args:
            text = _text(call.args[0], module)
            # What is known only when the call is made is somewhere in the module's tables.
            tables = (value for value in held if isinstance(value, str) and _parses(value))
            texts = tables if text is None else [text]
            yield from (Written(f"{name}:{call.lineno}", each) for each in texts)


def _is_of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr in FUNCTIONS
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
    )


def _text(node: ast.expr, module: types.ModuleType) -> str | None:
    """The text of an expression, ``x`` for what an f-string puts in; None where unknown."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        value = getattr(module, node.id, None)
        return value if isinstance(value, str) else None
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, module) or "x"
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, module) or "" for part in node.values)
    if isinstance(node, ast.BinOp):
        left, right = _text(node.left, module), _text(node.right, module)
        return None if left is None or right is None else left + right
    return None


def _parses(text: str) -> bool:
    try:
        _parser.parse(text)
    except re.error:
        return False
    return True


def _held(module: types.ModuleType) -> Iterator[Any]:
    """Every value within a module's reach: in tables, classes, defaults of functions."""
    seen: set[int] = set()
    waiting = list(vars(module).values())
    while waiting:
        value = waiting.pop()
        if id(value) not in seen:
            seen.add(id(value))
            yield value
            waiting += _inside(value, module.__name__)


def _inside(value: Any, module: str) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if getattr(value, "__module__", None) != module:
        return []
    if inspect.isfunction(value):
        return [*(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values()]
    return list(getattr(value, "__dict__", {}).values())


def _modules() -> list[str]:
    names = []
    for package in (timeline, timeline_web):
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        names += [package.__name__, *(module.name for module in found)]
    return [name for name in names if not name.endswith("__main__")]


def _written(name: str) -> list[Written]:
    module = importlib.import_module(name)
    return list(written(module, inspect.getsource(module)))


@pytest.mark.parametrize("name", _modules())
def test_every_pattern_means_the_same_on_every_python(name: str) -> None:
    problems = [
        f"{found.where}: {found.pattern!r}: {why}"
        for found in _written(name)
        for why in refusals(found.pattern, found.flags)
    ]
    assert not problems, "\n".join(problems)


def test_the_walk_sees_the_patterns_of_the_package() -> None:
    assert sum(len(_written(name)) for name in _modules()) > 150


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a|b)*+",
        r"a++",
        r"(?:a?+b)",
        r"(x|(?=\d{1,3}+))y",
        r"(?>ab|a)c",
        r"(?i:(?<!a)(?>b))",
        r"(a)?(?(1)b++|c)",
        r"a\B",
        rb"a*+",
    ],
)
def test_what_differs_is_refused(pattern: str | bytes) -> None:
    assert refusals(pattern)


@pytest.mark.parametrize("pattern", [r"a+\+", r"[+*?]+b", r"\++a", r"a+?b", r"a{1,3}?", r"\bword"])
def test_what_only_looks_like_it_is_not(pattern: str) -> None:
    assert not refusals(pattern)


@pytest.mark.parametrize(
    "source",
    [
        "P = re.compile('a++')",
        "P = {'x': [(re.compile('a++'),)]}",
        "class C:\n    p = re.compile('a++')",
        "def f(p=re.compile('a++')): pass",
        "def f(*, p=frozenset({re.compile('a++')})): pass",
        "def f(text): return re.sub('a++', '', text)",
        "def f(text): return re.search(rf'{text}a++', '')",
        "A = 'a+'\ndef f(text): return re.search(A + '+', text)",
        "A = 'a+'\ndef f(text): return re.search(f'{A}+', text)",
        "T = [('word', 'a++')]\ndef f(text): return [re.search(p, text) for _, p in T]",
        "def f():\n    def g(): return re.compile('a++')\n    return g",
    ],
)
def test_a_pattern_is_found_wherever_it_stands(source: str) -> None:
    module = types.ModuleType("made_up")
    exec(f"import re\n{source}", vars(module))
    assert any(refusals(found.pattern, found.flags) for found in written(module, source))
