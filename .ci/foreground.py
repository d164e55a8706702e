"""Runs a command as a shell runs its foreground job: Ctrl-C ends the command, not the `make` above it."""

import os
import signal
import subprocess
import sys


def hand_terminal(from_group: int, to_group: int) -> None:
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return  # started without a terminal
    if os.tcgetpgrp(terminal) == from_group:
        os.tcsetpgrp(terminal, to_group)
    os.close(terminal)


def main() -> int:
    # We hand the terminal back from the background; and a server that Ctrl-Z stops would look like a dead terminal.
    for stopping in (signal.SIGTTOU, signal.SIGTSTP):
        signal.signal(stopping, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a script's background job starts with it ignored
    command = subprocess.Popen(sys.argv[1:], process_group=0)
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: os.killpg(command.pid, number))
    hand_terminal(os.getpgrp(), command.pid)
    try:
        return command.wait()
    finally:
        hand_terminal(command.pid, os.getpgrp())


sys.exit(main())
