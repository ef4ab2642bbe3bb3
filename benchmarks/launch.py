"""Run a command and report its resources: ``launch.py LOG FOLDER COMMAND...`` prints JSON.

A process starts out with the memory of the one it was forked from, and the kernel counts that as
its own. So it is forked from this small one, which imports next to nothing.
"""

import json
import os
import sys
import time


def main() -> None:
    """Fork, wait, report."""
    log, folder, *command = sys.argv[1:]
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.execvp(command[0], command)  # noqa: S606 - no shell is wanted
    # The kernel adds up the times of workers that have ended, and keeps the largest set.
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - started
    cpu = usage.ru_utime + usage.ru_stime
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({"code": code, "wall": wall, "cpu": cpu, "memory": usage.ru_maxrss * 1024}))


main()
