#!/usr/bin/env python3
"""Lets independent calendar programs read .ics files and compares what they understand with the truth.

    importers.py [--install] FOLDER

FOLDER holds pairs NAME.ics and NAME.json. NAME.json says what a reader must understand:
{"occurrences": [["2026-03-12T14:00:00Z", "2026-03-12T15:30:00Z"], ...], "allDay": false, "zone": "Europe/Brussels"},
for all-day events with dates, the end exclusive: ["2026-03-12", "2026-03-14"].
"""
import collections
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
from datetime import timedelta

sys.dont_write_bytecode = True
import readers  # noqa: E402

VENV = pathlib.Path(os.environ.get("CONVOKE_INTEROP_VENV") or pathlib.Path.home() / ".cache/convoke-interop")
DEBIAN = """calcurse php-cli php-mbstring php-sabre-vobject libdata-ical-datetime-perl gir1.2-ecal-2.0 python3-gi
    python3-venv""".split()
PYTHON = """icalendar==7.3.0 recurring-ical-events==3.8.2 vobject==0.9.9 khal==0.14.1 Radicale==3.9.0
    python-dateutil==2.9.0.post0 pytz==2026.6 tzdata==2026.6 tzlocal==5.4.5 x-wr-timezone==2.0.1 click==8.5.1
    click-log==0.4.0 configobj==5.0.9 defusedxml==0.7.1 libpass==1.9.4 pika==1.4.4 pyxdg==0.28 requests==2.34.2
    six==1.17.0 typing_extensions==4.16.0 urllib3==2.8.0 urwid==5.0.1 wcwidth==0.9.4 certifi==2026.10.18
    charset-normalizer==3.5.2 idna==3.20""".split()
ENOUGH = 6


class Case:
    def __init__(self, path):
        self.path, self.name = path, path.name
        self.bytes = path.read_bytes()
        self.events = re.sub(r"\r?\n[ \t]", "", self.bytes.decode()).replace("\r", "").split("BEGIN:VEVENT")[1:]
        self.master = next((event for event in self.events if "\nRECURRENCE-ID" not in event), "")
        if not path.with_suffix(".json").exists():
            sys.exit(f"{path}: no .json beside it")
        said = json.loads(path.with_suffix(".json").read_text())
        self.truth = sorted(tuple(pair) for pair in said["occurrences"])
        self.all_day, self.zone = said["allDay"], said["zone"]
        if not self.truth:
            sys.exit(f"{path.with_suffix('.json')}: no occurrences")
        # Wide enough to see an occurrence too many, even of a yearly event.
        self.start = readers.instant(self.truth[0][0]) - timedelta(days=32)
        self.end = readers.instant(self.truth[-1][1]) + timedelta(days=400)

    def has(self, pattern):
        """Whether a line of an event looks like this."""
        return any(re.search("^" + pattern, event, re.M) for event in self.events)

    def without_method(self):
        return re.sub(rb"^METHOD:.*\r?\n", b"", self.bytes, flags=re.M)


def install():
    ask = ["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *DEBIAN]
    state = subprocess.run(ask, capture_output=True, text=True)
    missing = [name for name in DEBIAN if f"{name} install ok installed" not in state.stdout]
    if missing:
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        apt = [*root, "apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing]
        subprocess.run(apt, env=quiet, check=False)
    if not (VENV / "bin/pip").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    if (VENV / "bin/pip").exists():
        subprocess.run([VENV / "bin/pip", "install", "-q", "--disable-pip-version-check", *PYTHON], check=False)


def difference(truth, found):
    """What is wrong in a reading, nothing if it is right."""
    truth, found = collections.Counter(truth), collections.Counter(found)
    said = []
    for word, pairs in (("lacks", truth - found), ("has", found - truth)):
        pairs = [f"{start} to {end}" for start, end in sorted(pairs.elements())]
        if pairs:
            said.append(f"{word} {', '.join(pairs[:3])}" + (f" and {len(pairs) - 3} more" if pairs[3:] else ""))
    return "; ".join(said)


def main(folder):
    cases = [Case(path) for path in sorted(pathlib.Path(folder).resolve().glob("*.ics"))]
    if not cases:
        sys.exit(f"{folder}: no .ics files")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    importers, readings, faults, skips = [], 0, 0, 0
    with contextlib.ExitStack() as rest:
        for kind in readers.ALL:
            try:
                importers.append(kind(rest))
                print(f"{kind.name}: {importers[-1].version.strip()}")
            except Exception as problem:
                print(f"{kind.name} could not run: {problem or type(problem).__name__}")
        for importer in importers:
            for case in cases:
                try:
                    found = [(readers.stamp(start), readers.stamp(end)) for start, end in importer.read(case)]
                    fault = difference(case.truth, found)
                except readers.Skip as reason:
                    print(f"{importer.name} {case.name}: skipped, {reason}")
                    skips += 1
                    continue
                except Exception as problem:
                    fault = f"failed: {type(problem).__name__} {problem}"
                readings += 1
                if fault:
                    print(f"{importer.name} {case.name}: {fault}")
                    faults += 1
    print(f"{len(importers)} importers, {len(cases)} files, {readings} readings, {faults} faults, {skips} skipped")
    if len(importers) < ENOUGH:
        print(f"fewer than {ENOUGH} importers could run")
        return 1 if faults else 3
    return 1 if faults else 0


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if argument != "--install"]
    if len(folders) != 1 or folders[0].startswith("-"):
        sys.exit("usage: importers.py [--install] FOLDER")
    if "--install" in sys.argv:
        install()
    if pathlib.Path(sys.prefix).resolve() != VENV.resolve() and (VENV / "bin/python").exists():
        os.execv(VENV / "bin/python", [str(VENV / "bin/python"), __file__, folders[0]])
    sys.exit(main(folders[0]))
