#!/usr/bin/python3
"""Many people and workers on one store.

crowd.py PROGRAM FOLDER round  sqlite|postgres [PEOPLE] [KILLS]    a large mailing that is killed, beside workers and people
crowd.py PROGRAM FOLDER people sqlite|postgres [SECONDS]           thirty-two people who read and change, recorded and checked
crowd.py PROGRAM FOLDER stop   postgres        [TIMES]             workers that are asked to end, whatever the servers do

Each prints what it measured and ends with 1 where a promise was broken.
"""
import json, os, random, shutil, signal, socket, subprocess, sys, threading, time

from postgres_server import Server, run
from program import PROGRAM, convoke, done

FOLDER, KIND, ENGINE = os.path.realpath(sys.argv[2]), sys.argv[3], sys.argv[4]
AMOUNTS = [int(word) for word in sys.argv[5:]]
READ_LIMIT, CHANGE_LIMIT, WAIT_LIMIT = 0.150, 0.250, 0.250
NAMES = ("Ana Juan María José Luis Carlos Rosa Elena Pedro Miguel", "García Martínez López Hernández Pérez Gómez Rivera Díaz")
chance = random.Random(17)
faults = []


def fault(text):
    faults.append(text)
    print("FAULT", text, flush=True)


class Installation:
    """A store of so many people, with homes for those who share it."""

    def __init__(self, homes, people):
        self.server = None
        first = f"{FOLDER}/home0"
        words = []
        if ENGINE == "postgres":
            self.server = Server(FOLDER, 7)
            self.server.create(False, "fsync = on\nssl = off")
            self.server.start()
            self.server.sql("CREATE DATABASE records")
            words = ["--store", f"postgres://convoke@/records?host={FOLDER}&port={self.server.port}"]
        done(first, "init", *words, "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission",
             "--country", "HN", "--zone", "America/Tegucigalpa")
        given, family = (names.split() for names in NAMES)
        with open(f"{FOLDER}/people.csv", "w") as file:
            file.write("Name,Email,Country,Language,Consent,Consent given,Evidence\n")
            for number in range(people):
                name = f"{given[number % 10]}{number} {family[number // 10 % 8]}{number}"
                file.write(f"{name},a{number}@people.example,HN,es,invite,2026-01-15,meeting\n")
        done(first, "directory", "import", f"{FOLDER}/people.csv", "--yes")
        # SQLite is one machine's, so its people and workers share the home; a server is shared by homes.
        self.homes = [first] * homes
        if ENGINE == "postgres":
            self.homes = [first] + [f"{FOLDER}/home{number}" for number in range(1, homes)]
            for home in self.homes[1:]:
                shutil.copytree(first, home)

    def mails(self):
        """The id of every mail that was delivered, as often as it was."""
        ids = []
        for home in sorted(set(self.homes)):
            for folder, _, names in os.walk(f"{home}/mail"):
                for name in names:
                    if folder.endswith("/tmp"):
                        continue
                    with open(f"{folder}/{name}", encoding="utf-8", errors="replace") as file:
                        ids += [line.split(":", 1)[1].strip() for line in file if line.lower().startswith("message-id:")][:1]
        return ids

    def stop(self):
        subprocess.run(["pkill", "-KILL", "-f", f"home {FOLDER}/home"], check=False)
        if self.server:
            self.server.stop()


class Person:
    """Someone who reads and changes, with pauses for thought."""
    fields = ("position", "note", "risk-note", "pseudonym")

    def __init__(self, number, home, pause, shared=None):
        self.number, self.home, self.pause, self.shared = number, home, pause, shared
        self.random = random.Random(number)
        self.reads, self.changes, self.added, self.kept = [], [], [], None
        self.is_over = False
        self.thread = threading.Thread(target=self.live, daemon=True)
        self.thread.start()

    def run(self, times, *words):
        began = time.monotonic()
        result = convoke(self.home, *words)
        times.append(time.monotonic() - began)
        if result.returncode:
            fault(f"person {self.number}: {words}: {result.returncode} {result.stderr.strip()[:300]}")
        return result

    def live(self):
        count = 0
        while not self.is_over:
            time.sleep(self.random.expovariate(1 / self.pause))
            count += 1
            dice = self.random.random()
            if dice < 0.6:
                given, family = (self.random.choice(names.split()) for names in NAMES)
                self.run(self.reads, "directory", "search", f"{given} {family}", "--limit", "10")
            elif dice < 0.8 or not self.shared:
                title = f"P{self.number}x{count}"
                if self.run(self.changes, "action", "add", "letter", "--title", title, "--owner", "mission").returncode == 0:
                    self.added.append(title)
            else:
                # Each has one field of a record that others change at the same time.
                value = f"V{self.number}x{count}"
                field = self.fields[self.number % len(self.fields)]
                if self.run(self.changes, "directory", "edit", self.shared, f"--{field}", value, "--yes").returncode == 0:
                    self.kept = value

    def end(self):
        self.is_over = True
        self.thread.join(60)


