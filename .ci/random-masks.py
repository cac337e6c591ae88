"""Holds kedit's masks against pycocotools, both ways, with the test CocoTests between.

    python3 .ci/random-masks.py make FILE     random masks, encoded by pycocotools
    python3 .ci/random-masks.py check FILE    what kedit encoded of random pixels of its own

A line of a file is a mask as JSON: size (height, width), counts, sha256 of the row-major pixels (a byte
each, 0 or 1), area, box (x, y, width, height), and iou with the mask of the line before, null where
that is of another size.
"""

import hashlib
import json
import pathlib
import sys

import numpy
from pycocotools import mask as coco

COUNT = 2000


def facts(pixels, encoded, before):
    box = [int(value) for value in coco.toBbox(encoded)] if pixels.any() else [0, 0, 0, 0]
    iou = None
    if before is not None and before["size"] == encoded["size"]:
        # 0 of two empty masks, where kedit says 1: they agree.
        iou = float(coco.iou([encoded], [before], [False])[0][0])
        if coco.area(encoded) == 0 and coco.area(before) == 0:
            iou = 1.0
    return {
        "size": [int(side) for side in encoded["size"]],
        "counts": encoded["counts"].decode(),
        "sha256": hashlib.sha256(numpy.ascontiguousarray(pixels).tobytes()).hexdigest(),
        "area": int(coco.area(encoded)),
        "box": box,
        "iou": iou,
    }


def random_pixels(chance, height, width):
    """Noise, blocks, ragged discs, stripes down or across, nothing, everything."""
    rows, columns = numpy.mgrid[0:height, 0:width]
    kind = chance.integers(7)
    if kind == 0:
        pixels = chance.random((height, width)) < chance.random()
    elif kind == 1:
        pixels = numpy.zeros((height, width), bool)
        for _ in range(chance.integers(1, 5)):
            y, x = chance.integers(height), chance.integers(width)
            pixels[y : y + chance.integers(1, height + 1), x : x + chance.integers(1, width + 1)] ^= True
    elif kind == 2:
        y, x, radius = chance.random() * height, chance.random() * width, chance.random() * max(height, width)
        pixels = numpy.hypot(rows - y, columns - x) < radius * (0.9 + 0.2 * chance.random((height, width)))
    elif kind == 3:
        pixels = columns % chance.integers(1, 9) == 0
    elif kind == 4:
        pixels = rows % chance.integers(1, 9) == 0
    else:
        pixels = numpy.full((height, width), kind == 5)
    return pixels.astype(numpy.uint8)


def make(path):
    seed = int.from_bytes(numpy.random.default_rng().bytes(4), "little")
    print(f"random masks of seed {seed}")
    chance = numpy.random.default_rng(seed)
    lines, before = [], None
    size = (1, 1)
    for number in range(COUNT):
        # Every other mask has the size of the one before, to be held against it.
        if number % 2 == 0:
            most = 1280 if number % 100 == 0 else 64
            size = (int(chance.integers(1, most + 1)), int(chance.integers(1, most + 1)))
        pixels = random_pixels(chance, *size)
        encoded = coco.encode(numpy.asfortranarray(pixels))
        lines.append(json.dumps(facts(pixels, encoded, before)))
        before = encoded
    path.write_text("\n".join(lines) + "\n")


def check(path):
    before, count = None, 0
    for line in path.read_text().splitlines():
        mask = json.loads(line)
        encoded = {"size": mask["size"], "counts": mask["counts"].encode()}
        pixels = coco.decode(encoded)
        expected = facts(pixels, encoded, before)
        again = coco.encode(numpy.asfortranarray(pixels))["counts"].decode()
        if expected | {"iou": None} != mask | {"iou": None} or again != mask["counts"]:
            sys.exit(f"kedit says {mask}\npycocotools says {expected}, {again}")
        if (expected["iou"] is None) != (mask["iou"] is None) or (
            mask["iou"] is not None and abs(expected["iou"] - mask["iou"]) > 1e-12
        ):
            sys.exit(f"kedit says {mask}\npycocotools says IoU {expected['iou']}")
        before, count = encoded, count + 1
    if count < 100:
        sys.exit(f"kedit wrote {count} masks only")
    print(f"{count} masks of kedit's are what pycocotools says")


{"make": make, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2]))
