"""Set up and run every check: ``python3 -m tests [OPTION...] [PYTEST ARGUMENT...]``.

1. Makes .venv, installs the project and its tests' libraries into it, and the programs that the
   tests drive where the user may.
2. Runs the linter, the type checker, and the wheel in an empty environment.
3. Runs the tests that need neither browser nor media under every other supported Python of this
   machine, and on the bare Debians asked for. Left out where pytest is given arguments.
4. Runs all tests.

A program that is missing and may not be installed takes its tests out of the run. The last lines
say so; where CI is set, that is a failure.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import bare, programs, pythons
from tests.pythons import Python

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
PYTHON = pythons.interpreter(VENV)
INSTALL = ("install", "-q", "-e", ".[media]", "--group", "test")
#: The markers of tests that drive other programs.
DRIVING = ("browser", "engines", "media", "npm", "proxy")
PYTEST = ("-m", "pytest", "-n", "2", "--dist", "loadfile")


def main() -> None:
    """Run every check; the first that fails ends the program with its exit code."""
    os.chdir(ROOT)
    options, arguments = _parser().parse_known_args()
    _require_supported()
    _make_environment()
    markers = ["media", "proxy"] if options.no_browser else ["browser", "engines", "media", "proxy"]
    gaps = _gaps(markers)
    _print(_say_gaps(gaps))
    _run(PYTHON, "-m", "ruff", "check", ".")
    _run(PYTHON, "-m", "ruff", "format", "--check", ".")
    _run(PYTHON, "-m", "mypy")
    _check_wheel()
    notes = [] if arguments else [*_test_other_pythons(), *_test_bare(options.bare)]
    left_out = {*gaps, *(["browser", "engines", "npm"] if options.no_browser else [])}
    _run(PYTHON, *PYTEST, *_without(left_out), *arguments)
    _print([*notes, *_say_gaps(gaps)])
    if os.environ.get("CI") and _avoidable(gaps):
        sys.exit("CI must run them all")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m tests",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--no-browser", action="store_true", help="leave out the browser's tests")
    parser.add_argument(
        "--bare",
        action="append",
        default=[],
        metavar="SUITE",
        help="also on a bare Debian, as root: bookworm, trixie, sid; may be repeated",
    )
    return parser


def _run(*command: str | Path, **options: object) -> None:
    print("$", *command, flush=True)
    done = subprocess.run(command, check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(done.returncode)


def _print(lines: list[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _require_supported() -> None:
    version = ".".join(map(str, sys.version_info[:2]))
    if version not in pythons.supported():
        series = ", ".join(pythons.supported())
        sys.exit(f"{sys.executable} is Python {version}; Timeline is for Python {series}")


def _make_environment() -> None:
    if fault := _fault_of_environment():
        if VENV.exists():
            print(f"Making .venv anew: {fault}", flush=True)
        _require_ensurepip()
        # Not the interpreter of an environment: it may be the one that is made anew.
        base = getattr(sys, "_base_executable", sys.executable)
        _run(base, "-m", "venv", "--clear", VENV)
    # Dependency groups need a recent pip.
    _run(PYTHON, "-m", "pip", "install", "-q", "--upgrade", "pip")
    _run(PYTHON, "-m", "pip", *INSTALL)


def _fault_of_environment() -> str | None:
    """Why .venv cannot be used, such as one that was left half-made; None where it can."""
    python = pythons.describe(PYTHON)
    if python is None:
        return "it has no Python that runs"
    if python.series not in pythons.supported():
        return f"it is of Python {python.series}"
    pip = subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True)
    return "it has no pip that runs" if pip.returncode else None


def _require_ensurepip() -> None:
    """Debian keeps it in a package of its own."""
    if not importlib.util.find_spec("ensurepip"):
        programs.install(["python3-venv"])
        importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        advice = programs.advice(["python3-venv"])
        sys.exit(
            f"{sys.executable} cannot make a virtual environment, ensurepip is missing: {advice}"
        )


def _gaps(markers: list[str]) -> dict[str, set[str]]:
    """Install what the tests of these markers drive; the packages still missing, by marker."""
    programs.install(set().union(*map(_missing, markers)))
    return {marker: names for marker in markers if (names := _missing(marker))}


def _say_gaps(gaps: dict[str, set[str]]) -> list[str]:
    """One line on what is left out, or none."""
    if not gaps:
        return []
    advice = programs.advice(set().union(*gaps.values()))
    tests = " and ".join(gaps)
    return [f"Not run: the tests of {tests}; what they need may not be installed here: {advice}"]


def _avoidable(gaps: dict[str, set[str]]) -> bool:
    """Whether more could run here. Not every system has the other browsers' packages."""
    return any(marker != "engines" or programs.installable(gaps[marker]) for marker in gaps)


def _missing(marker: str) -> set[str]:
    if marker == "browser":
        return programs.missing_for_browser(PYTHON)
    if marker == "engines":
        return programs.missing_for_engines()
    if marker == "proxy":
        return programs.missing_for_proxy()
    return programs.missing_for_media()


def _without(markers: set[str]) -> list[str]:
    expression = " and ".join(f"not {marker}" for marker in sorted(markers))
    return ["-m", expression] if expression else []


def _check_wheel() -> None:
    """Build what PyPI gets, install the wheel into an empty environment, and use it from outside
    the checkout.

    web.py comes after it: no file may belong to both, so that the order makes no difference.
    """
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "built"
        _run(PYTHON, "-m", "build", "-o", built, ".", stdout=subprocess.DEVNULL)
        _run(PYTHON, "-m", "twine", "check", "--strict", *built.iterdir())
        wheel = next(built.glob("*.whl"))
        python = pythons.make_bare(_this(), Path(folder) / "empty")
        for package in (wheel, "web.py"):
            _run(PYTHON, "-m", "pip", "--python", python, "install", "-q", package)
        _run(python, ROOT / "tests" / "wheel.py", ROOT / "samples", cwd=folder)


def _this() -> Python:
    python = pythons.describe(PYTHON)
    assert python
    return python


def _test_other_pythons() -> list[str]:
    """Run what needs neither browser nor media under the other Pythons; says under which."""
    others = [python for python in pythons.found() if python.version != _this().version]
    for python in others:
        command = pythons.make_bare(python, ROOT / ".cache" / "venvs" / python.version)
        _run(PYTHON, "-m", "pip", "--python", command, *INSTALL)
        print(f"The tests without browser and media, under Python {python}", flush=True)
        brief = {"HYPOTHESIS_PROFILE": "brief", **os.environ}
        _run(command, *PYTEST, *_without(set(DRIVING)), env=brief)
    named = ", ".join(map(str, others)) or "no other, as none was found"
    return [f"Tested under Python {_this()}; without browser and media, under {named}."]


def _test_bare(suites: list[str]) -> list[str]:
    """Run the tests without the browser on bare Debians; says on which, or why not."""
    notes = []
    for suite in suites:
        reason = bare.obstacle()
        if not reason:
            _run(sys.executable, "-m", "tests.bare", suite)
        notes.append(f"On a bare Debian {suite}: {'not run, ' + reason if reason else 'passed.'}")
    return notes


if __name__ == "__main__":
    main()
