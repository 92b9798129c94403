"""The calendar programs that importers.py asks, each with one way to read a case: pairs of start and end."""
import base64
import contextlib
import importlib.metadata
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import xml.etree.ElementTree
import zoneinfo
from datetime import date, datetime, timedelta, timezone

# The GObject bindings belong to Debian's own Python.
ECAL = "/usr/bin/python3", pathlib.Path(__file__).with_name("ecal_reader.py")


class Skip(Exception):
    """The importer is known not to read this kind of file."""


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "") + "+00:00" if "T" in text else text + "T00:00:00+00:00")


def stamp(value):
    """A time from any importer as written in the truth: UTC, or a date."""
    if isinstance(value, str) and re.fullmatch(r"\d{8}(T\d{6}Z?)?", value):
        part = [value[:4], value[4:6], value[6:8]]
        return "-".join(part) + (f"T{value[9:11]}:{value[11:13]}:{value[13:]}" if "T" in value else "")
    if isinstance(value, int):
        value = datetime.fromtimestamp(value, timezone.utc)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return value.isoformat()
        return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, **options)
    if done.returncode != 0:
        raise RuntimeError(((done.stderr or done.stdout).strip() or f"exit {done.returncode}").splitlines()[-1])
    return done.stdout


def rows(output):
    return [line.split()[:2] for line in output.splitlines() if line.strip()]


class Icalendar:
    name = "icalendar"

    def __init__(self, rest):
        import icalendar, recurring_ical_events  # noqa: E401
        self.parse, self.of = icalendar.Calendar.from_ical, recurring_ical_events.of
        self.version = versions("icalendar", "recurring-ical-events")

    def read(self, case):
        events = self.of(self.parse(case.bytes)).between(case.start, case.end)
        return [(event["DTSTART"].dt, event["DTEND"].dt) for event in events]


class Vobject:
    name = "vobject"

    def __init__(self, rest):
        import vobject
        self.vobject, self.version = vobject, versions("vobject", "python-dateutil")

    def read(self, case):
        # The zones of earlier files would stay registered and hide a missing VTIMEZONE.
        zones = vars(self.vobject.icalendar)["__tzidMap"]
        for name in [name for name in zones if name != "UTC"]:
            del zones[name]
        events = list(self.vobject.readOne(case.bytes.decode()).vevent_list)
        moved = {stamp(event.recurrence_id.value) for event in events if hasattr(event, "recurrence_id")}
        found = []
        for event in events:
            start = event.dtstart.value
            if hasattr(event, "dtend"):
                length = utc(event.dtend.value) - utc(start)
            else:
                length = event.duration.value if hasattr(event, "duration") else timedelta(days=case.all_day)
            starts = [start]
            if hasattr(event, "rrule"):
                starts = [at if isinstance(start, datetime) else at.date() for at in event.getrruleset(True)]
                starts = [at for at in starts if stamp(at) not in moved]
            found += [(at, utc(at) + length) for at in starts]
        return found


def in_zone(value, zone):
    return datetime.fromisoformat(stamp(value)).replace(tzinfo=zoneinfo.ZoneInfo(zone)) if zone else value


def times(event, name):
    """The values of a property that holds times, as written in the truth."""
    lines = re.findall(rf"^{name}(?:;.*?TZID=([^;:]+))?.*:([\dTZ,]+)$", event, re.M)
    return [stamp(in_zone(value, zone)) for zone, values in lines for value in values.split(",")]


def utc(value):
    return value.astimezone(timezone.utc) if isinstance(value, datetime) else value


