"""Commands that somebody types at a terminal, and Ctrl-C."""

import os
import pty
import signal
from collections.abc import Mapping
from pathlib import Path

CTRL_C = b"\x03"


class Terminal:
    """One command at a terminal of its own; `said` grows as it is read."""

    def __init__(self, *command: str, at: Path, env: Mapping[str, str] = os.environ) -> None:
        self.said = b""
        self.process, self.screen = pty.fork()
        if not self.process:
            os.chdir(at)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a script starts its background jobs
            os.execvpe(command[0], command, env)

    def read_until(self, words: bytes) -> None:
        while words not in self.said:
            more = self._read()
            assert more, self.said.decode()
            self.said += more

    def type(self, keys: bytes) -> None:
        os.write(self.screen, keys)

    def ended(self) -> int:
        """Reads on to its end; its exit code."""
        while more := self._read():
            self.said += more
        os.close(self.screen)
        _, status, used = os.wait4(self.process, 0)
        self.seconds_of_work = used.ru_utime + used.ru_stime
        return os.waitstatus_to_exitcode(status)

    def _read(self) -> bytes:
        try:
            return os.read(self.screen, 4096)
        except OSError:  # Linux's way to say that nobody holds the other end any more
            return b""
