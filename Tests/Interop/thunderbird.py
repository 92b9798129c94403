#!/usr/bin/env python3
"""Lets Thunderbird itself read every mail of 62 scripted convenings, and answer mails in its own words.

    thunderbird.py PROGRAM FOLDER JUDGES

JUDGES is the folder of the independent judges. Thunderbird is installed where that is possible, else this ends with 3.
"""
import base64
import email
import email.policy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

program, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
judges = pathlib.Path(sys.argv[3]).resolve() / "clients"
PORT = 2828  # the judges' script knows this one
PEOPLE = {"en": "Eleanor Whitfield", "es": "Íñigo Núñez Peña", "fr": "Hélène Dupré", "pt": "João Conceição"}
PREFERENCES = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.account.account1.server": "server2",
    "mail.account.account2.server": "server1",
    "mail.account.account1.identities": "id1,id2,id3,id4",
    "mail.server.server1.type": "none",
    "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.name": "Local Folders",
    "mail.server.server1.userName": "nobody",
    "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.accountmanager.localfoldersserver": "server1",
    # It answers only for an identity of an account that could send; nothing is fetched.
    "mail.server.server2.type": "pop3",
    "mail.server.server2.hostname": "localhost",
    "mail.server.server2.port": 9,
    "mail.server.server2.name": "Mail",
    "mail.server.server2.userName": "nobody",
    "mail.server.server2.directory-rel": "[ProfD]Mail/Mail",
    "mail.server.server2.login_at_startup": False,
    "mail.server.server2.check_new_mail": False,
    "mail.smtpservers": "smtp1",
    "mail.smtpserver.smtp1.hostname": "localhost",
    "mail.smtpserver.smtp1.port": 9,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mail.winsearch.firstRunDone": True,
    "mail.rights.version": 1,
    "mailnews.start_page.enabled": False,
    "calendar.timezone.local": "America/Santiago",
    "calendar.timezone.useSystemTimezone": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.donation.eoy.version.viewed": 999,
}
# The judges' script answers as the first of them.
KEYS = {"es": "id1", "en": "id2", "fr": "id3", "pt": "id4"}
for person, key in KEYS.items():
    PREFERENCES |= {f"mail.identity.{key}.useremail": f"{person}@people.example", f"mail.identity.{key}.fullName": PEOPLE[person],
                    f"mail.identity.{key}.valid": True, f"mail.identity.{key}.smtpServer": "smtp1"}
# Whose program it is.
IDENTITY = r"""
const {MailServices}=ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const identity=MailServices.accounts.getIdentity("id1"); identity.email=args[0]; identity.fullName=args[1]; return 1;
"""
# Puts a mail's calendar part through Thunderbird's own handling, and gives the mails that it would send in answer.
ANSWER = r"""
const {cal}=ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const {CalItipEmailTransport}=ChromeUtils.importESModule("resource:///modules/CalItipEmailTransport.sys.mjs");
const files=[];
CalItipEmailTransport.prototype.getMsgSend=()=>({sendMessageFile:(identity,account,fields,file)=>files.push(file.path)});
const calendar=cal.manager.getCalendars().find(c=>c.name=="T");
calendar.setProperty("imip.identity.key",args[3]);
const message=Cc["@mozilla.org/calendar/itip-item;1"].createInstance(Ci.calIItipItem);
message.init(args[0]); message.sender="officer@mission.example"; message.identity=args[1]; message.isSend=false;
message.autoResponse=Ci.calIItipItem.AUTO; message.targetCalendar=calendar;
const done=await new Promise(done=>{ let once=false; cal.itip.processItipItem(message,(item,rc,action)=>{ if(once) return; once=true;
  if(!action){ done({error:"no action: "+cal.itip.getOptionsText(item,rc,action,[]).label}); return; }
  message.targetCalendar=calendar;
  action({QueryInterface:ChromeUtils.generateQI(["calIOperationListener"]),
    onOperationComplete(c,status,o,i,detail){ setTimeout(()=>done({status:status?String(detail):null}),300); },onGetResult(){}},
    args[2],{responseMode:Ci.calIItipItem.AUTO});
  setTimeout(()=>done({error:"nothing happened"}),20000);
});});
done.mails=[];
for(const path of files){ done.mails.push(btoa(String.fromCharCode(...await IOUtils.read(path)))); await IOUtils.remove(path); }
return done;
"""


def installed():
    if shutil.which("thunderbird") and shutil.which("Xvfb"):
        return True
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    done = subprocess.run([*root, "apt-get", "install", "-qq", "-y", "--no-install-recommends", "thunderbird", "xvfb"],
                          env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"), capture_output=True)
    return done.returncode == 0 and bool(shutil.which("thunderbird"))


class Thunderbird:
    """The program with a profile of local folders, on a screen of its own."""

    def __init__(self, place):
        self.profile = place / "profile"
        (self.profile / "Mail/Local Folders").mkdir(parents=True)
        (self.profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()))
        reader, writer = os.pipe()
        self.screen = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24", "-noreset"],
                                       pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        # Up to the end of the line: whoever closes earlier ends the server.
        with os.fdopen(reader) as line:
            display = line.readline().strip()
        self.log = open(place / "thunderbird.log", "wb")
        self.program = subprocess.Popen(
            ["thunderbird", "--no-remote", "--profile", str(self.profile), "--marionette", "--remote-allow-system-access"],
            env=dict(os.environ, DISPLAY=f":{display}", HOME=str(place), MOZ_CRASHREPORTER_DISABLE="1", TZ="America/Santiago"),
            stdout=self.log, stderr=self.log, start_new_session=True)

    def connected(self):
        sys.path.insert(0, str(judges / "thunderbird"))
        from marionette import M
        for _ in range(240):
            time.sleep(0.5)
            try:
                return M(PORT)
            except OSError:
                pass
        sys.exit("Thunderbird does not answer")

    def end(self):
        for process in (self.program, self.screen):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        self.log.close()