class Khal:
    name = "khal"

    def __init__(self, rest):
        self.khal, self.version = pathlib.Path(sys.executable).parent / "khal", versions("khal", "icalendar")
        run(self.khal, "--version")

    def read(self, case):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder, "config")
            config.write_text(
                f"[calendars]\n[[a]]\npath = {folder}/a\n[sqlite]\npath = {folder}/khal.db\n"
                "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M:%SZ\n"
                + "".join(f"{kind}dateformat = %Y-%m-%d\n" for kind in ("", "long"))
                + "".join(f"{kind}datetimeformat = %Y-%m-%dT%H:%M:%SZ\n" for kind in ("", "long")))
            os.mkdir(f"{folder}/a")
            home = {kind: folder for kind in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
            options = {"env": os.environ | home, "cwd": folder}
            run(self.khal, "-c", config, "import", "--batch", "-a", "a", case.path, **options)
            listed, today = [], None
            for row in rows(run(
                    self.khal, "-c", config, "list", "--day-format", "{date}", "--format", "{start-long} {end-long}",
                    f"{case.start:%F}", f"{case.end:%F}", **options)):
                if len(row) == 1:
                    today = row[0]
                elif row[0].startswith(today):  # listed again on every further day that it touches
                    listed.append(row)
        if case.all_day:  # khal ends an all-day event on its last day
            return [(start, date.fromisoformat(end) + timedelta(days=1)) for start, end in listed]
        return listed


class Calcurse:
    name = "calcurse"

    def __init__(self, rest):
        self.version = run("calcurse", "--version").split("--")[0].strip()

    def read(self, case):
        if case.has("RECURRENCE-ID"):
            raise Skip("it ignores RECURRENCE-ID and keeps both the old and the new time")
        if case.has("EXDATE") and case.has("RRULE:.*COUNT="):
            raise Skip("it does not count the days of EXDATE in COUNT")
        if case.has("RRULE:.*BYSETPOS="):
            raise Skip("it ignores BYSETPOS")
        longest = max(instant(end) - instant(start) for start, end in case.truth)
        if case.all_day and case.has("RRULE") and longest > timedelta(days=1):
            raise Skip("it keeps only the first day of a repeated all-day event")
        # It reads times with TZID as local and knows no VTIMEZONE.
        zone = "UTC" if case.has(r"DTSTART:\w+Z$") else case.zone
        with tempfile.TemporaryDirectory() as folder:
            calcurse = ["calcurse", "-D", folder, "-C", folder]
            options = {"env": os.environ | {"TZ": zone, "LC_ALL": "C.UTF-8", "HOME": folder}}
            report = run(*calcurse, "-i", case.path, **options)
            if " 0 skipped" not in report:
                raise RuntimeError("import: " + report.strip().splitlines()[-1])
            listed = run(
                *calcurse, "-Q", "--filter-type", "cal", "--input-datefmt", "4", "--output-datefmt", "%F",
                "--from", f"{case.start:%F}", "--to", f"{case.end:%F}",
                *(f"--format-{kind}=time %(start:%F) %(start:epoch) %(end:epoch)\n" for kind in ("apt", "recur-apt")),
                *(f"--format-{kind}=day\n" for kind in ("event", "recur-event")), **options)
        found, days, today = [], [], None
        for line in listed.splitlines():
            if re.fullmatch(r"\d{4}-\d\d-\d\d:", line):
                today = date.fromisoformat(line[:-1])
            elif line.startswith(f"time {today}"):  # listed again on every further day that it touches
                found.append([int(part) for part in line.split()[2:]])
            elif line == "day":
                days.append(today)
        while days:  # a longer all-day event becomes one of a day on each of its days
            first = last = days.pop(0)
            while not case.has("RRULE") and days and days[0] == last + timedelta(days=1):
                last = days.pop(0)
            found.append((first, last + timedelta(days=1)))
        return found


class Radicale:
    name = "Radicale"
    report = """<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><C:calendar-data>
        <C:expand start="{0}" end="{1}"/></C:calendar-data></prop><C:filter><C:comp-filter name="VCALENDAR">
        <C:comp-filter name="VEVENT"><C:time-range start="{0}" end="{1}"/></C:comp-filter></C:comp-filter></C:filter>
        </C:calendar-query>"""

    def __init__(self, rest):
        self.version = versions("Radicale", "vobject")
        folder = rest.enter_context(tempfile.TemporaryDirectory())
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address, self.made = f"http://127.0.0.1:{port}/reader/", 0
        self.log = rest.enter_context(open(f"{folder}/log", "w+"))
        self.server = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", "", "--hosts", f"127.0.0.1:{port}", "--auth-type", "none",
             "--storage-filesystem-folder", f"{folder}/store"], stdout=self.log, stderr=self.log, cwd=folder)
        rest.callback(self.server.wait)
        rest.callback(self.server.terminate)
        for _ in range(150):
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), 1).close()
            if self.server.poll() is not None:
                break
            time.sleep(0.1)
        self.log.seek(0)
        raise RuntimeError(("no answer: " + self.log.read()).strip().splitlines()[-1])

    def ask(self, verb, path, body=b"", **headers):
        known = {"Authorization": "Basic " + base64.b64encode(b"reader:").decode(), "Depth": "1"}
        request = urllib.request.Request(self.address + path, body, known | headers, method=verb)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(request, timeout=30).read()

    def read(self, case):
        self.made += 1
        self.ask("MKCALENDAR", f"{self.made}/")
        # RFC 4791 section 4.1 forbids METHOD in what a calendar server stores.
        self.ask("PUT", f"{self.made}/event.ics", case.without_method(), **{"Content-Type": "text/calendar"})
        window = [f"{at:%Y%m%dT%H%M%SZ}" for at in (case.start, case.end)]
        query = self.report.format(*window).encode()
        answer = self.ask("REPORT", f"{self.made}/", query, **{"Content-Type": "text/xml"})
        found = []
        for data in xml.etree.ElementTree.fromstring(answer).iter("{urn:ietf:params:xml:ns:caldav}calendar-data"):
            # What does not recur comes back in its own zone, against RFC 4791 section 9.6.5.
            for event in data.text.replace("\r", "").split("BEGIN:VEVENT")[1:]:
                found += zip(times(event, "DTSTART"), times(event, "DTEND"), strict=True)
        return found


