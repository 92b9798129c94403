"""The program that is tried, the first argument of each trial."""
import os, sys

from postgres_server import run

PROGRAM = os.path.realpath(sys.argv[1])


def convoke(home, *words):
    return run(PROGRAM, *words, "--home", home, check=False)


def done(home, *words):
    result = convoke(home, *words)
    if result.returncode:
        raise RuntimeError(f"{words}: {result.returncode} {result.stderr}")
    return result.stdout
