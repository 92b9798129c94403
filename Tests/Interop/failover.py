#!/usr/bin/python3
"""A PostgreSQL primary is killed under workers and writers, and its standby takes its place.

failover.py PROGRAM FOLDER SYNCHRONOUS ASYNCHRONOUS [SEED]   so many trials of each kind

Each trial: a primary with one standby, four workers and three writers in homes of their own, a mail server that notes what
arrives. The primary is killed in the middle, the standby promoted, and the old primary made the new standby. Odd trials go by
TLS to two names, even ones by two sockets. In every third synchronous trial the standby is cut off before, so that commits hang,
and the promoted server uses their numbers for others at once.
"""
import asyncio, json, os, random, shutil, ssl, subprocess, sys, threading, time

from aiosmtpd.smtp import SMTP

from postgres_server import Server, run
from program import PROGRAM, convoke, done

FOLDER = os.path.realpath(sys.argv[2])
COUNTS = {"synchronous": int(sys.argv[3]), "asynchronous": int(sys.argv[4])}
SEED = int(sys.argv[5]) if len(sys.argv) > 5 else 1
WORKERS, WRITERS, PEOPLE, NAMES = 4, 3, 240, ("one.example", "two.example")
faults = []


def fault(text):
    faults.append(text)
    print("FAULT", text, flush=True)


class Mailbox:
    """A mail server for each worker; it notes which mail came when."""

    def __init__(self):
        self.arrived, self.ports = [], []
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self.serve(ready)), daemon=True).start()
        ready.wait()

    async def serve(self, ready):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(f"{FOLDER}/server.pem", f"{FOLDER}/mail.key")
        box = self

        class Note:
            def __init__(self, worker):
                self.worker = worker

            async def handle_DATA(self, server, session, envelope):
                head = envelope.content.split(b"\r\n\r\n")[0].decode("utf-8", "replace")
                name = [line for line in head.split("\r\n") if line.lower().startswith("message-id:")][0]
                await asyncio.sleep(0.02)
                box.arrived.append((time.time(), self.worker, name.split(":")[1].strip()))
                return "250 OK"

        servers = []
        for worker in range(WORKERS):
            server = await asyncio.get_running_loop().create_server(
                lambda worker=worker: SMTP(Note(worker), hostname="localhost", tls_context=context, require_starttls=True),
                "127.0.0.1", 0)
            servers.append(server)
            self.ports.append(server.sockets[0].getsockname()[1])
        ready.set()
        await asyncio.gather(*(server.serve_forever() for server in servers))


