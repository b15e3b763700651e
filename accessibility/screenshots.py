"""The README's screenshots, taken from the real portal: python -m accessibility.screenshots."""

from accessibility import browser, serving
from accessibility.browser import Tab
from portal.settings import ROOT

IMAGES = ROOT / "docs" / "images"
SIZE = (1120, 740)
PAPER = (794, 900)
SHOTS = {
    "accueil": ("/fr/", ""),
    "fiche": ("/fr/aides/rsa", ""),
    "fiche-ar": ("/ar/aides/rsa", ""),
    "essai": ("/fr/apprendre/arnaque-phishing/essayer", ""),
    "contraste": ("/fr/", "contraste"),
}
"""Each picture's page and comfort setting."""

KEPT = ("/fr/aides/rsa", "/fr/lieux/centre-social-claude-vanpoulle-poissy", "/fr/initiatives/amap")
"""The sheets of the roadmap that is shown printed."""


def main() -> None:
    """Take every picture anew."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with serving.served() as there, browser.opened() as chromium:
        tab = browser.new_tab(chromium, there.address)
        browser.resize(tab, SIZE)
        for name, (path, comfort) in SHOTS.items():
            _take(tab, name, path, comfort)
        _take_paper(tab)


def _take(tab: Tab, name: str, path: str, comfort: str) -> None:
    tab.context.clear_cookies()
    if comfort:
        tab.context.add_cookies([{"name": "confort", "value": comfort, "url": tab.address}])
    tab.page.goto(tab.address + path, wait_until="networkidle")
    tab.page.screenshot(path=IMAGES / f"{name}.png")


def _take_paper(tab: Tab) -> None:
    tab.context.clear_cookies()
    for path in KEPT:
        tab.page.goto(tab.address + path)
        tab.page.get_by_role("button", name="Garder").first.click()
        tab.page.locator(".kept").wait_for()
    tab.page.goto(f"{tab.address}/fr/feuille-de-route")
    tab.page.emulate_media(media="print")
    tab.page.evaluate("document.body.style.padding = '14mm'")
    browser.resize(tab, PAPER)
    tab.page.screenshot(path=IMAGES / "papier.png")


if __name__ == "__main__":
    main()
