# A walk through python3-caldav as its users write it; prints what it saw as JSON. Arguments: server, user, password.
import json
import sys
from datetime import datetime, timezone

import caldav

url, user, password = sys.argv[1:4]
client = caldav.DAVClient(url=url + "/dav/", username=user, password=password)
seen = {}


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def starts(objects):
    return sorted(
        component.dtstart.value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M")
        for one in objects
        for component in one.vobject_instance.vevent_list
    )


principal = client.principal()
seen["address"] = principal.calendar_user_address_set()
calendars = principal.calendars()
seen["calendars"] = len(calendars)
calendar = principal.make_calendar(name="From Python")
seen["made"] = [str(one.get_display_name()) for one in principal.calendars()]

before = calendar.objects_by_sync_token()
seen["empty"] = len(list(before))
event = calendar.save_event(
    """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//walk//EN
BEGIN:VEVENT
UID:walk-1
DTSTAMP:20270101T000000Z
DTSTART:20270301T090000Z
DTEND:20270301T100000Z
RRULE:FREQ=WEEKLY;COUNT=5
SUMMARY:Walk
CATEGORIES:WebMeeting
END:VEVENT
END:VCALENDAR
"""
)
calendar.save_event(dtstart=utc(2027, 3, 2, 8), dtend=utc(2027, 3, 2, 9), summary="Made from parts")
event.load()
seen["location"] = str(event.icalendar_instance.subcomponents[0]["LOCATION"])
seen["byUid"] = calendar.event_by_uid("walk-1").vobject_instance.vevent.summary.value

found = calendar.date_search(start=utc(2027, 3, 8), end=utc(2027, 3, 23), expand=True)
seen["expanded"] = starts(found)
whole = calendar.date_search(start=utc(2027, 3, 8), end=utc(2027, 3, 23), expand=False)
seen["whole"] = starts(whole)
seen["bySummary"] = len(calendar.search(event=True, summary="parts"))
seen["byCategory"] = len(calendar.search(event=True, category="WebMeeting"))

busy = calendar.freebusy_request(utc(2027, 3, 1), utc(2027, 3, 9))
seen["busy"] = sorted(
    period[0].strftime("%Y-%m-%dT%H:%M")
    for line in busy.vobject_instance.vfreebusy.contents.get("freebusy", [])
    for period in line.value
)

# The library answers what it found in the XML by address, which a schedule-response has not: the answer itself is looked at.
answers = []
post = client.post
client.post = lambda *args, **named: answers.append(post(*args, **named)) or answers[-1]
principal.freebusy_request(utc(2027, 3, 1), utc(2027, 3, 9), [principal, "mailto:nobody@example.com"])
seen["asked"] = [
    (
        one.findtext(".//{DAV:}href"),
        one.findtext("{urn:ietf:params:xml:ns:caldav}request-status"),
        (one.findtext("{urn:ietf:params:xml:ns:caldav}calendar-data") or "").count("FREEBUSY;"),
    )
    for one in answers[0].tree.iter("{urn:ietf:params:xml:ns:caldav}response")
]

after = calendar.objects_by_sync_token(sync_token=before.sync_token)
seen["added"] = len(list(after))
event.vobject_instance.vevent.summary.value = "Walk, changed"
event.save()
changed = calendar.objects_by_sync_token(sync_token=after.sync_token)
seen["changed"] = len(list(changed))
event.delete()
gone = calendar.objects_by_sync_token(sync_token=changed.sync_token)
seen["gone"] = len(list(gone))
seen["left"] = [one.vobject_instance.vevent.summary.value for one in calendar.events()]
try:
    calendar.event_by_uid("walk-1")
    seen["afterDelete"] = "still there"
except caldav.error.NotFoundError:
    seen["afterDelete"] = "not found"
calendar.delete()
seen["calendarsLeft"] = len(principal.calendars())
print(json.dumps(seen))
