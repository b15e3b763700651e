"""The README's screenshots, taken from the real portal: python -m accessibility.screenshots."""

import time

from accessibility import browser, serving
from accessibility.browser import Tab
from accessibility.households import HOUSEHOLDS
from portal.domain.privacy import ANSWERS
from portal.services.sealing import Sealer
from portal.settings import ROOT

IMAGES = ROOT / "docs" / "images"
SIZE = (1120, 740)
PAPER = (794, 900)
SHOTS = {
    "accueil": ("/fr/", ""),
    "fiche": ("/fr/aides/rsa", ""),
    "fiche-ar": ("/ar/aides/rsa", ""),
    "essai": ("/fr/apprendre/arnaque-phishing/essayer", ""),
    "recherche": ("/fr/recherche?q=jai+pa+de+logement", ""),
    "lieux": ("/fr/lieux?commune=Nanterre", ""),
    "manques": ("/fr/donnees-ouvertes/acces", ""),
    "contraste": ("/fr/", "contraste"),
}
"""Each picture's page and comfort setting."""

KEPT = ("/fr/aides/rsa", "/fr/lieux/centre-social-claude-vanpoulle-poissy", "/fr/initiatives/amap")
"""The sheets of the roadmap that is shown printed."""


def main() -> None:
    """Take every picture anew."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with serving.served(workers=1) as there, browser.opened() as chromium:
        tab = browser.new_tab(chromium, there.address)
        browser.resize(tab, SIZE)
        for name, (path, comfort) in SHOTS.items():
            _take(tab, name, path, comfort)
        _take_result(tab, there.key)
        _take_paper(tab)


def _take(tab: Tab, name: str, path: str, comfort: str) -> None:
    tab.context.clear_cookies()
    if comfort:
        tab.context.add_cookies([{"name": "confort", "value": comfort, "url": tab.address}])
    tab.page.goto(tab.address + path, wait_until="networkidle")
    tab.page.screenshot(path=IMAGES / f"{name}.png")


def _take_result(tab: Tab, key: str) -> None:
    """The aids of a parent alone with two children, with the real engine's amounts."""
    answers = {**HOUSEHOLDS["parent-seul"], "pension-recue": "0", "separation": "non"}
    sealed = Sealer((key,), time.time).seal(
        {"j": "simulateur", "a": answers}, life=ANSWERS, bound=""
    )
    tab.context.clear_cookies()
    tab.page.goto(f"{tab.address}/sante")
    while '"engine":"ready"' not in tab.page.content():
        tab.page.reload()
    tab.page.goto(f"{tab.address}/fr/simulateur/resultat?r={sealed}")
    tab.page.screenshot(path=IMAGES / "aides.png")


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