class Sabre:
    name = "sabre/vobject"
    program = r"""
        error_reporting(E_ALL & ~E_DEPRECATED);
        require 'Sabre/VObject/autoload.php';
        if ($argc < 2) die(Sabre\VObject\Version::VERSION);
        $calendar = Sabre\VObject\Reader::read(file_get_contents($argv[1]));
        $expanded = $calendar->expand(new DateTime($argv[2]), new DateTime($argv[3])) ?: $calendar;
        foreach ($expanded->select('VEVENT') as $event) echo $event->DTSTART, ' ', $event->DTEND, "\n";"""

    def __init__(self, rest):
        self.version = "sabre/vobject " + run("php", "-r", self.program)
        self.old = " 2." in self.version

    def read(self, case):
        if self.old and times(case.master, "DTSTART")[0] in [
                *times(case.master, "EXDATE"), *(at for event in case.events for at in times(event, "RECURRENCE-ID"))]:
            raise Skip("version 2 misreads an EXDATE or RECURRENCE-ID of the first occurrence")
        until = re.search(r"^RRULE:.*UNTIL=(\w+)", case.master, re.M)
        if self.old and until and case.truth[-1][0] > stamp(until[1]):
            raise Skip("version 2 goes on past UNTIL up to an occurrence moved there")
        return rows(run("php", "-r", self.program, case.path, case.start.isoformat(), case.end.isoformat()))


class Perl:
    name = "Data::ICal"
    program = r"""
        use strict; use Data::ICal; use Data::ICal::DateTime; use DateTime; use DateTime::Span;
        if (!@ARGV) {
            print "Data::ICal $Data::ICal::VERSION, Data::ICal::DateTime $Data::ICal::DateTime::VERSION"; exit
        }
        my ($file, $first, $last) = @ARGV;
        my $span = DateTime::Span->from_datetimes(
            start => DateTime->from_epoch(epoch => $first), end => DateTime->from_epoch(epoch => $last));
        my $calendar = Data::ICal->new(filename => $file);
        die $calendar->error_message if !$calendar;
        for my $event ($calendar->events($span)) {
            my ($start, $end) = ($event->start->clone, $event->end->clone);
            if ($event->all_day) { print $start->ymd(''), ' ', $end->add(nanoseconds => 1)->ymd(''), "\n"; next }
            print join(' ', map { $_->set_time_zone('UTC')->strftime('%Y%m%dT%H%M%SZ') } $start, $end), "\n";
        }"""

    def __init__(self, rest):
        self.version = run("perl", "-e", self.program)

    def read(self, case):
        if case.has(r"RRULE:.*UNTIL=\w+Z") and case.has("DTSTART;.*TZID="):
            raise Skip("it takes an UNTIL in UTC for local time")
        window = [int(at.timestamp()) for at in (case.start, case.end)]
        return rows(run("perl", "-e", self.program, case.path, *window))


class Evolution:
    name = "libecal"

    def __init__(self, rest):
        self.version = run(*ECAL)

    def read(self, case):
        window = [f"{at:%Y%m%dT%H%M%SZ}" for at in (case.start, case.end)]
        return rows(run(*ECAL, case.path, *window))


def versions(*names):
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


ALL = (Icalendar, Vobject, Khal, Calcurse, Radicale, Sabre, Perl, Evolution)
