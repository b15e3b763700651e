"""What the engine is opened with: light values that any process may build and send."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Override:
    """A parameter of OpenFisca put right from the dates given, each value until the next."""

    parameter: str
    values: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`state` is the folder where the parsed parameters are kept between two starts."""

    state: Path
    overrides: tuple[Override, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The settings as JSON, to send to another process."""
        overrides = [
            {"parameter": one.parameter, "values": [[day.isoformat(), v] for day, v in one.values]}
            for one in self.overrides
        ]
        return {"state": str(self.state), "overrides": overrides}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """The settings that `to_json` wrote. KeyError or ValueError when they are damaged."""
        overrides = tuple(
            Override(
                parameter=one["parameter"],
                values=tuple(
                    (date.fromisoformat(day), float(value)) for day, value in one["values"]
                ),
            )
            for one in given.get("overrides", ())
        )
        return cls(state=Path(given["state"]), overrides=overrides)
