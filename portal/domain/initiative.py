"""An initiative: neighbours who share, repair, lend, grow, learn."""

from typing import Literal

from portal.domain.sheet import Sheet, Ways
from portal.domain.value import Fr, Id


class Initiative(Sheet):
    """A sheet on one way to do things together, close to home."""

    needs: tuple[Id, ...]
    scope: Literal["local", "national"]
    how: tuple[Fr, ...]
    today: Fr
    cost: Fr
    bring: tuple[Fr, ...] = ()
    find: Fr
    ways: Ways
    start: Fr | None = None
