"""``--executor``: somebody's own executor, by the name of what makes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pkgutil import resolve_name

from timeline.errors import InputError


@contextmanager
def named(name: str) -> Iterator[Executor]:
    """The executor that ``module:function`` gives, shut down on leaving.

    Modules are found as ``python -m`` finds them: in this folder, too. Raises InputError.
    """
    sys.path.insert(0, "")
    try:
        made = resolve_name(name)
        executor = made() if callable(made) else made
    except Exception as error:  # it is anybody's code
        reason = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise InputError(f"it gives no executor: {reason[:200]}", where=name) from error
    finally:
        sys.path.remove("")
    if not callable(getattr(executor, "submit", None)):
        raise InputError("it gives no executor: there is no submit", where=name)
    with executor:
        yield executor
