"""A visitor: opens pages, reads them, follows links and presses buttons, without JavaScript."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from anyio.from_thread import BlockingPortal
from lxml import html
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests import rules

__all__ = ["Page", "TestClient", "Visit"]

HOST = "http://localhost"
TOKEN = re.compile(r"gAAAA[\w%=-]+")


def words_of(element: html.HtmlElement) -> str:
    """The words of an element, with plain single spaces."""
    return " ".join(str(element.text_content()).replace("\u2066", "").replace("\u2069", "").split())


def shape(element: html.HtmlElement) -> str:
    """An element as text in which spaces and sealed tokens do not count."""
    text = html.tostring(element, encoding="unicode", with_tail=False)
    return TOKEN.sub(
        "TOKEN", re.sub(r">\s+|\s+<", lambda gap: gap[0].strip(), " ".join(text.split()))
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the portal, as a person can read it."""

    visit: "Visit"
    address: str
    status: int
    headers: Mapping[str, str]
    body: str
    root: html.HtmlElement | None

    @property
    def path(self) -> str:
        """The path, without what follows `?`."""
        return urlsplit(self.address).path

    @property
    def tree(self) -> html.HtmlElement:
        """The parsed page."""
        assert self.root is not None, f"{self.address} is not HTML: {self.body[:80]}"
        return self.root

    @property
    def title(self) -> str:
        """The title of the window."""
        return words_of(self.tree.find(".//title"))

    @property
    def h1(self) -> str:
        """The heading."""
        return words_of(self.tree.find(".//h1"))

    @property
    def links(self) -> dict[str, str]:
        """Addresses by the words of their links; the first of equal words wins."""
        found: dict[str, str] = {}
        for link in self.tree.xpath("//a[@href]"):
            found.setdefault(words_of(link), link.get("href"))
        return found

    def text(self, selector: str = "//body") -> str:
        """The words of the page, or of what an XPath finds in it."""
        return " ".join(words_of(element) for element in self.tree.xpath(selector))

    def find(self, selector: str) -> html.HtmlElement:
        """The one element an XPath finds."""
        found = self.tree.xpath(selector)
        assert len(found) == 1, f"{len(found)} × {selector} on {self.address}"
        return found[0]

    def element(self, id_: str) -> str:
        """The shape of the element of this id."""
        return shape(self.find(f"//*[@id='{id_}']"))

    def follow(self, words: str, **how: Any) -> "Page":
        """The page behind the link with these words."""
        exact = self.links.get(words)
        found = exact or next((href for text, href in self.links.items() if words in text), None)
        assert found, f"no link « {words} » on {self.address}: {list(self.links)}"
        return self.visit(found, **how)

    def choose(self, words: str, **how: Any) -> "Page":
        """Press the tile of a choice."""
        return self._send(self._button(words, "//button[contains(@class, 'choice')]"), {}, how)

    def press(self, words: str, fields: Mapping[str, str] | None = None, **how: Any) -> "Page":
        """Fill the fields and press the button with these words."""
        return self._send(self._button(words, "//button"), fields or {}, how)

    def _button(self, words: str, selector: str) -> html.HtmlElement:
        buttons = [b for b in self.tree.xpath(selector) if b.get("type") == "submit"]
        exact = [button for button in buttons if words_of(button) == words]
        found = exact or [button for button in buttons if words in words_of(button)]
        assert found, f"no button « {words} » on {self.address}: {list(map(words_of, buttons))}"
        return found[0]

    def _send(
        self, button: html.HtmlElement, fields: Mapping[str, str], how: Mapping[str, Any]
    ) -> "Page":
        form = next(button.iterancestors("form"))
        filled = filled_in(form, fields)
        if button.get("name"):
            filled.append((button.get("name"), button.get("value", "")))
        action = urljoin(self.address, form.get("action"))
        if form.get("method") == "get":
            return self.visit(f"{action}?{urlencode(filled)}", **how)
        return self.visit(action, send=filled, **how)


def filled_in(form: html.HtmlElement, fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a browser would send for a form in which a person filled these fields."""
    controls = form.xpath(".//input[@name] | .//textarea[@name]")
    known = {control.get("name") for control in controls}
    assert set(fields) <= known, f"no field {set(fields) - known} in {known}"
    sent = [pair for control in controls for pair in _value(control, fields)]
    chosen = {(name, value) for name, value in sent}
    assert set(fields.items()) <= chosen, f"{fields} cannot be chosen in {chosen}"
    return sent


def _value(control: html.HtmlElement, fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    name, value = control.get("name"), control.get("value", "")
    if control.get("type") in ("radio", "checkbox"):
        pressed = fields[name] == value if name in fields else "checked" in control.attrib
        return [(name, value)] if pressed else []
    held = control.text or "" if control.tag == "textarea" else value
    return [(name, fields.get(name, held))]


@dataclass(slots=True)
class Visit:
    """One browser: it keeps its cookies, and checks each page it opens."""

    app: Starlette
    portal: BlockingPortal | None = None
    client: TestClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = TestClient(self.app, base_url=HOST, follow_redirects=False)
        self.client.portal = self.portal

    def __call__(
        self,
        path: str = "",
        lang: str = "fr",
        *,
        cookies: Mapping[str, str] | None = None,
        htmx: bool = False,
        follow: bool = True,
        send: list[tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open a path, below the language unless it starts with `/`; go where it sends."""
        for name, value in (cookies or {}).items():
            self.client.cookies.set(name, value)
        sent = {**({"HX-Request": "true"} if htmx else {}), **(headers or {})}
        address = path.removeprefix(HOST) if path.startswith(("/", HOST)) else f"/{lang}/{path}"
        page = self._ask(address, sent, send)
        for _ in range(6):
            if not (follow and page.status in (301, 303, 307)):
                return page
            page = self._ask(urljoin(page.address, page.headers["location"]), sent, None)
        raise AssertionError(f"{address} goes round in circles")

    def other(self) -> "Visit":
        """Another browser: a phone, the next person."""
        return Visit(self.app, self.portal)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies this browser holds."""
        return dict(self.client.cookies)

    def _ask(
        self, address: str, headers: Mapping[str, str], send: list[tuple[str, str]] | None
    ) -> Page:
        body = None if send is None else urlencode(send)
        form = {} if send is None else {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.client.request(
            "GET" if send is None else "POST", address, content=body, headers={**form, **headers}
        )
        page = Page(self, address, answer.status_code, answer.headers, answer.text, _parsed(answer))
        _check(page)
        return page


def _parsed(answer: Any) -> html.HtmlElement | None:
    kind = answer.headers.get("content-type", "")
    if not kind.startswith("text/html") or not answer.text.strip():
        return None
    if "<html" in answer.text:
        return html.document_fromstring(answer.text)
    return html.fragment_fromstring(answer.text, create_parent="main")


def _check(page: Page) -> None:
    broken = rules.header_faults(page.path, page.status, page.headers)
    if page.root is not None:
        broken += rules.faults(page.root, page.path, whole=page.root.tag == "html")
    assert not broken, f"{page.address}: {broken}"
