"""PostgreSQL servers for trials, which keep everything in a folder of their own."""
import glob, os, shutil, signal, subprocess, tempfile, time

BIN = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]


def run(*words, check=True, **options):
    return subprocess.run(words, check=check, capture_output=True, text=True, **options)


class Server:
    """One PostgreSQL server; it is a primary or the other's standby."""
    as_user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()

    def __init__(self, folder, number):
        self.folder, self.port, self.data = folder, 5701 + number, f"{folder}/server{number}"

    def command(self, tool, *words, check=True):
        # What the server starts must not hold this program's pipes.
        with tempfile.TemporaryFile("w+") as out:
            done = subprocess.run([*self.as_user, f"{BIN}/{tool}", *words], stdout=out, stderr=out, cwd="/")
            out.seek(0)
            if check and done.returncode:
                raise RuntimeError(f"{tool}: {out.read()}")

    def create(self, is_synchronous, more=""):
        shutil.rmtree(self.data, ignore_errors=True)
        self.command("initdb", "-D", self.data, "-U", "convoke", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        with open(f"{self.data}/postgresql.conf", "a") as file:
            file.write(f"""
unix_socket_directories = '{self.folder}'
listen_addresses = '127.0.0.1'
fsync = off
max_connections = 200
wal_level = replica
max_wal_senders = 5
wal_keep_size = 256MB
ssl = on
ssl_cert_file = '{self.folder}/server.pem'
ssl_key_file = '{self.folder}/server.key'
synchronous_standby_names = '{"standby" if is_synchronous else ""}'
{more}
""")
        with open(f"{self.data}/pg_hba.conf", "w") as file:
            file.write("local all all trust\nlocal replication all trust\nhostssl all all 127.0.0.1/32 trust\n")

    def start(self):
        self.command("pg_ctl", "-D", self.data, "-w", "-l", f"{self.data}/log", "-o", f"-p {self.port}", "start")

    def follow(self, other):
        shutil.rmtree(self.data, ignore_errors=True)
        self.command("pg_basebackup", "-D", self.data, "-R", "-X", "stream", "--no-sync", "--checkpoint=fast",
                     "-d", f"host={self.folder} port={other.port} user=convoke application_name=standby")
        self.start()

    def sql(self, text, database="postgres"):
        done = run("psql", "-XAtq", "-h", self.folder, "-p", str(self.port), "-U", "convoke", "-d", database, "-c", text,
                   check=False)
        return done.stdout.strip()

    def set(self, name, value):
        """Changes a setting while it runs."""
        self.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        self.sql("SELECT pg_reload_conf()")

    def cut_off(self):
        """The standby no longer receives."""
        self.set("primary_conninfo", "host=/nowhere")

    def kill(self):
        with open(f"{self.data}/postmaster.pid") as file:
            master = int(file.readline())
        children = run("pgrep", "-P", str(master), check=False).stdout.split()
        for process in [master, *map(int, children)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        while any(os.path.exists(f"/proc/{process}") for process in [master, *map(int, children)]):
            time.sleep(0.01)

    def promote(self):
        self.command("pg_ctl", "-D", self.data, "-w", "promote")

    def stop(self):
        self.command("pg_ctl", "-D", self.data, "-m", "immediate", "stop", check=False)
