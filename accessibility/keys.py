"""The keyboard alone: where the focus is, and how to bring it somewhere."""

from playwright.sync_api import Page

MOST_TABS = 150

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const label = element.labels?.length ? getComputedStyle(element.labels[0]) : style;
  const visible = [style, label].some((s) => s.outlineStyle !== "none" && s.outlineWidth !== "0px");
  const said = element.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
  const place = [...document.querySelectorAll("*")].indexOf(element);
  return { name: `${element.localName} ${element.id} « ${said} »`, visible, place };
}"""


class Unreached(Exception):
    """The Tab key never came to an element; the message says which."""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on an element that matches. Raises Unreached."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise Unreached(f"{selector} on {page.url}")


def enter(page: Page, selector: str) -> None:
    """Bring the focus to an element and press Enter."""
    tab_to(page, selector)
    page.keyboard.press("Enter")


def follow(page: Page, selector: str, url: str) -> None:
    """Bring the focus to a link or a button, press Enter, and be on the next page."""
    tab_to(page, selector)
    with page.expect_navigation(url=url):
        page.keyboard.press("Enter")


def stops(page: Page) -> list[tuple[str, bool]]:
    """Each stop of the Tab key, in order, until it leaves the page or comes back.

    Each comes with whether its focus is seen. Raises Unreached for a trap.
    """
    found: dict[int, tuple[str, bool]] = {}
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None or here["place"] == next(iter(found), None):
            return list(found.values())
        if here["place"] in found:
            raise Unreached(f"the focus is caught at {here['name']} on {page.url}")
        found[here["place"]] = (here["name"], here["visible"])
    raise Unreached(f"the last stop of {page.url}")


def focusable(page: Page) -> int:
    """How many elements of the page the Tab key has to reach (radio buttons: one a group)."""
    count: int = page.evaluate("""() => {
      const every = [...document.querySelectorAll(
        "a[href], button, summary, textarea, input:not([type=hidden]), [tabindex='0']")];
      const shown = every.filter((e) => e.checkVisibility({ visibilityProperty: true }));
      const radios = shown.filter((e) => e.type === "radio");
      return shown.length - radios.length + new Set(radios.map((e) => e.name)).size;
    }""")
    return count


def focus_is_on(page: Page, selector: str) -> None:
    """Wait until the focus is on an element that matches; Playwright's own error if it never is."""
    page.wait_for_function("(s) => document.activeElement.matches(s)", arg=selector, timeout=5000)
