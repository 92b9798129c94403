"""The same invitation by python icalendar. Prints seconds for COUNT objects."""
import datetime as dt
import sys
import time

import icalendar
from icalendar import vCalAddress, vRecur, vText


def observance(kind, name, start, before, after, month):
    part = kind()
    part.add("dtstart", start)
    part.add("tzoffsetfrom", dt.timedelta(hours=before))
    part.add("tzoffsetto", dt.timedelta(hours=after))
    part.add("tzname", name)
    part.add("rrule", vRecur(freq="yearly", byday="-1su", bymonth=month))
    return part


def person(address, **parameters):
    value = vCalAddress(f"mailto:{address}")
    for name, parameter in parameters.items():
        value.params[name] = vText(parameter)
    return value


count, size, begin = int(sys.argv[1]), 0, time.perf_counter()
for number in range(count):
    calendar = icalendar.Calendar()
    for name, value in (("prodid", "-//Convoke//Convoke//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "REQUEST")):
        calendar.add(name, value)
    zone = icalendar.Timezone()
    zone.add("tzid", "Europe/Brussels")
    zone.add_component(observance(icalendar.TimezoneStandard, "CET", dt.datetime(1970, 10, 25, 3), 2, 1, 10))
    zone.add_component(observance(icalendar.TimezoneDaylight, "CEST", dt.datetime(1970, 3, 29, 2), 1, 2, 3))
    calendar.add_component(zone)
    event = icalendar.Event()
    event.add("uid", f"{number:032d}")
    event.add("dtstamp", dt.datetime(2026, 3, 5, 12, tzinfo=dt.timezone.utc))
    event.add("sequence", 0)
    event.add("organizer", person("officer@mission.example", cn="Human Rights Officer"))
    event.add("attendee", person("ana@example.org", cutype="INDIVIDUAL", role="REQ-PARTICIPANT", partstat="NEEDS-ACTION", rsvp="TRUE", cn="Ana Quintanilla"))
    event.add("dtstart", dt.datetime(2026, 6, 12, 14), parameters={"TZID": "Europe/Brussels"})
    event.add("dtend", dt.datetime(2026, 6, 12, 15, 30), parameters={"TZID": "Europe/Brussels"})
    for name, value in (("summary", "Roundtable"), ("class", "PUBLIC"), ("status", "CONFIRMED"), ("transp", "OPAQUE")):
        event.add(name, value)
    calendar.add_component(event)
    size += len(calendar.to_ical())
print(f"{time.perf_counter() - begin:.6f}")
