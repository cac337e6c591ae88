"""Times the decoding of masks beside pycocotools and prints a Markdown table.

    python3 .ci/benchmark-masks.py PROGRAM FOLDER

PROGRAM is `mask-benchmark`; FOLDER takes the masks, which are the same in every run. What is
timed: from the counts of a mask of 1280 × 720 to rows of pixels; pycocotools gives columns, which are
turned into rows. Fails where kedit is not ten times as fast.
"""

import pathlib
import subprocess
import sys
import time

import numpy
from pycocotools import mask as coco

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
HEIGHT, WIDTH = 720, 1280
ROUNDS = 5

chance = numpy.random.default_rng(1)
rows, columns = numpy.mgrid[0:HEIGHT, 0:WIDTH]


def ragged(x, y, x_radius, y_radius, roughness):
    """A disc with an edge as that of a thing in a film."""
    angle = numpy.arctan2(rows - y, columns - x)
    radius = numpy.hypot((columns - x) / x_radius, (rows - y) / y_radius)
    noise = numpy.convolve(chance.normal(size=2000), numpy.ones(9) / 3, "same")
    return radius < 1 + roughness * numpy.interp(angle, numpy.linspace(-numpy.pi, numpy.pi, 2000), noise)


MASKS = {
    "nothing": numpy.zeros((HEIGHT, WIDTH), bool),
    "an object": ragged(900, 400, 180, 200, 0.03),
    "two objects": ragged(900, 400, 120, 150, 0.05) | ragged(300, 500, 100, 90, 0.05),
    "most of the frame": ragged(640, 360, 500, 340, 0.03),
    "full of holes": ragged(640, 360, 400, 300, 0.05) & (chance.random((HEIGHT, WIDTH)) < 0.98),
}


def shortest(work, times=60):
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1e3


FOLDER.mkdir(parents=True, exist_ok=True)
encoded = {}
for name, pixels in MASKS.items():
    encoded[name] = coco.encode(numpy.asfortranarray(pixels.astype(numpy.uint8)))
    (FOLDER / name).write_bytes(encoded[name]["counts"])

theirs = {name: float("inf") for name in MASKS}
ours = {name: (float("inf"), float("inf")) for name in MASKS}
for _ in range(ROUNDS):
    for name in MASKS:
        work = lambda: numpy.ascontiguousarray(coco.decode(encoded[name]))
        theirs[name] = min(theirs[name], shortest(work))
    output = subprocess.run(
        [PROGRAM, *(str(FOLDER / name) for name in MASKS)], capture_output=True, text=True, check=True)
    for name, line in zip(MASKS, output.stdout.splitlines(), strict=True):
        ours[name] = tuple(min(pair) for pair in zip(ours[name], map(float, line.split())))

print("| mask of 1280 × 720 | counts | pycocotools, transposed | kedit | times as fast | shown in a terminal |")
print("|---|--:|--:|--:|--:|--:|")
slow = []
for name in MASKS:
    decoding, showing = ours[name]
    ratio = theirs[name] / decoding
    if ratio < 10:
        slow.append(name)
    print(f"| {name} | {len(encoded[name]['counts'])} bytes | {theirs[name]:.2f} ms | {decoding:.3f} ms "
          f"| {ratio:.0f} | {showing:.1f} ms |")
if slow:
    sys.exit("not ten times as fast: " + ", ".join(slow))
