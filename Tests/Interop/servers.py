#!/usr/bin/python3
"""Real mail and calendar servers on loopback, for interoperability tests; run as root.

servers.py FOLDER             starts all, writes FOLDER/servers.json, stays until SIGTERM, SIGINT or end of piped input
servers.py --install [FOLDER] installs what is missing first
"""
import asyncio, base64, contextlib, ctypes, http.client, imaplib, json, logging, os, pwd, shutil
import signal, socket, ssl, stat, subprocess, sys, time

PYTHON = "/usr/bin/python3"
try:
    from aiosmtpd import smtp
    from aiosmtpd.smtp import SMTP, AuthResult
except ImportError:  # another Python, or not installed yet
    SMTP = object

PACKAGES = {"python3-aiosmtpd": "/usr/lib/python3/dist-packages/aiosmtpd", "dovecot-core": "/usr/sbin/dovecot",
            "dovecot-imapd": "/usr/lib/dovecot/imap", "openssl": "/usr/bin/openssl",
            "python3-venv": "/usr/share/python-wheels"}
VENV = os.environ.get("CONVOKE_INTEROP_VENV") or os.path.expanduser("~/.cache/convoke-interop")
RADICALE = f"{VENV}/bin/radicale"
# It wants libraries of its own.
XANDIKOS = f"{VENV}-xandikos/bin/xandikos"
USER, PASSWORD, OWNER = "officer", "secret", pwd.getpwnam("mail")

