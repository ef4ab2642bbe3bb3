"""The calendar of reviews due (RFC 5545): one of the whole handbook and one for each owner."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from handbook import __version__
from handbook.render.view import Book
from handbook.site.address import Addresses, slug
from handbook.stamp.due import Review, owned_by, owners, reviews

REGISTER = "register/"
_NOTICE = timedelta(days=-14)
"""How long before the day a calendar reminds of a review."""


def calendar_path(owner: str = "") -> str:
    """The file of an owner's calendar, or of the whole."""
    return f"{REGISTER}reviews-{slug(owner)}.ics" if owner else f"{REGISTER}reviews.ics"


def calendar_owners(book: Book) -> dict[str, str]:
    """The owners that have a calendar: name by address."""
    due = reviews(book.library, book.histories, book.today)
    return {
        address: name
        for address, name in owners(book.library).items()
        if any(owned_by(review, address) for review in due)
    }


def calendars(book: Book, addresses: Addresses) -> dict[str, bytes]:
    """Every calendar by its path."""
    due = reviews(book.library, book.histories, book.today)
    events = [_event(review, book, addresses) for review in due]
    made = {calendar_path(): _calendar(events, "", book)}
    for address, name in calendar_owners(book).items():
        own = [
            event for review, event in zip(due, events, strict=True) if owned_by(review, address)
        ]
        made[calendar_path(address)] = _calendar(own, name, book)
    return made


def _calendar(events: list[Event], owner: str, book: Book) -> bytes:
    t, settings = book.t, book.settings
    key = "review.calendar_of" if owner else "review.calendar"
    title = t(key, name=settings.name, owner=owner)
    calendar = Calendar()
    calendar.add("prodid", f"-//handbook//{__version__}//{book.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(review: Review, book: Book, addresses: Addresses) -> Event:
    """A review as an event of a day. Its UID is the document's, so that it moves with its day."""
    t, document, site = book.t, review.document, book.settings.site
    event = Event()
    event.add("uid", f"review-{document.id}@{_place(site)}")
    # Not the time of the build: unchanged reviews are unchanged bytes.
    changed = datetime.combine(document.changes[0].date, time(), UTC)
    event.add("dtstamp", changed)
    event.add("dtstart", review.due)
    event.add("summary", t("review.event", title=document.title, id=document.id))
    told = t("review.told", version=document.version, owner=review.owner, approver=review.approver)
    event.add("description", told)
    event.add("categories", [review.owner])
    event.add("transp", "TRANSPARENT")
    page = addresses.path(document.id)
    if site and page:
        event.add("url", site + page)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _NOTICE)
    alarm.add("description", t("review.event", title=document.title, id=document.id))
    event.add_component(alarm)
    return event


def _place(site: str | None) -> str:
    """Where the handbook is: another one of the same host has events of its own."""
    address = urlsplit(site or "")
    return f"{address.hostname or 'handbook.invalid'}{address.path.rstrip('/')}"
