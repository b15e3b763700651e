"""Workshops as a calendar that any agenda opens (RFC 5545)."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from portal.domain.workshop import WEEKDAYS, Workshop, next_session
from portal.i18n import Language
from portal.services.paths import sheet_path
from portal.services.published import newest, record
from portal.services.selection import belongs
from portal.services.site import Site

PARIS = ZoneInfo("Europe/Paris")
DAYS = dict(zip(WEEKDAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
OPENED = date(2026, 1, 1)
"""The day a calendar is dated of when no fact of the content has a date."""


def agenda(site: Site, code: str) -> bytes:
    """The workshops of the territories shown, every week. Equal content gives equal bytes."""
    language = site.languages[code]
    dated = newest(site) or OPENED
    calendar = Calendar()
    calendar.add("prodid", "-//Pas a pas//Ateliers//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_paris())
    for workshop in site.library.workshops.values():
        if belongs(site, workshop):
            calendar.add_component(_event(site, workshop, language, dated=dated))
    return bytes(calendar.to_ical())


def _paris() -> Timezone:
    """French time, without end: the last Sundays of March and October (directive 2000/84/CE)."""
    zone = Timezone()
    zone.add("tzid", PARIS.key)
    for observance, month, hours in (
        (TimezoneDaylight(), 3, (1, 2)),
        (TimezoneStandard(), 10, (2, 1)),
    ):
        summer = month == 3
        observance.add("dtstart", datetime(1996, month, 31 if summer else 27, 2 if summer else 3))
        observance.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        observance.add("tzname", "CEST" if summer else "CET")
        observance.add("tzoffsetfrom", timedelta(hours=hours[0]))
        observance.add("tzoffsetto", timedelta(hours=hours[1]))
        zone.add_component(observance)
    return zone


def _event(site: Site, workshop: Workshop, language: Language, *, dated: date) -> Event:
    """The first session from the content's date on, and its coming back."""
    told = record(site, "workshops", workshop.id, language)
    day = next_session(workshop, dated - timedelta(days=1))
    event = Event()
    event.add("uid", f"workshops-{workshop.id}@{_host(site)}")
    event.add("dtstamp", datetime.combine(dated, time(), UTC))
    event.add("dtstart", _at(day, workshop.weekly.start))
    event.add("dtend", _at(day, workshop.weekly.end))
    event.add("rrule", {"freq": "weekly", "byday": DAYS[workshop.weekly.day]})
    event.add("summary", told["title"])
    event.add("description", f"{told['summary']}\n{told['sign_up']}")
    _add_place(event, site, workshop, language)
    return event


def _add_place(event: Event, site: Site, workshop: Workshop, language: Language) -> None:
    place = site.library.places[workshop.place]
    commune = site.library.communes[place.commune].name
    lines = (place.title, place.address, f"{place.postal_code} {commune}")
    event.add("location", ", ".join(filter(None, lines)))
    if place.point:
        event.add("geo", (place.point.latitude, place.point.longitude))
    if site.settings.url:
        event.add("url", site.settings.url + sheet_path(language.code, f"places/{place.id}"))


def _host(site: Site) -> str:
    """Whose workshops they are: the portal's own name, when it has one."""
    return urlsplit(site.settings.url).hostname or "pas-a-pas"


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), PARIS)
