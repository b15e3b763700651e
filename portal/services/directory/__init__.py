"""The directory: communes as people write them, and the places near them."""

from portal.services.directory.choices import Choices, read, written
from portal.services.directory.communes import find_communes, fold, fold_all
from portal.services.directory.filters import Found
from portal.services.directory.listing import Listing, Option, listing
from portal.services.directory.near import nearest

__all__ = [
    "Choices", "Found", "Listing", "Option", "find_communes", "fold", "fold_all", "listing",
    "nearest", "read", "written",
]  # fmt: skip
