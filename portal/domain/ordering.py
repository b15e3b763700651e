"""In which order to ask: what opens other rights first, then what brings the most."""

from collections.abc import Iterable, Mapping

from portal.domain.simulation import LIKELIHOODS, Found

MONTHS = {"month": 1.0, "year": 12.0, "once": 12.0}


def ordered(found: Iterable[Found], opens: Mapping[str, tuple[str, ...]]) -> tuple[Found, ...]:
    """By likelihood; within it by amount a month, then by name, each after those that open it.

    What opens a large right goes first with it, even when it brings nothing by itself.
    A circle of sheets that open each other is cut at the largest amount.
    """
    return tuple(
        one
        for likelihood in LIKELIHOODS
        for one in _group([f for f in found if f.likelihood == likelihood], opens)
    )


def _group(group: list[Found], opens: Mapping[str, tuple[str, ...]]) -> list[Found]:
    waiting = {one.reference: one for one in sorted(group, key=_worth)}
    done: list[Found] = []
    while waiting:
        _take(next(iter(waiting)), waiting, opens=opens, done=done)
    return done


def _take(
    reference: str,
    waiting: dict[str, Found],
    *,
    opens: Mapping[str, tuple[str, ...]],
    done: list[Found],
) -> None:
    """Move a sheet from those waiting to those done, after the ones that open it."""
    one = waiting.pop(reference)
    led_to = _led_to(reference, opens)
    openers = [other for other in waiting if reference in opens.get(other, ())]
    for other in openers:
        if other in waiting and other not in led_to:
            _take(other, waiting, opens=opens, done=done)
    done.append(one)


def _led_to(reference: str, opens: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All that a sheet opens, at once or through others."""
    found: set[str] = set()
    waiting = [reference]
    while waiting:
        new = set(opens.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _worth(found: Found) -> tuple[float, str]:
    amount = 0.0 if found.cost else found.amount or 0.0
    return -amount / MONTHS.get(found.period or "month", 1.0), found.reference
