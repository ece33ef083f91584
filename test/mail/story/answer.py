"""A calendar program of its own, after RFC 5546: reads an invitation from standard input with Python's email and icalendar, and writes
the answer that a person gave. Arguments: who answers, the method, then NAME=VALUE."""

import datetime
import email
import email.policy
import sys
from email.message import EmailMessage
from email.utils import parseaddr

import icalendar

who, method, *settings = sys.argv[1:]
wanted = dict(setting.split("=", 1) for setting in settings)
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
calendar = icalendar.Calendar.from_ical(part.get_content())
event = next(
    event
    for event in calendar.walk("VEVENT")
    if "date" not in wanted or "RECURRENCE-ID" not in event
)

answer = icalendar.Event()
for name in ("UID", "SEQUENCE", "ORGANIZER", "SUMMARY"):
    answer.add(name, event[name])
answer.add("DTSTAMP", datetime.datetime.now(datetime.timezone.utc))
if "date" in wanted:
    start = event["DTSTART"].dt
    day = datetime.date.fromisoformat(wanted["date"])
    answer.add("RECURRENCE-ID", datetime.datetime.combine(day, start.time(), start.tzinfo))
for name in ("start", "end"):
    if name in wanted:
        moment = datetime.datetime.fromisoformat(wanted[name]).astimezone(datetime.timezone.utc)
        answer.add("DTSTART" if name == "start" else "DTEND", moment)
if method == "REPLY":
    answer.add("DTSTART", event["DTSTART"])
attendee = icalendar.vCalAddress(f"mailto:{who}")
attendee.params["PARTSTAT"] = wanted.get("partstat", "TENTATIVE")
if "delegate" in wanted:
    attendee.params["DELEGATED-TO"] = f"mailto:{wanted['delegate']}"
answer.add("ATTENDEE", attendee)
if "comment" in wanted:
    answer.add("COMMENT", wanted["comment"])

reply = icalendar.Calendar()
reply.add("PRODID", "-//Example//Calendar 1.0//EN")
reply.add("VERSION", "2.0")
reply.add("METHOD", method)
reply.add_component(answer)

organizer = str(event["ORGANIZER"])[len("mailto:"):]
message = EmailMessage(policy=email.policy.SMTP)
message["From"] = who
message["To"] = parseaddr(organizer)[1]
message["Subject"] = f"{wanted.get('partstat', 'Proposal')}: {event['SUMMARY']}"
message["Message-ID"] = f"<{datetime.datetime.now().timestamp()}@example.com>"
message.set_content(wanted.get("comment", ""))
message.add_alternative(reply.to_ical().decode(), subtype="calendar", params={"method": method})
sys.stdout.buffer.write(message.as_bytes())