# FOLDER may be closed to all but root. So Dovecot's own processes are root, but imap-login, which refuses to be and
# enters its chroot first, and imap, which cannot be either and is confined to the Maildir for the same reason.
DOVECOT_CONF = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/dovecot/run
state_dir = {folder}/dovecot/run
log_path = {folder}/dovecot/log
default_internal_user = root
ssl_cert = <{folder}/tls/localhost.pem
ssl_key = <{folder}/tls/localhost.key
first_valid_uid = {uid}
valid_chroot_dirs = {folder}/maildir
mail_location = maildir:/
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home=/ chroot={folder}/maildir
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
  }}
}}
"""


def install():
    missing = [name for name, path in PACKAGES.items() if not os.path.exists(path)]
    if missing:
        subprocess.run(["apt-get", "-y", "--no-install-recommends", "install", *missing], check=True,
                       env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"))
    if not os.path.exists(f"{VENV}/bin/pip"):
        subprocess.run([PYTHON, "-m", "venv", VENV], check=True)
    if not os.path.exists(RADICALE):
        subprocess.run([f"{VENV}/bin/pip", "install", "--quiet", "radicale>=3,<4"], check=True)
    if not os.path.exists(XANDIKOS):
        subprocess.run([PYTHON, "-m", "venv", f"{VENV}-xandikos"], check=True)
        subprocess.run([f"{VENV}-xandikos/bin/pip", "install", "--quiet", "xandikos==0.4.10"], check=True)


def write(path, text):
    with open(path + ".tmp", "w") as file:
        file.write(text)
    os.replace(path + ".tmp", path)


def make_certificate(tls, name, *options):
    subprocess.run(["openssl", "req", "-config", "/etc/ssl/openssl.cnf", "-x509", "-days", "30", "-nodes",
                    "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", f"/CN={name}",
                    "-keyout", f"{tls}/{name}.key", "-out", f"{tls}/{name}.pem", *options],
                   check=True, stderr=subprocess.DEVNULL)


class Maildrop:
    delivered = 0

    def __init__(self, maildir, count_file):
        self.maildir, self.count_file, self.commands = maildir, count_file, 0
        self.count(0)

    def count(self, more=1):
        self.commands += more
        if self.count_file:
            write(self.count_file, f"{self.commands}\n")

    async def handle_DATA(self, server, session, envelope):
        Maildrop.delivered += 1
        now = time.time_ns() // 1000
        name = f"{now // 10**6}.M{now % 10**6:06d}P{os.getpid()}Q{Maildrop.delivered}.localhost"
        with open(f"{self.maildir}/tmp/{name}", "wb") as file:
            file.write(envelope.content)
        os.chown(f"{self.maildir}/tmp/{name}", OWNER.pw_uid, OWNER.pw_gid)
        os.rename(f"{self.maildir}/tmp/{name}", f"{self.maildir}/new/{name}")
        return f"250 2.0.0 OK queued as {Maildrop.delivered}"


def counted(verb):
    async def method(self, arg):
        self.event_handler.count()
        if self.require_starttls and not self.session.ssl:
            await self.push("530 5.7.0 Must issue a STARTTLS command first")
        else:
            await getattr(SMTP, verb)(self, arg)
    return method


class Listener(SMTP):
    smtp_AUTH, smtp_MAIL, smtp_DATA = counted("smtp_AUTH"), counted("smtp_MAIL"), counted("smtp_DATA")


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)


async def listen_smtp(folder, certificate, count_file=None):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if certificate else None
    if certificate:
        context.load_cert_chain(f"{folder}/tls/{certificate}.pem", f"{folder}/tls/{certificate}.key")
    maildrop = Maildrop(f"{folder}/maildir", count_file)
    return await asyncio.get_running_loop().create_server(lambda: Listener(
        maildrop, hostname="localhost", ident="ESMTP", tls_context=context, require_starttls=bool(certificate),
        auth_require_tls=bool(certificate), authenticator=authenticate), "127.0.0.1", 0)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


async def start(children, log, arguments, probe):
    with open(log, "ab") as output:
        child = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                 start_new_session=True,
                                 preexec_fn=lambda: ctypes.CDLL(None).prctl(1, signal.SIGTERM))  # PR_SET_PDEATHSIG
    children.append(child)
    while child.poll() is None:
        with contextlib.suppress(OSError):
            return probe()
        await asyncio.sleep(0.1)
    raise RuntimeError(f"{arguments[0]} does not answer, see {log}")


async def start_dovecot(folder, children, trust):
    port, own = free_port(), f"{folder}/dovecot"
    os.makedirs(f"{own}/run")
    write(f"{own}/conf", DOVECOT_CONF.format(folder=folder, port=port, uid=OWNER.pw_uid, gid=OWNER.pw_gid))

    def probe():
        with imaplib.IMAP4_SSL("localhost", port, ssl_context=trust, timeout=30) as imap:
            imap.login(USER, PASSWORD)
    await start(children, f"{own}/log", ["/usr/sbin/dovecot", "-F", "-c", f"{own}/conf"], probe)
    return port


async def start_radicale(folder, children, trust):
    port, path, log = free_port(), f"/{USER}/convenings/", f"{folder}/radicale.log"

    def probe():
        connection = http.client.HTTPSConnection("localhost", port, timeout=30, context=trust)
        login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        connection.request("MKCALENDAR", path, headers={"Authorization": f"Basic {login}"})
        if connection.getresponse().status not in (201, 409):  # 409: there from an earlier run
            raise RuntimeError(f"no MKCALENDAR, see {log}")
    await start(children, log, [
        RADICALE, "--config", "", "--server-hosts", f"127.0.0.1:{port}", "--server-ssl",
        "--server-certificate", f"{folder}/tls/localhost.pem", "--server-key", f"{folder}/tls/localhost.key",
        "--auth-type", "htpasswd", "--auth-htpasswd-filename", f"{folder}/users", "--auth-htpasswd-encryption", "plain",
        "--auth-delay", "0", "--storage-filesystem-folder", f"{folder}/radicale", "--web-type", "none"], probe)
    return f"https://localhost:{port}{path}"


async def start_xandikos(folder, children):
    """Without a login or TLS, which it leaves to a server in front of it."""
    port, path = free_port(), f"/{USER}/calendars/convenings/"

    def probe():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("MKCALENDAR", path)
        if connection.getresponse().status not in (201, 405, 409):
            raise RuntimeError("no MKCALENDAR at xandikos")
    await start(children, f"{folder}/xandikos.log", [
        XANDIKOS, "-d", f"{folder}/xandikos", "--defaults", "--current-user-principal", f"/{USER}/", "-l", "127.0.0.1",
        "-p", str(port)], probe)
    return f"http://127.0.0.1:{port}{path}"


async def start_all(folder, children):
    tls, maildir = f"{folder}/tls", f"{folder}/maildir"
    os.makedirs(tls, exist_ok=True)
    for path in maildir, f"{maildir}/tmp", f"{maildir}/new", f"{maildir}/cur":
        os.makedirs(path, exist_ok=True)
        os.chown(path, OWNER.pw_uid, OWNER.pw_gid)
    make_certificate(tls, "ca", "-extensions", "v3_ca", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    for name in "localhost", "wrong.example":
        make_certificate(tls, name, "-extensions", "usr_cert", "-addext", f"subjectAltName=DNS:{name}",
                         "-CA", f"{tls}/ca.pem", "-CAkey", f"{tls}/ca.key")
    trust = ssl.create_default_context(cafile=f"{tls}/ca.pem")
    write(f"{folder}/users", f"{USER}:{PASSWORD}\n")
    write(f"{folder}/password", f"{PASSWORD}\n")
    listeners = [await listen_smtp(folder, "localhost"), await listen_smtp(folder, None, f"{folder}/plain.count"),
                 await listen_smtp(folder, "wrong.example", f"{folder}/wrong.count")]
    good, plain, wrong = (listener.sockets[0].getsockname()[1] for listener in listeners)
    imaps = await start_dovecot(folder, children, trust)
    caldav = await start_radicale(folder, children, trust)
    xandikos = await start_xandikos(folder, children)
    write(f"{folder}/servers.json", json.dumps({
        "ca": f"{tls}/ca.pem", "smtp": good, "smtp_plain": plain, "smtp_wrong": wrong, "imaps": imaps, "caldav": caldav,
        "xandikos": xandikos,
        "user": USER, "password_file": f"{folder}/password", "maildir": maildir}, indent=2) + "\n")
    return listeners


async def serve(folder):
    loop, cancel, children = asyncio.get_running_loop(), asyncio.current_task().cancel, []
    for number in signal.SIGTERM, signal.SIGINT:
        loop.add_signal_handler(number, cancel)
    mode = os.fstat(0).st_mode  # a shell gives /dev/null, at its end from the start, to what it runs with &
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        loop.add_reader(0, lambda: os.read(0, 4096) or cancel())
    try:
        listeners = await start_all(folder, children)  # kept, or they would be closed
        await asyncio.Event().wait()
    finally:
        for child in children:
            child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(5)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def main(arguments):
    if arguments[:1] == ["--install"]:
        install()
        arguments = arguments[1:] or sys.exit()
    if len(arguments) != 1 or arguments[0].startswith("-") or os.getuid() != 0:
        sys.exit(__doc__)
    if not all(map(os.path.exists, (*PACKAGES.values(), RADICALE))):
        sys.exit("servers.py: run servers.py --install first")
    if SMTP is object:
        os.execv(PYTHON, [PYTHON, os.path.abspath(__file__), *arguments])
    smtp.ALLOWED_BEFORE_STARTTLS |= {"AUTH", "MAIL", "DATA"}  # counted, then refused all the same
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    folder = os.path.realpath(arguments[0])
    if len(os.fsencode(folder)) > 70:  # Dovecot's Unix sockets are below it, 107 bytes at most
        sys.exit(f"servers.py: {folder}: more than 70 bytes")
    os.umask(0o022)  # Dovecot wants its run directory so
    shutil.rmtree(f"{folder}/dovecot", ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        os.remove(f"{folder}/servers.json")
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(serve(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
