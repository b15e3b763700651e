"""Pages for the printer, as tagged PDF (PDF/UA-1), made by Typst with the fonts beside it.

A room for the roadmap, a room for the guide. Typst comes as one wheel with nothing to install on
the system; see docs/decisions.md.
"""

from portal.services.paper.roadmap import roadmap_pdf

__all__ = ["roadmap_pdf"]
