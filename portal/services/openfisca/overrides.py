"""Parameters put right by content: a value that OpenFisca does not have yet, and its date."""

from openfisca_core.parameters import Parameter, ParameterNode  # type: ignore[import-untyped]

from portal.services.openfisca.settings import Override


def override(parameters: ParameterNode, one: Override) -> None:
    """Set the parameter from each date on. KeyError when it is not a single dated value."""
    parameter = find(parameters, one.parameter)
    if not isinstance(parameter, Parameter):
        raise KeyError(f"{one.parameter}: not a single value in OpenFisca")
    for day, value in sorted(one.values):
        parameter.update(start=day.isoformat(), value=value)


def find(parameters: ParameterNode, path: str) -> ParameterNode | Parameter:
    """The node or parameter at this dotted path. KeyError when there is none."""
    node = parameters
    for name in path.split("."):
        children = getattr(node, "children", {})
        if name not in children:
            raise KeyError(f"{path}: no such parameter in OpenFisca")
        node = children[name]
    return node
