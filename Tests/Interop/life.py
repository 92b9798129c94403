#!/usr/bin/env python3
"""Plays the life of several convenings with the built program, and collects what it wrote for other people's readers to judge.

    life.py PROGRAM FOLDER CHECK

FOLDER gets discreet/ and open/ with every mail, and cases/ with pairs NAME.ics and NAME.json as importers.py reads them. CHECK is
the command that runs messages.py and replies.py; without it their part is left out.
"""
import datetime as dt
import email
import email.policy
import json
import os
import pathlib
import subprocess
import sys
import zoneinfo

program, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
check = sys.argv[3] if len(sys.argv) > 3 else None
cases = folder / "cases"
cases.mkdir(parents=True)


class Office:
    """One installation with the demonstration's people, and the mails that it has written so far."""

    def __init__(self, name):
        self.home, self.mail, self.count = folder / f"home-{name}", folder / name, 0
        self.mail.mkdir()
        self.run("init", "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission of Westland",
                 "--country", "HN", "--zone", "America/Tegucigalpa")
        self.run("directory", "import", "--demonstration")
        found = json.loads(self.run("directory", "search", "--all", "--json"))
        self.people = [entry["id"] for entry in found if entry["kind"] == "contact"]

    def run(self, *arguments, expect=0):
        done = subprocess.run([program, "--home", self.home, "--yes", *map(str, arguments)], capture_output=True, text=True)
        if done.returncode != expect:
            sys.exit(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def plan(self, blueprint, start, *options, people=None):
        made = json.loads(self.run("convening", "create", blueprint, "--title", "Secret title of the river",
                                   "--json", *options))["id"]
        for person in people or self.people:
            self.run("convening", "invitees", made, "--add", person)
        self.run("convening", "book", made, start)
        return made

    def deliver(self):
        """What left just now, by recipient."""
        self.run("outbox", "deliver")
        fresh = {}
        for path in sorted((self.home / "mail/new").iterdir()):
            self.count += 1
            target = self.mail / f"{self.count:04d}-{path.name}"
            path.rename(target)
            mail = email.message_from_bytes(target.read_bytes(), policy=email.policy.default)
            fresh[mail["to"].addresses[0].addr_spec] = (target, mail)
        return fresh

    def case(self, name, mails, convening):
        """Keeps one calendar of a round, with what a reader must understand."""
        path, mail = sorted(mails.items())[0][1]
        part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
        (cases / f"{name}.ics").write_bytes(part.get_payload(decode=True))
        self.truth(name, convening)

    def truth(self, name, convening):
        shown = json.loads(self.run("convening", "show", convening, "--json"))
        zone = zoneinfo.ZoneInfo(shown["convening"]["zone"])
        whole = "wholeDays" in shown["convening"]

        def time(text):
            return dt.datetime.fromisoformat(text).astimezone(zone).date().isoformat() if whole else text
        pairs = [[time(meeting["start"]), time(meeting["end"])] for meeting in shown["meetings"]
                 if meeting["state"] != "called off"]
        (cases / f"{name}.json").write_text(json.dumps(
            {"occurrences": pairs, "allDay": whole, "zone": shown["convening"]["zone"]}))

    def exported(self, name, convening):
        self.run("calendar", "export", convening, "--output", cases / f"{name}.ics")
        self.truth(name, convening)


def judged(*arguments):
    if check:
        done = subprocess.run([check, *map(str, arguments)], capture_output=True, text=True)
        print(done.stdout.strip())
        if done.returncode != 0:
            sys.exit(done.stderr or f"{arguments[0]} found faults")


# A discreet series across the change of the clocks, with everything that can happen to one.
quiet = Office("discreet")
early, late = quiet.people[:-1], quiet.people[-1]
series = quiet.plan("consultation", "2027-03-10T10:00", "--zone", "Europe/Brussels", "--repeat", "weekly",
                    "--times", 6, people=early)
quiet.run("convening", "invite", series)
mails = quiet.deliver()
languages = {mail["content-language"] for _, mail in mails.values()}
quiet.case("series-first", mails, series)
quiet.run("convening", "reschedule", series, "2027-03-25T11:30", "--meeting", "2027-03-24")
quiet.run("convening", "cancel", series, "--meeting", "2027-03-31", "--yes")
once = quiet.deliver()
quiet.run("convening", "invitees", series, "--add", late)
quiet.run("convening", "invite", series)
quiet.case("series-joined-later", quiet.deliver(), series)
quiet.exported("series-export", series)
quiet.run("convening", "invitees", series, "--remove", early[0])
gone = quiet.deliver()
assert len(gone) == 1, gone
quiet.run("convening", "reschedule", series, "2027-03-11T15:00", "--now")
mails = quiet.deliver()
quiet.case("series-moved", mails, series)
if check:
    target, mail = sorted(mails.items())[1][1]
    answers = folder / "answers"
    judged("replies.py", target, answers)
    held = json.loads(quiet.run("reply", "import", answers / "google-counter.eml", "--json"))[0]
    assert held["verdict"] == "held", held
    quiet.run("reply", "quarantine", "accept", held["quarantine"])
    mails = quiet.deliver()
    assert len(mails) >= 10, len(mails)
    quiet.case("series-counter-accepted", mails, series)
    target, mail = sorted(mails.items())[0][1]
    for style in ("google", "outlook", "exchange", "apple", "thunderbird"):
        judged("replies.py", target, folder / f"answers-{style}", "--partstat", "TENTATIVE")
        taken = json.loads(quiet.run("reply", "import", folder / f"answers-{style}" / f"{style}.eml", "--json"))[0]
        assert taken["verdict"] in ("applied", "duplicate"), (style, taken)
    counter = json.loads(quiet.run("reply", "import", folder / "answers-google/google-counter.eml", "--json"))[0]
    quiet.run("reply", "quarantine", "discard", counter["quarantine"])
    assert len(quiet.deliver()) == 1
quiet.run("convening", "remind", series, "--unanswered", "--again")
quiet.deliver()
quiet.run("convening", "cancel", series, "--yes", "--reason", "The river is in flood.")
quiet.deliver()

# Shapes that calendar programs stumble over.
for name, start, options in [
    ("cairo", "2027-10-13T11:00", ["--zone", "Africa/Cairo", "--repeat", "weekly", "--times", 5]),
    ("casablanca", "2027-02-02T11:00", ["--zone", "Africa/Casablanca"]),
    ("monthly", "2027-01-12T09:00", ["--zone", "America/New_York", "--repeat", "monthly", "--times", 6]),
    ("fifth-friday", "2027-01-29T09:00", ["--zone", "America/Santiago", "--repeat", "monthly", "--times", 6]),
    ("two-days-a-week", "2027-03-15T09:00", ["--zone", "Europe/Lisbon", "--repeat", "weekly", "--on", "mo,th",
                                             "--every", 2, "--times", 6]),
    ("daily", "2027-03-27T09:00", ["--zone", "Asia/Beirut", "--repeat", "daily", "--times", 4]),
    ("yearly", "2027-12-10T09:00", ["--zone", "UTC", "--repeat", "yearly", "--times", 3]),
    ("autumn", "2027-10-31T02:30", ["--zone", "Europe/Brussels"]),
    ("three-days", "2027-06-11", ["--zone", "Australia/Lord_Howe", "--days", 3]),
    ("days-series", "2027-06-11", ["--zone", "Asia/Kathmandu", "--days", 1, "--repeat", "weekly", "--times", 3]),
]:
    made = quiet.plan("consultation", start, *options, people=quiet.people[:2])
    quiet.run("convening", "invite", made)
    quiet.case(name, quiet.deliver(), made)

# An open meeting with a place, a link and an agenda, edited twice.
loud = Office("open")
training = loud.plan("training", "2027-09-01T10:00", "--zone", "America/Santiago", "--visibility", "open",
                     "--venue", "Library, room 3; first floor", "--link", "https://meet.example/a?b=1;c=2,3")
loud.run("convening", "invite", training)
loud.case("open-first", loud.deliver(), training)
loud.run("convening", "edit", training, "--title", "A \"quoted\" title, with; signs ^n \\ and 日本語", "--now")
loud.case("open-retitled", loud.deliver(), training)
loud.run("convening", "edit", training, "--venue", "Garden", "--now")
loud.case("open-elsewhere", loud.deliver(), training)
loud.run("convening", "cancel", training, "--yes")
loud.deliver()

print(f"{quiet.count + loud.count} mails in {len(languages)} languages, {len(list(cases.glob('*.ics')))} calendars")
assert languages == {"en", "es", "fr", "pt"}, languages
judged("messages.py", quiet.mail)
judged("messages.py", "--open", loud.mail)
for path in quiet.mail.iterdir():
    bytes_ = path.read_bytes()
    assert b"Secret title" not in bytes_, path
