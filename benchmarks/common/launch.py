"""Run one command and print what it took: seconds, seconds of processor, peak MB, exit code.

Usage: python -I -S launch.py LOG SECONDS COMMAND… Its output goes to LOG; after SECONDS it is
ended with all that it started, and the exit code is that of the signal.

A process of its own, small, because Linux counts what the parent holds when it starts a command
into the peak of that command: a large parent hides a small command.
"""

import os
import signal
import sys
import time


def main() -> None:
    log, seconds, *command = sys.argv[1:]
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    begin = time.perf_counter()
    child = os.posix_spawnp(
        command[0], command, os.environ, setpgroup=0,
        file_actions=[(os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)],
    )  # fmt: skip
    for reason in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(reason, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(int(seconds))
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code)


main()
