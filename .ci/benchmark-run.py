"""Runs many edits against the simulator and prints a Markdown table of what it took.

    python3 .ci/benchmark-run.py KEDIT EDITS POLL-INTERVAL
"""

import json
import math
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

KEDIT, EDITS, INTERVAL = sys.argv[1], int(sys.argv[2]), sys.argv[3]
SECONDS = 2
PARALLEL = 20


def spec():
    lines = ['video "https://example.com/a.mp4"']
    for number in range(EDITS):
        lines.append(f'remove "the chick {number}" at frame 0 point (0.5, 0.5) as e{number}')
    return "\n".join(lines) + "\n"


def most_at_once(state):
    """The most tasks that the simulator had under way at one time."""
    database = sqlite3.connect(f"file:{state}?mode=ro", uri=True)
    changes = []
    for begin, end in database.execute("SELECT created_at, ends_at FROM tasks"):
        changes += [(begin, 1), (end, -1)]
    now = most = 0
    for _, change in sorted(changes):
        now += change
        most = max(most, now)
    return len(changes) // 2, most


def run(slots):
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        with open(path("a.kedit"), "w") as file:
            file.write(spec())
        with open(path("faults.json"), "w") as file:
            rule = {"on": "create", "fault": "task-time", "seconds": SECONDS}
            json.dump({"format": "kedit-faults/1", "rules": [rule]}, file)
        # Without ffmpeg, so that every video is the simulator's small clip of one colour.
        environment = {"HOME": folder, "PATH": "/nowhere"}
        service = subprocess.Popen(
            [KEDIT, "simulate", "--concurrency", str(slots), "--faults", path("faults.json"),
             "--state", path("service.sqlite")],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True)
        try:
            for _ in range(3):
                name, value = service.stdout.readline().strip().split("=", 1)
                environment[name] = value
            begin = time.perf_counter()
            child = os.posix_spawn(
                KEDIT,
                [KEDIT, "run", path("a.kedit"), "--yes", "--quiet", "--parallel", str(PARALLEL),
                 "--poll-interval", INTERVAL, "--output-dir", path("out"),
                 "--state", path("journal.sqlite")],
                environment,
                file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
            _, status, usage = os.wait4(child, 0)
            elapsed = time.perf_counter() - begin
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait()
        tasks, most = most_at_once(path("service.simulator/state.sqlite"))
        results = sum(name.endswith(".mp4") for name in os.listdir(path("out")))
    code = os.waitstatus_to_exitcode(status)
    if code != 0 or tasks != EDITS or results != EDITS or most > min(slots, PARALLEL):
        sys.exit(f"exit code {code}, {tasks} tasks, {results} results, {most} at once")
    ideal = math.ceil(EDITS / min(slots, PARALLEL)) * SECONDS
    processor = usage.ru_utime + usage.ru_stime
    print(f"| {slots} | {elapsed:.1f} s | {ideal} s | {elapsed / ideal:.2f} | {processor:.2f} s "
          f"| {usage.ru_maxrss / 1000:.0f} MB | {most} |", flush=True)


print(f"{EDITS} edits of {SECONDS} s, --parallel {PARALLEL}, --poll-interval {INTERVAL}; "
      f"load {os.getloadavg()[0]:.1f}\n")
print("| slots | time | ideal | ratio | processor | memory | most at once |")
print("|--:|--:|--:|--:|--:|--:|--:|")
for slots in (20, 5):
    run(slots)
