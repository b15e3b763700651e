"""sqlite-utils, imported as if numpy were not there.

It looks for numpy only to store its numbers, which we never do; where the engine is installed,
that alone would cost the web process 17 MB and 0.1 s.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    """Inside, importing this module fails; after, it is as it was."""
    before = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
        if before is not None:
            sys.modules[name] = before


with _hidden("numpy"):
    from sqlite_utils import Database

__all__ = ["Database"]
