"""The communes whose housing-aid zone OpenFisca knows, read from its files without importing it.

OpenFisca silently puts a commune it does not know in zone 2, which is wrong by tens of euros
a month in Île-de-France: the engine refuses such a commune instead.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

Place = tuple[str, str]
"""The name of a commune and the code of its département."""


class Communes(Mapping[str, Place]):
    """Communes by INSEE code, kept as one text: 1.5 MB where a dictionary takes 10."""

    def __init__(self, found: Mapping[str, Place]) -> None:
        rows = (f"{code}\t{name}\t{department}" for code, (name, department) in found.items())
        self._rows = "\n".join(["", *rows, ""])
        self._count = len(found)

    def __getitem__(self, code: str) -> Place:
        start = self._rows.find(f"\n{code}\t") if code.isalnum() else -1
        if start < 0:
            raise KeyError(code)
        end = self._rows.index("\n", start + 1)
        _, name, department = self._rows[start + 1 : end].split("\t")
        return name, department

    def __iter__(self) -> Iterator[str]:
        return (code for code, _ in self.rows())

    def rows(self) -> Iterator[tuple[str, Place]]:
        """Every commune in one reading, where `items` would search for each."""
        for row in self._rows.split("\n")[1:-1]:
            code, name, department = row.split("\t")
            yield code, (name, department)

    def __len__(self) -> int:
        return self._count


@cache
def national_communes() -> Communes:
    """INSEE code to (name, code of the département). Empty when OpenFisca is not installed.

    Arrondissements and associated communes carry the name of the commune they belong to.
    """
    return read(_assets())


def read(assets: Path | None) -> Communes:
    """The communes of OpenFisca's folder of zones, if there is one."""
    if assets is None:
        return Communes({})
    with (assets / "20110914_zonage.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["CODGEO"]: (row["LIBCOM_2014"], row["DEP"]) for row in csv.DictReader(lines)}
    parts = json.loads((assets / "commune_depcom_by_subcommune_depcom.json").read_text("utf-8"))
    known = {part: found[whole] for part, whole in parts.items() if whole in found}
    return Communes({**known, **found})


def _assets() -> Path | None:
    spec = find_spec("openfisca_france")
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0]) / "assets" / "apl" if places else None
    return folder if folder and folder.is_dir() else None