def told(what, times, limit):
    times = sorted(times)
    if not times:
        return
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"  {what}: {len(times)}, half within {times[len(times) // 2] * 1000:.0f} ms, 99 of 100 within {p99 * 1000:.0f} ms, "
          f"the slowest {times[-1] * 1000:.0f} ms", flush=True)
    if p99 > limit:
        fault(f"{what}: 99 of 100 took {p99 * 1000:.0f} ms and not {limit * 1000:.0f}")


def check_actions(home, people):
    listed = done(home, "action", "list", "--limit", "1000000", "--json")
    titles = [action["title"] for action in json.loads(listed)] if listed.strip() else []
    wanted = [title for person in people for title in person.added]
    if set(wanted) - set(titles):
        fault(f"acknowledged and lost: {sorted(set(wanted) - set(titles))[:5]}")
    twice = {title for title in titles if titles.count(title) > 1} if len(titles) != len(set(titles)) else set()
    if twice:
        fault(f"done twice: {sorted(twice)[:5]}")


def check_audit(home):
    verdict = convoke(home, "audit", "verify")
    if verdict.returncode:
        fault(f"audit: {verdict.stdout} {verdict.stderr}")


def round_trial():
    count, kills = AMOUNTS if len(AMOUNTS) == 2 else (10_000, 20)
    place = Installation(13, count)
    home = place.homes[0]
    made = json.loads(done(home, "convening", "create", "consultation", "--title", "T", "--json"))["id"]
    done(home, "convening", "invitees", made, "--country", "HN")
    done(home, "convening", "book", made, "2099-05-04T10:00", "--yes")

    def worker(number):
        log = open(f"{FOLDER}/worker{number}.log", "a")
        return subprocess.Popen([PROGRAM, "outbox", "deliver", "--watch", "--home", place.homes[number]], stdout=log, stderr=log)

    workers = {number: worker(number) for number in range(1, 5)}
    alone = [Person(number, place.homes[5 + number], 0.5) for number in range(8)]
    time.sleep(15)
    for person in alone:
        person.end()
    print("eight people beside four workers that have nothing to send", flush=True)
    told("reads", [seconds for person in alone for seconds in person.reads], WAIT_LIMIT)
    told("changes", [seconds for person in alone for seconds in person.changes], WAIT_LIMIT)
    people = [Person(100 + number, place.homes[5 + number], 0.5) for number in range(8)]
    began, killed, worker_kills = time.time(), 0, 0
    inviter = None
    while killed < kills:
        if inviter is None or inviter.poll() is not None:
            inviter = subprocess.Popen([PROGRAM, "convening", "invite", made, "--yes", "--home", home],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(chance.uniform(0.2, 6))
        if chance.random() < 0.3:
            number = chance.randrange(1, 5)
            workers[number].kill()
            workers[number].wait()
            workers[number] = worker(number)
            worker_kills += 1
        else:
            inviter.kill()
            inviter.wait()
        killed += 1
    last = convoke(home, "convening", "invite", made, "--yes")
    end = time.time() + 300
    while last.returncode == 75 and time.time() < end:
        # Another is at it: a worker, or whoever gave a command.
        time.sleep(1)
        last = convoke(home, "convening", "invite", made, "--yes")
    # Whoever gave the next command after a kill completed what was released by then.
    if last.returncode and "nobody left to invite" not in last.stderr:
        fault(f"the mailing did not end: {last.returncode} {last.stderr}")
    written = time.time() - began
    end = time.time() + 900
    while len(set(place.mails())) < count and time.time() < end:
        time.sleep(2)
    for person in people:
        person.end()
    for process in workers.values():
        process.terminate()
        process.wait()
    ids = place.mails()
    print(f"{ENGINE}: {count} invited, {killed} kills, {worker_kills} of them of workers; written after {written:.0f} s, delivered after "
          f"{time.time() - began:.0f} s; {len(set(ids))} mails, {len(ids) - len(set(ids))} of them twice", flush=True)
    if len(set(ids)) != count:
        fault(f"{len(set(ids))} mails of {count}")
    if len(ids) - len(set(ids)) > worker_kills:
        fault(f"{len(ids) - len(set(ids))} mails twice after {worker_kills} kills of workers")
    told("reads", [seconds for person in people for seconds in person.reads], WAIT_LIMIT)
    told("changes", [seconds for person in people for seconds in person.changes], WAIT_LIMIT)
    check_actions(home, alone + people)
    check_audit(home)
    place.stop()


def people_trial():
    seconds = (AMOUNTS + [600])[0]
    place = Installation(32, 2_000)
    found = json.loads(done(place.homes[0], "directory", "search", "Ana", "--limit", "50", "--json"))
    shared = [entry["id"] for entry in found if entry["id"].startswith("ct-")][:8]
    people = [Person(number, place.homes[number], 2.0, shared[number // 4]) for number in range(32)]
    time.sleep(seconds)
    for person in people:
        person.end()
    print(f"{ENGINE}: 32 people for {seconds} s", flush=True)
    told("reads", [took for person in people for took in person.reads], READ_LIMIT)
    told("changes", [took for person in people for took in person.changes], CHANGE_LIMIT)
    check_actions(place.homes[0], people)
    lost = 0
    for person in people:
        if person.kept is None:
            continue
        shown = done(place.homes[0], "directory", "show", person.shared, "--json")
        if f'"{person.kept}"' not in shown:
            lost += 1
            fault(f"person {person.number}: {person.kept} is not in {person.shared}")
    print(f"  {sum(person.kept is not None for person in people)} last values on {len(shared)} shared records, {lost} lost", flush=True)
    check_audit(place.homes[0])
    place.stop()


def stop_trial():
    """A worker is asked to end at a random moment, in each state that its servers can be in."""
    times = (AMOUNTS + [100])[0]
    place = Installation(2, 400)
    home, server = place.homes[0], place.server
    made = json.loads(done(home, "convening", "create", "consultation", "--title", "T", "--json"))["id"]
    done(home, "convening", "invitees", made, "--country", "HN")
    done(home, "convening", "book", made, "2099-05-04T10:00", "--yes")
    done(home, "convening", "invite", made, "--yes")
    silent = socket.create_server(("127.0.0.1", 0))
    with open(f"{home}/settings.yaml") as file:
        plain = file.read()
    slow = plain + f"\nmail:\n  host: localhost\n  port: {silent.getsockname()[1]}\n"
    work = [
        ("outbox", "deliver", "--watch"), ("outbox", "deliver"), ("directory", "search", "Ana"), ("backup", "create"),
        ("action", "add", "letter", "--title", "T", "--owner", "mission"), ("directory", "import", f"{FOLDER}/people.csv", "--yes"),
    ]
    states = ["up", "stopped in the middle", "down", "without its standby", "with a mail server that says nothing"]
    slowest = 0
    for number in range(times):
        state, words = states[number % len(states)], work[0] if number % 2 else chance.choice(work)
        with open(f"{home}/settings.yaml", "w") as file:
            file.write(slow if "mail server" in state else plain)
        process = subprocess.Popen([PROGRAM, *words, "--home", home], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 1.5))
        frozen = []
        if state == "stopped in the middle":
            with open(f"{server.data}/postmaster.pid") as file:
                master = int(file.readline())
            frozen = [master, *map(int, run("pgrep", "-P", str(master), check=False).stdout.split())]
            for each in frozen:
                os.kill(each, signal.SIGSTOP)
        elif state == "down":
            server.stop()
        elif state == "without its standby":
            server.set("synchronous_standby_names", "nobody")
        time.sleep(chance.uniform(0, 2))
        began = time.monotonic()
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
            took = time.monotonic() - began
            slowest = max(slowest, took)
            if took > 5:
                fault(f"{words} with the server {state} ended {took:.1f} s after SIGTERM")
        for each in frozen:
            os.kill(each, signal.SIGCONT)
        if state == "down":
            server.start()
        elif state == "without its standby":
            server.set("synchronous_standby_names", "")
    print(f"{times} times SIGTERM, the slowest ended after {slowest:.1f} s", flush=True)
    check_audit(home)
    place.stop()


shutil.rmtree(FOLDER, ignore_errors=True)
os.makedirs(FOLDER)
os.chmod(FOLDER, 0o755)
if ENGINE == "postgres" and os.geteuid() == 0:
    shutil.chown(FOLDER, "postgres")
os.environ.pop("CONVOKE_NOW", None)
{"round": round_trial, "people": people_trial, "stop": stop_trial}[KIND]()
print(f"{KIND} on {ENGINE}: {len(faults)} faults")
sys.exit(1 if faults else 0)
