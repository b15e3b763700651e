"""Where it lacks something: minutes from each commune to the nearest place, need by need."""

from portal.services.gaps.compute import Gaps, compute

__all__ = ["Gaps", "compute"]