def run(*arguments):
    done = subprocess.run([program, "--home", folder / "scenarios/home", "--yes", *map(str, arguments)],
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done.stdout


def mails():
    """The mails that go out now, by address."""
    box = folder / "scenarios/home/mail/new"
    shutil.rmtree(box, ignore_errors=True)
    run("outbox", "deliver")
    found = {}
    for path in sorted(box.iterdir()):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
        found[mail["to"].addresses[0].addr_spec] = part.get_payload(decode=True).decode()
    return found


def compared(thunderbird, person, partstat):
    """Lets the judges' script compare every reading with what was meant; nothing may be wrong."""
    client = thunderbird.connected()
    client.ajs(IDENTITY, f"{person}@people.example", PEOPLE[person])
    client.close()
    said = subprocess.run([sys.executable, judges / "thunderbird/compare.py", folder / "scenarios", person, partstat],
                          cwd=folder, capture_output=True, text=True, env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"))
    parsed = re.search(r"^A parse: files (\d+) readings (\d+) bad (\d+)$", said.stdout, re.M)
    handled = re.search(r"^B itip: stages (\d+) readings (\d+) bad (\d+)$", said.stdout, re.M)
    if not parsed or not handled or int(parsed[3]) or int(handled[3]) or int(parsed[1]) < 300 or int(handled[1]) < 200:
        sys.exit(f"Thunderbird read something else than was meant\n{said.stdout[-3000:]}{said.stderr[-1500:]}")
    print(f"Thunderbird as {person}, {partstat}: {parsed[1]} files with {parsed[2]} meetings parsed, "
          f"{handled[1]} stages with {handled[2]} meetings handled: 0 wrong", flush=True)


def answered(client):
    """Thunderbird's own answers to invitations, changes and series with a moved meeting, each of which must count."""
    statuses = {"ACCEPTED": "accepted", "TENTATIVE": "tentative", "DECLINED": "declined"}
    taken = 0

    def answer(texts, partstat, wanted):
        nonlocal taken
        for address, text in texts.items():
            said = client.ajs(ANSWER, text, address, partstat, KEYS[address.split("@")[0]])
            if said.get("error") or said.get("status") or len(said["mails"]) != 1:
                sys.exit(f"{address}, {partstat}: Thunderbird says {said}")
            file = folder / f"answer-{taken}.eml"
            file.write_bytes(base64.b64decode(said["mails"][0]))
            report = json.loads(run("reply", "import", file, "--json"))
            report = report[0] if isinstance(report, list) else report
            if report["verdict"] != "applied" or wanted not in json.dumps(report):
                sys.exit(f"{address}, {partstat}: {report}\n{file.read_text(errors='replace')[:4000]}")
            taken += 1

    for kind, options in [("single", ["--minutes", 60]), ("series", ["--minutes", 60, "--repeat", "weekly", "--times", 4]),
                          ("days", ["--days", 2])]:
        for partstat, wanted in statuses.items():
            made = json.loads(run("convening", "create", "consultation", "--title", f"Mesa – {kind}", "--zone", "America/Santiago",
                                  *options, "--json"))["id"]
            run("convening", "invitees", made, "--add", "ct-es", "ct-en", "ct-fr")
            run("convening", "book", made, "2027-03-22T10:00")
            run("convening", "invite", made)
            answer(mails(), partstat, wanted)
            if partstat == "DECLINED":
                continue
            if kind == "series":
                run("convening", "reschedule", made, "2027-04-06T09:00", "--meeting", "2027-04-05", "--now")
            else:
                run("convening", "reschedule", made, "2027-05-11T09:00", "--now")
            answer(mails(), partstat, wanted)
    print(f"{taken} answers that Thunderbird wrote itself: {taken} counted", flush=True)


if not installed():
    print("Thunderbird: skipped, for it cannot be installed here")
    sys.exit(3)
folder.mkdir(parents=True)
# The script of the scenarios answers no questions.
asking = folder / "convoke"
asking.write_text(f'#!/bin/sh\nexec "{program}" --yes "$@"\n')
asking.chmod(0o755)
subprocess.run([sys.executable, judges / "scenarios.py", folder / "scenarios"], check=True,
               env=dict(os.environ, CONVOKE=str(asking), PYTHONDONTWRITEBYTECODE="1"))
thunderbird = Thunderbird(folder)
try:
    compared(thunderbird, "fr", "TENTATIVE")
    compared(thunderbird, "es", "ACCEPTED")
    client = thunderbird.connected()
    answered(client)
    client.close()
finally:
    thunderbird.end()
