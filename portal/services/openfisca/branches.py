"""The parameters of the law at an instant, each branch read when it is first asked for.

OpenFisca builds the whole tree for each date: 30 ms and half a megabyte, for the few branches the
benefits of one household read.
"""

from typing import Any

from openfisca_core.errors import ParameterNotFoundError  # type: ignore[import-untyped]
from openfisca_core.parameters import ParameterNodeAtInstant  # type: ignore[import-untyped]


class Branch(ParameterNodeAtInstant):  # type: ignore[misc]
    """A node at an instant; it answers as OpenFisca's own, errors included."""

    def __init__(self, name: str, node: Any, instant: str) -> None:
        self._name, self._node, self._instant_str = name, node, instant

    def __getattr__(self, key: str) -> Any:
        if key == "_children":
            return self._all()
        child = self._node.children.get(key)
        found = child._get_at_instant(self._instant_str) if child is not None else None
        if found is None:
            raise ParameterNotFoundError(f"{self._name}.{key}".lstrip("."), self._instant_str)
        setattr(self, key, found)
        return found

    def _all(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, child in self._node.children.items():
            value = self.__dict__.get(key)
            found[key] = child._get_at_instant(self._instant_str) if value is None else value
        self._children = {key: value for key, value in found.items() if value is not None}
        self.__dict__.update(self._children)
        return self._children
