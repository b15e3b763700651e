"""One Chromium, and one tab that goes from page to page."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Route,
    sync_playwright,
)

from accessibility.visitor import Shot

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCRIPTS = re.compile(r"\.js(\?|$)")
FORM = "application/x-www-form-urlencoded"
REFUSED = "Failed to load resource"
MISSING = (
    "No browser: set PORTAL_CHROMIUM, install chromium, or run « playwright install chromium »"
)
WIDE = (1280, 800)
NARROW = (320, 800)


class NoBrowser(Exception):
    """No Chromium could be started; the message says what to do."""


@dataclass(slots=True)
class Tab:
    """The tab, and what happened in it since the present page was asked for."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def context(self) -> BrowserContext:
        """The context that holds the tab's cookies."""
        return self.page.context


def find_chromium() -> str | None:
    """The path of a Chromium of this machine; None leaves it to Playwright's own."""
    chosen = os.environ.get("PORTAL_CHROMIUM")
    if chosen:
        return chosen
    if Path("/usr/bin/chromium").exists():
        return "/usr/bin/chromium"
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextlib.contextmanager
def opened() -> Iterator[Browser]:
    """A Chromium without a window. Raises NoBrowser when there is none."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=[*FLAGS, *root]
            )
        except Error as error:
            raise NoBrowser(f"{MISSING}\n{error.message.splitlines()[0]}") from error
        with contextlib.closing(browser):
            yield browser


def new_tab(browser: Browser, address: str, *, scripts: bool = True) -> Tab:
    """A tab of a new visit: light colours, nothing that moves."""
    context = browser.new_context(
        base_url=address,
        reduced_motion="reduce",
        color_scheme="light",
        java_script_enabled=scripts,
        viewport={"width": WIDE[0], "height": WIDE[1]},
    )
    tab = Tab(context.new_page(), address)
    tab.page.on("request", lambda request: tab.requests.append(request.url))
    tab.page.on("console", lambda message: _hear(tab, message))
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    return tab


def _hear(tab: Tab, message: ConsoleMessage) -> None:
    own = message.location.get("url") == tab.page.url
    if message.type == "error" and not (own and message.text.startswith(REFUSED)):
        tab.complaints.append(f"{message.text} {message.location.get('url', '')}")


def resize(tab: Tab, size: tuple[int, int]) -> None:
    """Give the window this width and height, in CSS pixels."""
    tab.page.set_viewport_size({"width": size[0], "height": size[1]})


def show(tab: Tab, shot: Shot, *, scripts: bool = True) -> int:
    """Open a shot and return the status of the answer. Without scripts, none is loaded."""
    tab.context.clear_cookies()
    cookies = [{"name": n, "value": v, "url": tab.address} for n, v in shot.cookies.items()]
    if cookies:
        tab.context.add_cookies(cookies)  # type: ignore[arg-type]
    with _scripts(tab.page, scripts), _posted(tab, shot):
        tab.requests.clear()
        tab.complaints.clear()
        response = tab.page.goto(tab.address + shot.path)
    if shot.act and scripts:
        tab.page.evaluate(shot.act)
    return response.status if response else 0


@contextlib.contextmanager
def _scripts(page: Page, on: bool) -> Iterator[None]:
    if on:
        yield
        return
    page.route(SCRIPTS, lambda route: route.abort())
    yield
    page.unroute(SCRIPTS)


@contextlib.contextmanager
def _posted(tab: Tab, shot: Shot) -> Iterator[None]:
    """While it lasts, the shot's address is asked for by POST when the shot has a form."""
    if shot.form is None:
        yield
        return
    body = urlencode(shot.form)

    def post(route: Route) -> None:
        headers = {**route.request.headers, "content-type": FORM}
        route.continue_(method="POST", headers=headers, post_data=body)

    address = tab.address + shot.path
    tab.page.route(address, post, times=1)
    yield
    tab.page.unroute(address)
