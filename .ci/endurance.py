"""Long sessions of `kedit repl`: memory and time of the processor after each tenth.

    python3 .ci/endurance.py KEDIT STATEMENTS

The first tenth is warming up. After it memory may grow by 5 % to the end, and no tenth may take
twice as long as the second one.
"""

import os
import pty
import select
import subprocess
import sys
import tempfile

KEDIT, COUNT = sys.argv[1], int(sys.argv[2])
# Longest wait for an answer.
PATIENCE = 60
# What `help undo` answers: everything before it is done then.
QUESTION, ANSWER = "help undo", b"Take the last change back"

ALONE = (["set mode std"], [
    "set mode pro", "frame {n}", "undo", "redo", "set language zh", "status", "set mode std", "undo",
    'set negative "blur {n}"', "help mark"])
SERVED = ([
    'video "https://example.com/a.mp4"',
    'remove "the chick" at frame 0 point (0.7, 0.3) as clean'], [
    "mark 3 (0.5, 0.5)", "unmark 3", "undo", "redo", "mode pro", "frame {n}", "mark (0.25, 0.5)",
    "undo", "mode std", 'negative "blur {n}"'])


class Process:
    """The session, on a pipe or a terminal."""

    def __init__(self, at_terminal, folder):
        environment = {"HOME": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                       "TERM": "xterm-256color"}
        command = [KEDIT, "repl", "--simulate"]
        self.at_terminal = at_terminal
        if at_terminal:
            self.id, self.input = pty.fork()
            if self.id == 0:
                os.chdir(folder)
                os.execve(KEDIT, command, environment)
            self.output = self.input
        else:
            child = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.id, self.child = child.pid, child
            self.input, self.output = child.stdin.fileno(), child.stdout.fileno()

    def type(self, lines):
        """Enters lines, and waits until all of them are done."""
        for line in list(lines) + [QUESTION]:
            os.write(self.input, (line + ("\r" if self.at_terminal else "\n")).encode())
            # A terminal holds some kilobytes of what is not read yet: a line at a time is safe.
            if self.at_terminal:
                self.read_up_to("❯".encode() if line != QUESTION else ANSWER)
        if not self.at_terminal:
            self.read_up_to(ANSWER)

    def read_up_to(self, wanted):
        seen = b""
        # The prompt is drawn anew with every key; it counts behind the end of the line.
        while wanted not in (seen.split(b"\n", 1)[-1] if self.at_terminal and b"\n" in seen
                             else seen if not self.at_terminal else b""):
            if not select.select([self.output], [], [], PATIENCE)[0]:
                sys.exit(f"no {wanted!r} within {PATIENCE} s, but {seen[-400:]!r}")
            data = os.read(self.output, 1 << 16)
            if not data:
                sys.exit(f"the session has ended: {seen[-400:]!r}")
            seen += data

    def kilobytes(self):
        with open(f"/proc/{self.id}/status", encoding="utf-8") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def seconds(self):
        with open(f"/proc/{self.id}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        os.kill(self.id, 9)
        os.waitpid(self.id, 0)


def check(title, statements, at_terminal, count):
    """One session; whether it stayed small and fast."""
    beginning, cycle = statements
    with tempfile.TemporaryDirectory() as folder:
        process = Process(at_terminal, folder)
        if at_terminal:
            process.read_up_to("❯".encode())
        process.type(beginning)
        memory, times, entered = [], [], 0
        for tenth in range(10):
            begin = process.seconds()
            while entered < count * (tenth + 1) // 10:
                process.type(line.replace("{n}", str(entered % 97)) for line in cycle)
                entered += len(cycle)
            times.append(process.seconds() - begin)
            memory.append(process.kilobytes())
        process.end()
    is_flat = memory[-1] <= memory[0] * 1.05
    is_linear = times[-1] <= times[1] * 2 + 0.1
    print(f"{title}: {entered:,} statements; memory after each tenth {memory} kB; "
          f"processor {times[1]:.2f} s for the second tenth, {times[-1]:.2f} s for the last"
          + ("" if is_flat else "; GROWS") + ("" if is_linear else "; SLOWS DOWN"))
    sys.stdout.flush()
    return is_flat and is_linear


def main():
    results = [
        check("through a pipe", ALONE, False, COUNT),
        check("at a terminal", ALONE, True, COUNT),
        check("with the simulator, through a pipe", SERVED, False, COUNT // 5),
    ]
    sys.exit(not all(results))


main()
