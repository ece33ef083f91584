"""Reads mails with Python's email and icalendar, as an independent reader: base64 in a JSON list in, what they say out."""

import base64
import email
import email.policy
import json
import sys
from html.parser import HTMLParser

import icalendar

VOID = {"meta", "br", "img", "link", "hr", "col", "input"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.open, self.text = {}, [], [], []
        self.languages, self.tables, self.headings, self.events = set(), [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        values = dict(attributes)
        self.events += [name for name in values if name.startswith("on")]
        if "lang" in values:
            self.languages.add(values["lang"])
        if tag == "table":
            self.tables.append(values.get("role"))
        if tag == "a":
            self.links.append(values.get("href"))
        if tag in ("h1", "h2", "h3"):
            self.headings.append([tag, ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" in self.open or "title" in self.open:
            return
        self.text.append(data)
        if any(tag in self.open for tag in ("h1", "h2", "h3")):
            self.headings[-1][1] += data


def addresses(header):
    return [] if header is None else [[one.display_name, one.addr_spec] for one in header.addresses]


def calendars(message):
    for part in message.walk():
        if part.get_content_type() != "text/calendar":
            continue
        calendar = icalendar.Calendar.from_ical(part.get_content())
        events = [event for event in calendar.walk("VEVENT")]
        yield {
            "header": part.get_param("method"),
            "method": str(calendar["METHOD"]),
            "uids": [str(event["UID"]) for event in events],
            "summaries": [str(event.get("SUMMARY", "")) for event in events],
            "attendees": [
                [str(one), one.params.get("RSVP"), one.params.get("PARTSTAT")]
                for event in events
                for one in ([event["ATTENDEE"]] if not isinstance(event.get("ATTENDEE", []), list) else event["ATTENDEE"])
            ],
        }


def read(mime):
    message = email.message_from_bytes(mime, policy=email.policy.default)
    page = Page()
    html = message.get_body(("html",)).get_content()
    page.feed(html)
    names = [name.lower() for name in message.keys()]
    return {
        "to": addresses(message["To"]),
        "from": addresses(message["From"]),
        "replyTo": addresses(message["Reply-To"]),
        "subject": message["Subject"],
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "twice": sorted({name for name in names if names.count(name) > 1}),
        "types": [part.get_content_type() for part in message.walk()],
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
        "text": message.get_body(("plain",)).get_content(),
        "calendars": list(calendars(message)),
        "html": {
            "bytes": len(html.encode()),
            "tags": page.tags,
            "links": page.links,
            "handlers": page.events,
            "languages": sorted(page.languages),
            "tables": page.tables,
            "headings": page.headings,
            "text": " ".join(page.text),
        },
    }


json.dump([read(base64.b64decode(one)) for one in json.load(sys.stdin)], sys.stdout)
