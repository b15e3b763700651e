"""Pages for the printer, as tagged PDF."""

from collections.abc import Callable, Sequence

from portal.i18n import Language
from portal.services.roadmap import RoadStep
from portal.services.site import Site


def roadmap_pdf(
    site: Site, language: Language, *, steps: Sequence[RoadStep], address: Callable[[str], str]
) -> bytes:
    raise NotImplementedError
