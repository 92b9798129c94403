#!/usr/bin/env python3
"""Two public libraries verify every post of a statement: standardwebhooks and svix.

    webhooks.py PROGRAM FOLDER

They are installed into an environment of their own; ends with 3 where that cannot be.
"""
import base64
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading

VENV = pathlib.Path(f"{os.environ.get('CONVOKE_INTEROP_VENV') or pathlib.Path.home() / '.cache/convoke-interop'}-webhooks")
if pathlib.Path(sys.prefix) != VENV:
    if not (VENV / "bin/pip").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    done = subprocess.run([VENV / "bin/pip", "install", "-q", "--disable-pip-version-check", "svix==2.9.1", "standardwebhooks==1.1.0"],
                          check=False) if (VENV / "bin/pip").exists() else None
    if done is None or done.returncode:
        print("the libraries that verify posts cannot be installed here")
        sys.exit(3)
    os.execv(VENV / "bin/python", [VENV / "bin/python", *sys.argv])

import standardwebhooks  # noqa: E402
import svix  # noqa: E402

program, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
folder.mkdir(parents=True)
secret = "whsec_" + base64.b64encode(os.urandom(32)).decode()
posts = []


def verify(headers, body):
    """By both libraries; svix knows the same headers by both names."""
    for library in (standardwebhooks.Webhook, svix.Webhook):
        library(secret).verify(body, headers)


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        posts.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def run(*arguments):
    done = subprocess.run([program, "--home", folder / "home", "--yes", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
(folder / "secret").write_text(secret)
run("init", "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission", "--country", "HN",
    "--zone", "America/Tegucigalpa")
run("directory", "import", "--demonstration")
run("partner", "add", "judge", "--name", "Judge", "--url", f"http://127.0.0.1:{server.server_port}/hook",
    "--secret-file", folder / "secret")
run("partner", "test", "judge")
texts = ["Plain words.", "Ñandú – “río”, \\ \" / ; 日本語 العربية 👩🏽‍⚖️", "Line\n\n- **Line**\tend", "x" * 60_000]
for number, text in enumerate(texts * 3):
    (folder / "text.es.md").write_text(text)
    statement = json.loads(run("statement", "draft", "--title", f"Título {number}", "--text", folder / "text.es.md", "--json"))["id"]
    run("statement", "open", statement)
    run("statement", "sign", statement, "--organization", "demo-rio-vivo", "--by", "demo-ana")
    run("statement", "publish", statement)
run("outbox", "deliver")
assert len(posts) == 1 + 3 * len(texts), len(posts)
assert len({headers["webhook-id"] for headers, _ in posts}) == len(posts)
for headers, body in posts:
    verify(headers, body)
    assert {"type", "timestamp", "data"} <= json.loads(body).keys()
# A changed byte, another id and another time are refused by both, so that they looked at all.
headers, body = posts[-1]
for changed in [(headers, body + b" "), (headers | {"webhook-id": "msg-other"}, body),
                (headers | {"webhook-timestamp": str(int(headers["webhook-timestamp"]) + 1)}, body)]:
    for library in (standardwebhooks.Webhook, svix.Webhook):
        try:
            library(secret).verify(changed[1], changed[0])
        except Exception:
            continue
        sys.exit(f"{library.__module__} took a forged post")
print(f"{len(posts)} posts verified by standardwebhooks and svix, forged ones refused by both")
