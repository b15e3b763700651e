"""The communes whose housing-aid zone OpenFisca knows, read from its files without importing it.

OpenFisca silently puts a commune it does not know in zone 2, which is wrong by tens of euros
a month in Île-de-France: the engine refuses such a commune instead.
"""

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType


@cache
def national_communes() -> Mapping[str, tuple[str, str]]:
    """INSEE code to (name, code of the département). Empty when OpenFisca is not installed.

    Arrondissements and associated communes carry the name of the commune they belong to.
    """
    return read(_assets())


def read(assets: Path | None) -> Mapping[str, tuple[str, str]]:
    """The communes of OpenFisca's folder of zones, if there is one."""
    if assets is None:
        return MappingProxyType({})
    with (assets / "20110914_zonage.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["CODGEO"]: (row["LIBCOM_2014"], row["DEP"]) for row in csv.DictReader(lines)}
    parts = json.loads((assets / "commune_depcom_by_subcommune_depcom.json").read_text("utf-8"))
    known = {part: found[whole] for part, whole in parts.items() if whole in found}
    return MappingProxyType({**known, **found})


def _assets() -> Path | None:
    spec = find_spec("openfisca_france")
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0]) / "assets" / "apl" if places else None
    return folder if folder and folder.is_dir() else None
