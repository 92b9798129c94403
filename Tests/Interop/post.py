#!/usr/bin/env python3
"""Sends invitations through real servers on loopback, reads the answers back, and keeps a calendar at a real calendar server.

    post.py PROGRAM FOLDER CHECK [COUNT]

servers.py must be installed. COUNT invitations go through SMTP with STARTTLS and are read back by IMAP; 1000 by default.
"""
import email
import email.policy
import http.client
import imaplib
import json
import os
import pathlib
import re
import ssl
import subprocess
import sys
import time
import base64
import urllib.parse

program, folder, check = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
count = int(sys.argv[4]) if len(sys.argv) > 4 else 1000
here = pathlib.Path(__file__).resolve().parent
folder.mkdir(parents=True)
home = folder / "home"
children = subprocess.Popen(["/usr/bin/python3", here / "servers.py", folder / "s"], stdin=subprocess.PIPE)
for _ in range(300):
    if (folder / "s/servers.json").exists():
        break
    time.sleep(0.1)
place = json.loads((folder / "s/servers.json").read_text())


def run(*arguments, expect=0):
    done = subprocess.run([program, "--home", home, "--yes", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != expect:
        stop(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done.stdout


def stop(problem=None):
    children.stdin.close()
    children.wait(30)
    if problem:
        sys.exit(problem)


def settle(port, authorities=True, folder="INBOX", calendar=None):
    """The settings for one of the mail servers."""
    text = re.sub(r"(?s)# --- servers ---.*", "", (home / "settings.yaml").read_text())
    trust = f"\n  authorities: {place['ca']}"
    (home / "settings.yaml").write_text(f"""{text}# --- servers ---
mail:
  host: localhost
  port: {port}
  user: {place['user']}
  password-file: {place['password_file']}{trust if authorities else ''}
replies:
  host: localhost
  port: {place['imaps']}
  user: {place['user']}
  folder: "{folder}"
  password-file: {place['password_file']}{trust}
calendar:
  url: {calendar or place['caldav']}
  user: {place['user']}
  password-file: {place['password_file']}{trust}
""")


def planned(title, day, people):
    made = json.loads(run("convening", "create", "consultation", "--title", title, "--json"))["id"]
    run("convening", "invitees", made, "--add", *people)
    run("convening", "book", made, f"{day}T10:00")
    return made


def inbox():
    with imaplib.IMAP4_SSL("localhost", place["imaps"], ssl_context=trusted, timeout=60) as imap:
        imap.login(place["user"], "secret")
        imap.select("INBOX", readonly=True)
        for number in imap.uid("search", None, "ALL")[1][0].split():
            data = imap.uid("fetch", number, "(FLAGS BODY.PEEK[])")[1]
            yield data[0][0] + data[1], data[0][1]


trusted = ssl.create_default_context(cafile=place["ca"])
run("init", "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission", "--country", "HN",
    "--zone", "America/Tegucigalpa")
names = ["Ana", "Luis", "Marta", "José", "Inés", "Óscar", "Sofía", "Iván", "Noemí", "Raúl"]
rows = [f"p{n:05d},{names[n % 10]} Apellido{n:05d} Segundo{n:05d},p{n}@people{n % 50}.example,HN,es,invite,2026-01-15,meeting" for n in range(count)]
(folder / "people.csv").write_text("Id,Name,Email,Country,Language,Consent,Consent given,Evidence\n" + "\n".join(rows) + "\n")
said = run("directory", "import", folder / "people.csv", "--yes", "--json")
found = json.loads(run("directory", "search", "--all", "--json", "--limit", count))
people = [entry["id"] for entry in found if entry["kind"] == "contact"]
assert len(people) == count, (len(people), said[:500])

# No verified TLS, no mail.
few = planned("Few", "2027-04-06", people[:3])
run("convening", "invite", few)
for port, authorities, name in [(place["smtp_plain"], True, "plain"), (place["smtp_wrong"], True, "wrong"),
                                (place["smtp"], False, None)]:
    settle(port, authorities)
    run("outbox", "deliver", expect=75)
    time.sleep(11)
    assert name is None or (folder / f"s/{name}.count").read_text().strip() == "0", name
assert not list(inbox())
print("without STARTTLS, with a wrong name and with an unknown authority: 0 mails left")
settle(place["smtp"])
run("convening", "cancel", few, "--yes")

# The whole round.
big = planned("Many", "2027-05-04", people)
start = time.monotonic()
run("convening", "invite", big)
written = time.monotonic() - start
start = time.monotonic()
run("outbox", "deliver")
sent = time.monotonic() - start
import icalendar  # noqa: E402
parsed, uids, mails = 0, set(), {}
for flags, data in inbox():
    mail = email.message_from_bytes(data, policy=email.policy.default)
    if mail["subject"].startswith("Cancel") or few in mail["subject"]:
        continue
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    event = icalendar.Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]
    if part.get_param("method") == "REQUEST" and event["DTSTART"].dt.month == 5:
        parsed += 1
        uids.add(str(event["UID"]))
        mails[mail["to"].addresses[0].addr_spec] = data
assert parsed == count == len(uids), (parsed, len(uids))
print(f"{count} invitations written in {written:.1f} s, sent over STARTTLS in {sent:.1f} s, read back by IMAP: {parsed} parse")

# Answers come into the same mailbox and are read out of it, once, without a mark on any.
run("reply", "fetch")
drop = pathlib.Path(place["maildir"])
for number, address in enumerate(sorted(mails)[:6]):
    (folder / "one.eml").write_bytes(mails[address])
    subprocess.run([check, "replies.py", folder / "one.eml", folder / "out"], check=True, capture_output=True)
    style = ["google", "outlook", "exchange", "apple", "thunderbird", "google-counter"][number]
    target = drop / "new" / f"{time.time_ns()}.answer{number}.localhost"
    target.write_bytes((folder / "out" / f"{style}.eml").read_bytes())
    os.chown(target, drop.stat().st_uid, drop.stat().st_gid)
taken = json.loads(run("reply", "fetch", "--json"))
assert [report["verdict"] for report in taken].count("applied") == 5, taken
assert [report["verdict"] for report in taken].count("held") == 1, taken
assert json.loads(run("reply", "fetch", "--json")) == []
assert not any(b"\\Seen" in flags for flags, _ in inbox())
print("6 answers fetched by IMAP: 5 applied, 1 proposal held; fetched again: nothing; no mail is marked as seen")

# A folder as people see its name.
with imaplib.IMAP4_SSL("localhost", place["imaps"], ssl_context=trusted, timeout=60) as imap:
    imap.login(place["user"], "secret")
    for shown, kept in [("Respuestas de 2026", "Respuestas de 2026"), ("Réponses & suites", "R&AOk-ponses &- suites")]:
        assert imap.create(f'"{kept}"')[0] == "OK"
        note = f"From: p0@people0.example\r\nMessage-ID: <{len(shown)}@x>\r\nSubject: Re\r\n\r\nYes.\r\n".encode()
        assert imap.append(f'"{kept}"', None, None, note)[0] == "OK"
        settle(place["smtp"], folder=shown)
        assert [report["verdict"] for report in json.loads(run("reply", "fetch", "--json"))] == ["held"], shown
settle(place["smtp"])
print("folders with spaces and accents are read by the names that people see")


# The calendar servers.
def asked(method, resource, body=None):
    url = urllib.parse.urlsplit(server + resource)
    kind, options = (http.client.HTTPSConnection, {"context": trusted}) if url.scheme == "https" else (http.client.HTTPConnection, {})
    connection = kind(url.hostname, url.port, timeout=30, **options)
    login = base64.b64encode(b"officer:secret").decode()
    connection.request(method, url.path, body, {"Authorization": f"Basic {login}", "Content-Type": "text/calendar"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def pushed(*options, expect=0):
    return {entry["resource"]: entry["verdict"] for entry in json.loads(run("calendar", "push", "--json", *options, expect=expect))}


for name, day in [("Radicale", 5), ("xandikos", 15)]:
    server = place["caldav" if name == "Radicale" else name]
    settle(place["smtp"], calendar=server)
    resource = f"{big if name == 'Radicale' else planned('Beside', '2027-06-02', people[:1])}.ics"
    made = resource.removesuffix(".ics")
    if made != big:
        run("convening", "invite", made)
    assert pushed()[resource] == "created"
    assert pushed() == {resource: "unchanged"}
    run("convening", "reschedule", made, f"2027-05-{day:02d}T10:00", "--now", "--yes")
    assert pushed() == {resource: "updated"}
    status, data = asked("GET", resource)
    assert status == 200 and b"202705%02dT" % day in data and b"ATTENDEE" not in data, data
    assert b"Many" not in data and b"Beside" not in data, data
    # What others do there is seen, whether ours changed meanwhile or not.
    foreign = data.replace(b"CLASS:PRIVATE", b"CLASS:PUBLIC")
    assert foreign != data and asked("PUT", resource, foreign)[0] in (200, 201, 204)
    assert pushed(expect=75) == {resource: "conflict"}
    assert pushed("--overwrite") == {resource: "restored"}
    assert b"CLASS:PRIVATE" in asked("GET", resource)[1]
    assert asked("DELETE", resource)[0] in (200, 204)
    assert pushed(expect=75) == {resource: "conflict"}
    run("convening", "reschedule", made, f"2027-05-{day + 1:02d}T10:00", "--now", "--yes")
    assert pushed(expect=75) == {resource: "conflict"}
    assert pushed("--overwrite") == {resource: "updated"}
    assert asked("PUT", resource, foreign)[0] in (200, 201, 204)
    run("convening", "reschedule", made, f"2027-05-{day + 2:02d}T10:00", "--now", "--yes")
    assert pushed(expect=75) == {resource: "conflict"}
    assert pushed("--overwrite") == {resource: "updated"}
    run("convening", "cancel", made, "--yes")
    assert pushed() == {resource: "deleted"}
    assert asked("GET", resource)[0] == 404
    print(f"{name}: created, unchanged, updated, foreign changes and deletions named and left alone, restored when told so, deleted")
stop()
