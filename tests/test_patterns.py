"""Every regular expression means the same on every supported Python, and takes no more steps than
its text is long, by and large.
"""

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
from tests.pattern_steps import is_quadratic

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
#: What looks for a pattern at each place of a text.
SEARCHES = {"search", "sub", "subn", "split", "findall", "finditer"}
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


def searched(module: types.ModuleType, source: str) -> Iterator[Written]:
    """The patterns that a module looks for at each place of a text."""
    named = {k: v for k, v in vars(module).items() if isinstance(v, re.Pattern)}
    for call in ast.walk(ast.parse(source)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        if call.func.attr not in SEARCHES or not isinstance(call.func.value, ast.Name):
            continue
        where, name = f"{module.__name__}:{call.lineno}", call.func.value.id
        if name in named:
            yield Written(where, named[name].pattern, named[name].flags & ~re.DEBUG)
        elif name == "re" and (text := _text(call.args[0], module)) is not None:
            yield Written(where, text)
        elif name in _loops(source):
            held = (v for v in _held(module) if isinstance(v, re.Pattern))
            unnamed = (v for v in held if v not in named.values())
            yield from (Written(where, v.pattern, v.flags & ~re.DEBUG) for v in unnamed)


def _loops(source: str) -> set[str]:
    """The names that stand for one of several things."""
    return {
        name.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.For | ast.comprehension)
        for name in ast.walk(node.target)
        if isinstance(name, ast.Name)
    }


#: What reads our own files alone, which nobody makes to hang us.
OF_OUR_FILES = {f"timeline_web.{name}" for name in ("assets", "bundle", "rendering", "single_file")}


@pytest.mark.parametrize("name", sorted({*_modules()} - OF_OUR_FILES))
def test_no_pattern_takes_the_square_of_its_text(name: str) -> None:
    """64 MB of blanks at a file's head are no reason to hang. Steps are counted, not timed."""
    module = importlib.import_module(name)
    source = inspect.getsource(module)
    found = {(w.pattern, w.flags, False): w.where for w in written(module, source)}
    found |= {(w.pattern, w.flags, True): w.where for w in searched(module, source)}
    problems = []
    for (pattern, flags, everywhere), where in found.items():
        text = isinstance(pattern, str) and is_quadratic(pattern, flags, everywhere=everywhere)
        if text:
            problems.append(f"{where}: {pattern!r} over {text!r}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    ("pattern", "everywhere"),
    [
        (r"\s*x", True),
        (r"\s*(?:\d+)?[ \t]*x", False),
        (r"a+b", True),
        (r"(?:a|b)*c", True),
        (r"<!--.*-->", True),
        (r"\{[^}]*\}", True),
        (r"(a+)+b", False),
        (r"(?:\w+\s?)*:", False),
        (r"\d+(?:[.,]\d+)*$", True),
    ],
)
def test_a_pattern_that_takes_the_square_is_found(pattern: str, everywhere: bool) -> None:
    assert is_quadratic(pattern, everywhere=everywhere)


@pytest.mark.parametrize(
    ("pattern", "everywhere"),
    [
        (r"\s*x", False),
        (r"(?<!\s)\s+x", True),
        (r"x\s*y", True),
        (r"^[ \t]*\d", True),
        (r"\{[^{}]*\}", True),
        (r"a{1,20}b", True),
        (r"\w+", True),
    ],
)
def test_one_that_does_not_is_not(pattern: str, everywhere: bool) -> None:
    assert not is_quadratic(pattern, everywhere=everywhere)
