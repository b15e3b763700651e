"""The HTML of every page and state, as the server sends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import httpx
from lxml import html as parser

from accessibility.matrix import Job
from accessibility.serving import Served
from accessibility.visitor import Astray, Shot, Visitor, visitor
from portal.i18n import Language
from portal.services.site import Site


@dataclass(frozen=True)
class Document:
    """One page's source, in one language."""

    name: str
    language: Language
    status: int
    html: str

    @cached_property
    def tree(self) -> parser.HtmlElement:
        """The parsed page."""
        return parser.document_fromstring(self.html)

    def __str__(self) -> str:
        return f"{self.language.code}/{self.name}"


def collect(jobs: Iterable[Job], there: Served, site: Site) -> list[Document]:
    """The document of each job, in the same order."""
    return [_document(job, there, site) for job in jobs]


def _document(job: Job, there: Served, site: Site) -> Document:
    with visitor(there.address, there.key, site, job.language) as here:
        shot = job.recipe(here)
        status, html = fetch(here, shot)
    if status != shot.status:
        raise Astray(f"{shot.path}: {status} instead of {shot.status}")
    return Document(job.name, job.language, status, html)


def fetch(here: Visitor, shot: Shot) -> tuple[int, str]:
    """The status and the HTML of a shot."""
    here.client.cookies.clear()
    for name, value in shot.cookies.items():
        here.client.cookies.set(name, value)
    answer = _sent(here, shot.path, shot.form)
    return answer.status_code, answer.text


def _sent(here: Visitor, path: str, form: Mapping[str, str] | None) -> httpx.Response:
    return here.client.get(path) if form is None else here.client.post(path, data=dict(form))
