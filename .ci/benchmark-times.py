"""Runs kedit and other tools side by side and prints a Markdown table of their times.

    python3 .ci/benchmark-times.py KEDIT INPUTS STARTS SECONDS

INPUTS is the folder that `benchmark-inputs.py` wrote. The tools of a table take turns, so that what
else the machine does hits all of them; a start is measured STARTS times, a long run for SECONDS, at
least three times. A tool that is not installed is named and left out.
"""

import os
import platform
import shutil
import subprocess
import sys
import time

KEDIT, FOLDER, STARTS, SECONDS = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])


def tool(name):
    return shutil.which(name)


def run(command, source):
    """One run: seconds by the clock, seconds of the processor, exit code."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, source or os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    begin = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    end = time.perf_counter()
    return end - begin, usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status)


def measure(title, size, candidates, fewest, most, accepted=(0,)):
    """Prints a table; returns the shortest time of the first candidate."""
    present = []
    missing = []
    for label, command, source in candidates:
        if command[0] is None:
            missing.append(label)
            continue
        code = run(command, source)[2]
        (present if code in accepted else missing).append(
            (label, command, source) if code in accepted else f"{label} (exit code {code})")
    times = {label: [] for label, _, _ in present}
    begin = time.perf_counter()
    rounds = 0
    while rounds < fewest or (rounds < most and time.perf_counter() - begin < SECONDS):
        for label, command, source in present:
            times[label].append(run(command, source))
        rounds += 1
    print(f"\n### {title}\n")
    print("| | shortest | median | processor, least |" + (" MB/s |" if size else "")
          + " shortest, to kedit's |")
    print("|---|--:|--:|--:|" + ("--:|" if size else "") + "--:|")
    own = None
    for label, _, _ in present:
        clock = sorted(sample[0] for sample in times[label])
        processor = min(sample[1] for sample in times[label])
        own = own or clock[0]
        speed = f" {size / clock[0] / 1e6:.1f} |" if size else ""
        print(f"| {label} | {clock[0] * 1e3:.2f} ms | {clock[len(clock) // 2] * 1e3:.2f} ms "
              f"| {processor * 1e3:.2f} ms |{speed} {clock[0] / own:.2f} |")
    print(f"\n{rounds} rounds." + (f" Left out: {', '.join(missing)}." if missing else ""))
    sys.stdout.flush()
    return own


def version(name, *arguments):
    path = tool(name)
    if path is None:
        return f"{name} –"
    output = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
    return (output.stdout or output.stderr).strip().splitlines()[0]


def file(lines, ending):
    return os.path.join(FOLDER, f"{lines}.{ending}")


def check(lines, kind):
    # Findings are no failure of the tool: 1 is what they all say then.
    ruff, just, taplo = tool("ruff"), tool("just"), tool("taplo")
    source = file(lines, f"{kind}.kedit")
    return [
        (f"kedit check", [KEDIT, "check", source], None),
        ("ruff check", [ruff, "check", "--isolated", "--no-cache", file(lines, "py")], None),
        ("just --summary", [just, "--justfile", file(lines, "just"), "--summary"], None),
        ("taplo lint", [taplo, "lint", "--no-schema", file(lines, "toml")], None),
    ]


def fmt(lines):
    ruff, just, taplo = tool("ruff"), tool("just"), tool("taplo")
    jsonnetfmt = tool("jsonnetfmt")
    return [
        ("kedit fmt", [KEDIT, "fmt", "-"], file(lines, "sound.kedit")),
        ("ruff format", [ruff, "format", "--isolated", "--no-cache", "-"], file(lines, "py")),
        ("just --dump", [just, "--justfile", file(lines, "just"), "--dump"], None),
        ("taplo fmt", [taplo, "fmt", "-"], file(lines, "toml")),
        ("jsonnetfmt", [jsonnetfmt, "-"], file(lines, "jsonnet")),
    ]


def main():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        models = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    print(f"Machine: {models[0] if models else platform.machine()}, {os.cpu_count()} cores, "
          f"{platform.system()} {platform.release()}.")
    print("Versions: " + ", ".join([
        subprocess.run([KEDIT, "--version"], capture_output=True, text=True, check=True)
        .stdout.strip(),
        version("ruff", "--version"), version("just", "--version"), version("taplo", "--version"),
        version("jsonnetfmt", "--version")]) + ".")
    measure("Start: `--version`", None, [
        ("kedit", [KEDIT, "--version"], None),
        ("ruff", [tool("ruff"), "--version"], None),
        ("just", [tool("just"), "--version"], None),
        ("taplo", [tool("taplo"), "--version"], None),
        ("jsonnetfmt", [tool("jsonnetfmt"), "--version"], None),
    ], STARTS, STARTS)
    measure("Check of 20 lines", None, check(20, "sound"), STARTS, STARTS, (0, 1))
    own = {}
    for lines in (100_000, 200_000):
        for kind, words in (("sound", "without mistakes"), ("wrong", "one in a hundred wrong")):
            size = os.path.getsize(file(lines, f"{kind}.kedit"))
            title = f"Check of {lines:,} lines, {words} ({size / 1e6:.1f} MB)"
            candidates = check(lines, kind)
            own[lines, kind] = measure(
                title, size, candidates if lines == 100_000 else candidates[:1], 3, 100, (0, 1))
    size = os.path.getsize(file(100_000, "sound.kedit"))
    measure(f"Format of 100,000 lines ({size / 1e6:.1f} MB)", size, fmt(100_000), 3, 100)
    for kind, words in (("sound", "without mistakes"), ("wrong", "with mistakes")):
        if own[100_000, kind] and own[200_000, kind]:
            factor = own[200_000, kind] / own[100_000, kind]
            print(f"\nTwice the input, {words}: {factor:.2f} times the time.")


main()
