"""How many faults put into the reader, the tracks and the lint the tests notice.

    pip install cosmic-ray
    python -m tests.bench.mutants [COUNT [SEED]]

A sample of cosmic-ray's mutants of these modules, each in a process of its own that runs the case
corpus and, if that is content, the pure tests. Survivors are printed with their change.
"""

from __future__ import annotations

import difflib
import importlib.abc
import importlib.util
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

MODULES = (
    *sorted(Path("timeline/parsing").rglob("*.py")),
    Path("timeline/tracks.py"),
    Path("timeline/lint.py"),
    Path("timeline/placement/layout.py"),
)
#: Tables of words; a number in them is no decision.
LEFT_OUT = ("vocabulary.py", "reasons.py")
TESTS = (
    "tests/parsing/test_belief.py",
    "tests/parsing/test_candidates.py",
    "tests/test_tracks.py",
    "tests/test_lint.py",
    "tests/placement/test_layout.py",
)
#: What only another machine would write: shifts and bit operations for sums, "is" for "==".
ODD = ("Shift", "Bit", "Pow", "Mod", "FloorDiv", "Eq_Is", "Invert", "UAdd", "Decorator", "Variable")
SECONDS = 120


def mutants() -> Iterator[tuple[Path, str, int]]:
    """Every place that an operator changes: the module, the operator, which of its places."""
    names = [name for name in operator_names() if not any(odd in name for odd in ODD)]
    for path in MODULES:
        if path.name in LEFT_OUT:
            continue
        nodes = list(ast_nodes(get_ast(path.read_text(encoding="utf-8"))))
        for name in names:
            operator = get_operator(name)()
            count = sum(1 for node in nodes for _ in operator.mutation_positions(node))
            yield from ((path, name, occurrence) for occurrence in range(count))


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a text."""

    def __init__(self, path: Path, source: str) -> None:
        self.path, self.source = path, source
        self.name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> Any:
        """The spec of the one module."""
        if name != self.name:
            return None
        inside = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            name, self.path, loader=self, submodule_search_locations=inside
        )

    def exec_module(self, module: ModuleType) -> None:
        """Run the text as the module."""
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


def survives(path: Path, source: str) -> bool:
    """Whether the tests are content with a module of another source."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        import signal

        signal.alarm(SECONDS)
        sys.meta_path.insert(0, Mutated(path, source))
        os._exit(0 if content() else 1)
    return os.waitpid(child, 0)[1] == 0


def content() -> bool:
    """Whether the corpus and the pure tests pass."""
    try:
        from tests.parsing import test_notations

        for case in test_notations.read_cases():
            test_notations.test_reads_as_people_mean_it(case)
        import pytest

        return not pytest.main(["-x", "-q", "-p", "no:cacheprovider", *TESTS])
    except BaseException:
        return False


def main() -> None:
    count, seed = ([int(arg) for arg in sys.argv[1:3]] + [100, 1][len(sys.argv) - 1 :])[:2]
    every = list(mutants())
    random.seed(seed)
    sample = random.sample(every, min(count, len(every)))
    alive = 0
    for number, (path, name, occurrence) in enumerate(sample, 1):
        before = path.read_text(encoding="utf-8")
        after = mutate_code(before, get_operator(name)(), occurrence)
        if after and survives(path, after):
            alive += 1
            changed = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0)
            lines = [line for line in changed if line[:3] not in ("---", "+++")]
            print(f"{path} {name}", *lines, sep="\n  ", flush=True)
        print(f"{number} of {len(sample)}, {alive} alive", file=sys.stderr, flush=True)
    print(f"{len(sample)} of {len(every)} mutants, {alive} survived")


if __name__ == "__main__":
    main()
