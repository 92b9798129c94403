#!/usr/bin/env python3
"""Reads the VTIMEZONE of every zone with readers that are not ours and compares it with the system's zone data.

    zones.py ZONES.json

ZONES.json holds for each zone its VTIMEZONE and the years for which events are written with it; for the others they are in UTC.
"""
import collections
import datetime as dt
import io
import json
import subprocess
import sys
import zoneinfo

import icalendar
from dateutil import tz

UTC = dt.timezone.utc
FRAME = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"
zones = json.load(open(sys.argv[1]))
samples = [dt.datetime(year, month, day, hour, 30) for year in range(2025, 2041) for month in range(1, 13)
           for day in (1, 8, 15, 22, 26, 28) for hour in (5, 17)]


def by_dateutil(text):
    zone = tz.tzical(io.StringIO(FRAME.format(text).replace("\r\n", "\n"))).get()
    return [sample.replace(tzinfo=zone).utcoffset().total_seconds() for sample in samples]


def by_icalendar(text):
    part = icalendar.Calendar.from_ical(FRAME.format(text)).walk("VTIMEZONE")[0]
    zone = part.to_tz(lookup_tzid=False)
    localize = getattr(zone, "localize", None)
    return [(localize(sample) if localize else sample.replace(tzinfo=zone)).utcoffset().total_seconds()
            for sample in samples]


LIBICAL = """
import json, sys, gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as I
utc, out = I.Timezone.get_utc_timezone(), []
for text, times in zip(*json.load(sys.stdin)):
    zone = I.Timezone.new()
    if not zone.set_component(I.Component.new_from_string(text)): out.append(None); continue
    row = []
    for year, month, day, hour in times:
        time = I.Time.new_null_time()
        time.set_date(year, month, day); time.set_time(hour, 30, 0); time.set_timezone(zone)
        time.set_is_date(False)
        offset, _ = zone.get_utc_offset(time)
        row.append(offset)
    out.append(row)
json.dump(out, sys.stdout)
"""

bodies = collections.defaultdict(list)
for name, zone in zones.items():
    if zone["years"]:
        bodies[zone["vtimezone"].replace(f"TZID:{name}\r\n", "TZID:Some/Zone\r\n")].append(name)
times = [[(s.year, s.month, s.day, s.hour) for s in samples]] * len(bodies)
libical = json.loads(subprocess.run(["/usr/bin/python3", "-c", LIBICAL], input=json.dumps([list(bodies), times]),
                                    capture_output=True, text=True, check=True).stdout)
wrong, checked = 0, 0
for (text, names), third in zip(bodies.items(), libical):
    readings = {"dateutil": by_dateutil(text), "icalendar": by_icalendar(text), "libical": third}
    for name in names:
        zone, years = zoneinfo.ZoneInfo(name), set(zones[name]["years"])
        truth = [sample.replace(tzinfo=zone).utcoffset().total_seconds() if sample.year in years else None
                 for sample in samples]
        for reader, found in readings.items():
            for sample, right, seen in zip(samples, truth, found):
                if right is None:
                    continue
                checked += 1
                if right != seen:
                    wrong += 1
                    if wrong < 20:
                        print(f"{reader}: {name} {sample} is {seen} s from UTC instead of {right}")
utc = sorted(name for name, zone in zones.items() if not zone["years"])
print(f"{len(zones)} zones, {len(bodies)} different rules, {checked} readings, {wrong} wrong; always in UTC: {', '.join(utc)}")
sys.exit(1 if wrong or not checked else 0)
