"""The sheets a person chose to keep, in their order."""

MOST = 20
Roadmap = tuple[str, ...]


def keep(roadmap: Roadmap, reference: str) -> Roadmap:
    """The roadmap with this sheet at its end; unchanged when it is there or full."""
    if reference in roadmap or len(roadmap) >= MOST:
        return roadmap
    return (*roadmap, reference)


def drop(roadmap: Roadmap, reference: str) -> Roadmap:
    """The roadmap without this sheet."""
    return tuple(kept for kept in roadmap if kept != reference)


def raise_(roadmap: Roadmap, reference: str) -> Roadmap:
    """The roadmap with this sheet one place earlier."""
    if reference not in roadmap[1:]:
        return roadmap
    index = roadmap.index(reference)
    return (*roadmap[: index - 1], reference, roadmap[index - 1], *roadmap[index + 1 :])


def lower(roadmap: Roadmap, reference: str) -> Roadmap:
    """The roadmap with this sheet one place later."""
    if reference not in roadmap[:-1]:
        return roadmap
    index = roadmap.index(reference)
    return (*roadmap[:index], roadmap[index + 1], reference, *roadmap[index + 2 :])
