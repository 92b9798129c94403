"""Runs a program, passes on what it prints, all of it to standard error, and then prints there the MiB that it took at most and its
seconds of processor time, with those of the processes that it made."""
import os
import subprocess
import sys

child = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
_, status, used = os.wait4(child.pid, 0)
print(used.ru_maxrss / 1024, used.ru_utime + used.ru_stime, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