class Trial:
    def __init__(self, kind, number, seed):
        self.kind, self.number, self.random = kind, number, random.Random(seed)
        self.is_synchronous = kind == "synchronous"
        self.has_trap = self.is_synchronous and number % 3 == 2
        # Nothing is lost but what workers recorded.
        self.is_quiet = not self.is_synchronous and number % 2 == 1
        self.primary, self.standby = Server(FOLDER, 0), Server(FOLDER, 1)
        self.acknowledged, self.refused, self.told = set(), [], 0
        self.name = (f"{kind} {number} ({'TLS' if number % 2 else 'sockets'}{', numbers used again' if self.has_trap else ''}"
                     f"{', workers alone' if self.is_quiet else ''})")

    def url(self):
        ports = f"{self.primary.port},{self.standby.port}"
        if self.number % 2:
            return (f"postgres://convoke@{NAMES[0]}:{self.primary.port},{NAMES[1]}:{self.standby.port}/records"
                    f"?hostaddr=127.0.0.1,127.0.0.1&sslrootcert={FOLDER}/server.pem")
        return f"postgres://convoke@/records?host={FOLDER},{FOLDER}&port={ports}"

    def prepare(self):
        self.primary.create(self.is_synchronous)
        self.primary.start()
        self.standby.follow(self.primary)
        self.primary.sql("CREATE DATABASE records")
        self.homes = [f"{FOLDER}/home{number}" for number in range(WORKERS + 1)]
        for home in self.homes:
            shutil.rmtree(home, ignore_errors=True)
        first = self.homes[0]
        done(first, "init", "--store", self.url(), "--name", "Officer", "--address", "officer@mission.example", "--post",
             "Mission", "--country", "HN", "--zone", "America/Tegucigalpa")
        with open(f"{FOLDER}/people.csv", "w") as file:
            file.write("Name,Email,Country,Language,Consent,Consent given,Evidence\n")
            for number in range(PEOPLE):
                file.write(f"Ana{number} Paz{number},a{number}@people.example,HN,es,invite,2026-01-15,meeting\n")
        done(first, "directory", "import", f"{FOLDER}/people.csv", "--yes")
        for _ in range(2):
            made = json.loads(done(first, "convening", "create", "consultation", "--title", "T", "--json"))["id"]
            done(first, "convening", "invitees", made, "--country", "HN")
            done(first, "convening", "book", made, "2099-05-04T10:00", "--yes")
            done(first, "convening", "invite", made, "--yes")
        self.mailbox = Mailbox()
        for worker, home in enumerate(self.homes[1:]):
            shutil.copytree(first, home)
            with open(f"{home}/settings.yaml", "a") as file:
                file.write(f"\nmail:\n  host: localhost\n  port: {self.mailbox.ports[worker]}\n"
                           f"  authorities: {FOLDER}/server.pem\n")

    def write(self, writer):
        number = 0
        while not self.is_over:
            number += 1
            title = f"T{writer}x{number}"
            began = time.time()
            result = convoke(self.homes[0], "action", "add", "letter", "--title", title, "--owner", "mission")
            if result.returncode == 0:
                self.acknowledged.add(title)
                self.last_ack = time.time()
                if self.promoted and began > self.promoted and self.first_ack is None:
                    self.first_ack = time.time()
            else:
                self.refused.append((result.returncode, result.stderr.strip()))
                if "has lost changes" in result.stderr:
                    self.told += 1
            time.sleep(0.05)

    def wait(self, until, seconds, what):
        end = time.time() + seconds
        while time.time() < end:
            if until():
                return True
            time.sleep(0.02)
        fault(f"{self.name}: {what} within {seconds} s")
        return False

    def go(self):
        self.prepare()
        self.is_over, self.promoted, self.first_ack, self.last_ack = False, None, None, 0
        arrived = self.mailbox.arrived
        workers = []
        for number, home in enumerate(self.homes[1:]):
            log = open(f"{FOLDER}/worker{number}.log", "w")
            workers.append(subprocess.Popen([PROGRAM, "outbox", "deliver", "--watch", "--home", home], stdout=log, stderr=log))
        writers = [threading.Thread(target=self.write, args=(number,), daemon=True) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        self.wait(lambda: len(arrived) >= 40 + self.random.randrange(60), 60, "too few mails arrived")
        if self.is_quiet:
            self.is_over = True
            for writer in writers:
                writer.join(30)
            time.sleep(0.5)
        if not self.is_synchronous:
            self.standby.cut_off()
            time.sleep(1 + self.random.random())
        elif self.has_trap:
            self.standby.cut_off()
            time.sleep(0.5 + self.random.random())
        self.primary.kill()
        time.sleep(0.5 + 2.5 * self.random.random())
        before = len(arrived)
        self.standby.promote()
        # The promoted server asks for no standby until it has one.
        self.standby.set("synchronous_standby_names", "")
        self.promoted = time.time()
        if self.has_trap:
            for _ in range(12):
                self.standby.sql("SELECT pg_current_xact_id()", "records")
        self.check_workers(workers, arrived, before)
        self.check_left_behind()
        # The old primary comes back as the standby.
        self.primary.follow(self.standby)
        self.standby.set("synchronous_standby_names", "standby" if self.is_synchronous else "")
        time.sleep(0.5)
        self.is_over = True
        for writer in writers:
            writer.join(30)
        if not self.is_synchronous:
            self.check_held()
        self.finish(arrived)
        for number, worker in enumerate(workers):
            if worker.poll() is not None:
                fault(f"{self.name}: worker {number} ended with {worker.returncode}")
                continue
            began = time.time()
            worker.terminate()
            try:
                worker.wait(5)
            except subprocess.TimeoutExpired:
                fault(f"{self.name}: worker {number} did not end within 5 s of SIGTERM")
                worker.kill()
        self.check_store(arrived)
        if self.has_trap:
            self.check_missing_standby()
        for server in (self.primary, self.standby):
            server.stop()

    def check_workers(self, workers, arrived, before):
        """All send again within five seconds of the promotion."""
        if not self.is_synchronous:
            return
        def sending():
            return {worker for _, worker, _ in arrived[before:]}
        self.wait(lambda: len(sending()) == WORKERS, 5, f"not all workers sent")
        self.resumed = time.time() - self.promoted

    def check_left_behind(self):
        """The old primary is started by mistake, and takes changes, too: whoever has seen the new one goes on there."""
        self.wait(lambda: convoke(self.homes[0], "action", "list", "--limit", "1").returncode == 0, 20, "no command went through")
        self.primary.start()
        title = "Behind"
        self.wait(lambda: convoke(self.homes[0], "action", "add", "letter", "--title", title, "--owner", "mission").returncode == 0, 20,
                  "no change went through beside a primary that was left behind")
        self.acknowledged.add(title)
        self.after = title
        found = convoke(self.homes[0], "doctor").stdout
        if "take changes at once" not in found:
            fault(f"{self.name}: doctor does not tell of two primaries: {found[:1500]}")
        self.primary.stop()

    def check_missing_standby(self):
        """What is said to be stored on the primary only is stored there whole, readings are shown, and nothing is sent."""
        home = self.homes[0]
        made = json.loads(done(home, "convening", "create", "consultation", "--title", "M", "--json"))["id"]
        self.primary.stop()
        told = "is stored on the primary server"
        changed = convoke(home, "convening", "invitees", made, "--country", "HN")
        listed = done(home, "convening", "invitees", made, "--json").count('"contact"')
        if told not in changed.stderr or listed != PEOPLE:
            fault(f"{self.name}: {listed} of {PEOPLE} are listed after {changed.stderr!r}")
        began = time.time()
        shown = convoke(home, "audit", "show")
        if shown.returncode or time.time() - began > 5:
            fault(f"{self.name}: a reading took {time.time() - began:.1f} s: {shown.stderr!r}")
        for words in (("book", made, "2099-05-04T10:00"), ("invite", made)):
            convoke(home, "convening", *words, "--yes")
        sent = convoke(home, "outbox", "deliver")
        if "so nothing is sent" not in sent.stderr or os.path.exists(f"{home}/mail"):
            fault(f"{self.name}: something was sent that no standby has: {sent.stdout!r} {sent.stderr!r}")
        self.standby.set("synchronous_standby_names", "")
        sent = convoke(home, "outbox", "deliver", "--json")
        if sent.returncode or len(os.listdir(f"{home}/mail/new")) != PEOPLE:
            fault(f"{self.name}: not all was sent once no standby was asked for: {sent.stdout[:300]!r} {sent.stderr!r}")

    def check_held(self):
        """A loss was told, and what waited is held until somebody has looked."""
        lines = json.loads(convoke(self.homes[0], "outbox", "list", "--json").stdout or "[]")
        held = [line for line in lines if line["state"] == "held"]
        if not self.told and "has lost changes" not in "".join(open(f"{FOLDER}/worker{n}.log").read() for n in range(WORKERS)):
            fault(f"{self.name}: the loss was told by nobody")
        if not held:
            fault(f"{self.name}: nothing is held")
        self.held = len(held)
        self.repeated_before = self.repeated()
        if self.repeated_before > WORKERS:
            fault(f"{self.name}: {self.repeated_before} mails came twice although the loss was found out")
        done(self.homes[0], "outbox", "release", "--yes")

    def finish(self, arrived):
        """Everything that still waits goes out; what was in flight is free once its lease has ended."""
        live = self.standby
        end = time.time() + 90
        while time.time() < end:
            rows = live.sql("SELECT count(*) FILTER (WHERE leased_until = 0 OR is_held = 1), count(*) FROM envelopes WHERE state = 'waiting'",
                            "records").split("|")
            if rows == ["0", rows[-1]]:
                self.in_flight = int(rows[1])
                break
            time.sleep(0.2)
        else:
            fault(f"{self.name}: mails still wait")
        self.repeated_before_leases = self.repeated()
        live.sql("UPDATE envelopes SET leased_until = 0, not_before = 0 WHERE state = 'waiting'", "records")
        self.wait(lambda: live.sql("SELECT count(*) FROM envelopes WHERE state = 'waiting'", "records") == "0", 60,
                  "mails in flight were not sent again")

    def repeated(self):
        names = [name for _, _, name in self.mailbox.arrived]
        return len(names) - len(set(names))

    def check_store(self, arrived):
        listed = done(self.homes[0], "action", "list", "--limit", "100000", "--json")
        titles = {action["title"] for action in json.loads(listed)} if listed.strip() else set()
        lost = self.acknowledged - titles
        if self.after in lost:
            fault(f"{self.name}: a change went to the primary that was left behind")
        if self.is_synchronous and lost:
            fault(f"{self.name}: acknowledged and lost: {sorted(lost)[:5]}")
        if self.is_synchronous and self.repeated() > WORKERS:
            fault(f"{self.name}: {self.repeated()} mails came twice")
        if len({name for _, _, name in arrived}) != 2 * PEOPLE:
            fault(f"{self.name}: {len({name for _, _, name in arrived})} of {2 * PEOPLE} mails arrived")
        verdict = convoke(self.homes[0], "audit", "verify")
        if verdict.returncode:
            fault(f"{self.name}: audit: {verdict.stdout} {verdict.stderr}")
        back = f"{self.first_ack - self.promoted:.2f} s" if self.first_ack else "-"
        causes = sorted({text[:80] for _, text in self.refused})
        extra = f", all workers send after {self.resumed:.1f} s" if self.is_synchronous else (
            f", told {self.told} times, held {self.held}, twice before they were let go {self.repeated_before}")
        print(f"{self.name}: {len(self.acknowledged)} acknowledged, {len(self.refused)} refused, {len(lost)} lost, "
              f"{self.repeated()} mails twice, writers back after {back}{extra}", flush=True)
        if os.environ.get("VERBOSE"):
            print(*causes, sep="\n", flush=True)


def main():
    os.makedirs(FOLDER, exist_ok=True)
    names = ",".join(f"DNS:{name}" for name in (*NAMES, "localhost"))
    run("openssl", "req", "-x509", "-days", "30", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj",
        "/CN=servers", "-addext", f"subjectAltName={names}", "-keyout", f"{FOLDER}/server.key", "-out", f"{FOLDER}/server.pem")
    shutil.copy(f"{FOLDER}/server.key", f"{FOLDER}/mail.key")
    if os.geteuid() == 0:
        shutil.chown(FOLDER, "postgres")
        shutil.chown(f"{FOLDER}/server.key", "postgres")
    os.chmod(f"{FOLDER}/server.key", 0o600)
    os.environ.pop("CONVOKE_NOW", None)
    for kind, count in COUNTS.items():
        for number in range(count):
            trial = Trial(kind, number, SEED * 1000 + number)
            try:
                trial.go()
            except Exception as error:
                fault(f"{trial.name}: {error!r}")
            finally:
                trial.is_over = True
                subprocess.run(["pkill", "-KILL", "-f", f"home {FOLDER}/home"], check=False)
                for server in (trial.primary, trial.standby):
                    server.stop()
    print(f"{sum(COUNTS.values())} trials, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
