"""Which variables of OpenFisca read which, found in the code of their formulas.

A formula names what it reads by strings: those of its bytecode, of the functions inside it and
of the functions of OpenFisca-France it calls. A string that only looks like a variable adds a
link too many, which costs a little time and never a wrong amount.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import CodeType, FunctionType

import openfisca_france  # type: ignore[import-untyped]
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # type: ignore[import-untyped]

# By file, not by module: OpenFisca loads its formulas under names of its own making.
FOLDER = str(Path(openfisca_france.__file__).parent)
Readers = Mapping[str, frozenset[str]]
"""For each variable, those whose formulas read it directly."""


def readers(system: TaxBenefitSystem) -> Readers:
    """The whole graph, read once at start."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, variable in system.variables.items():
        for formula in variable.formulas.values():
            for read in reads(formula, system.variables):
                found[read].add(name)
    return {name: frozenset(some) for name, some in found.items()}


def touched(start: Iterable[str], graph: Readers) -> frozenset[str]:
    """Every variable whose value may change when those of `start` change, themselves included."""
    found = set(start)
    ahead = list(found)
    while ahead:
        new = graph.get(ahead.pop(), frozenset()) - found
        found |= new
        ahead.extend(new)
    return frozenset(found)


def reads(formula: Callable[..., object], variables: Mapping[str, object]) -> set[str]:
    """The variables named by a formula, its inner functions and those it calls."""
    found: set[str] = set()
    seen: set[int] = set()
    ahead = [formula]
    while ahead:
        function = ahead.pop()
        if id(function) in seen or not isinstance(function, FunctionType):
            continue
        seen.add(id(function))
        for code in _codes(function.__code__):
            found.update(text for text in _texts(code.co_consts) if text in variables)
            ahead.extend(_called(code, function))
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _texts(constants: Iterable[object]) -> Iterator[str]:
    for one in constants:
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple | frozenset):
            yield from _texts(one)


def _called(code: CodeType, function: FunctionType) -> Iterator[FunctionType]:
    for name in code.co_names:
        one = function.__globals__.get(name)
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(FOLDER):
            yield one
