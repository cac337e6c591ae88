"""Times the prompt of kedit and that of sqlite3 side by side, each at a pseudoterminal of its own.

    python3 .ci/benchmark-prompt.py KEDIT STARTS

Prints a Markdown table: from the start of the process to its prompt, and from the Enter key behind a
statement that asks no service to the next prompt. The programs take turns, so that what else the
machine does hits both; each is started STARTS times.
"""

import fcntl
import os
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

# How long a program may be silent before it is given up.
PATIENCE = 30


class Session:
    """A program at a terminal of 120 columns."""

    def __init__(self, command, prompt, environment):
        self.prompt = prompt
        self.master, other = os.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        # Opened by the leader of a session of its own, it is its controlling terminal.
        actions = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(other), os.O_RDWR, 0),
                   (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        begin = time.perf_counter()
        self.process = os.posix_spawn(
            command[0], command, environment, file_actions=actions, setsid=True)
        self.seconds_to_prompt = self.read_up_to(prompt) - begin
        os.close(other)

    def read_up_to(self, wanted):
        """Reads until the program has written `wanted`; when that was."""
        seen = b""
        while True:
            if not select.select([self.master], [], [], PATIENCE)[0]:
                sys.exit(f"no {wanted!r} within {PATIENCE} s, but {seen!r}")
            seen += os.read(self.master, 1 << 16)
            if wanted in seen:
                return time.perf_counter()

    def answer(self, statement):
        """Seconds from Enter behind a statement to the next prompt."""
        os.write(self.master, statement.encode())
        # The last letter may come with colours around it, but it comes.
        self.read_up_to(statement[-1].encode())
        time.sleep(0.002)
        while select.select([self.master], [], [], 0)[0]:
            os.read(self.master, 1 << 16)
        begin = time.perf_counter()
        os.write(self.master, b"\r")
        return self.read_up_to(self.prompt) - begin

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.master)


def row(label, samples, own):
    samples = sorted(samples)
    own = own or samples[0]
    print(f"| {label} | {samples[0] * 1e3:.2f} ms | {samples[len(samples) // 2] * 1e3:.2f} ms "
          f"| {samples[0] / own:.2f} |")
    return own


def main():
    kedit, starts = sys.argv[1], int(sys.argv[2])
    sqlite3 = shutil.which("sqlite3")
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                       "PATH": "/usr/bin:/bin"}
        programs = {"kedit repl": ([kedit, "repl", "--simulate"], "❯".encode(), "set mode pro")}
        if sqlite3:
            programs["sqlite3"] = ([sqlite3], b"sqlite> ", "select 1;")
        prompts = {label: [] for label in programs}
        answers = {label: [] for label in programs}
        for _ in range(starts):
            for label, (command, prompt, statement) in programs.items():
                session = Session(command, prompt, environment)
                prompts[label].append(session.seconds_to_prompt)
                session.answer(statement)
                answers[label] += [session.answer(statement) for _ in range(10)]
                session.end()
    for title, samples in (("To the prompt, at a terminal", prompts),
                           ("From Enter to the next prompt, nothing sent", answers)):
        print(f"\n### {title}\n\n| | shortest | median | shortest, to kedit's |\n|---|--:|--:|--:|")
        own = None
        for label in programs:
            own = row(label, samples[label], own)
    print(f"\n{starts} rounds of 10 statements." + ("" if sqlite3 else " Left out: sqlite3."))


main()
