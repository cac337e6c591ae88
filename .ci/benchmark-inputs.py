"""Writes the files that `.ci/benchmark` measures with.

    python3 .ci/benchmark-inputs.py FOLDER LINES [LINES...]

For each number of lines: a sound .kedit file, one in which a line in a hundred is wrong, and files
of the same size for other tools: Python, a justfile, TOML, Jsonnet. The same arguments give the
same bytes. No line but the empty one stands twice in a file. Beside them `mask.counts`, a mask of
1280 × 720: a disc with a rough edge.
"""

import math
import pathlib
import random
import sys

THINGS = (
    "chick dog cat red balloon straw hat park bench street lamp bicycle garden gnome paper kite "
    "wooden barrel farm gate blue tractor old truck shadow puddle window sign letter box goose "
    "sparrow ladder bucket hay bale white fence postman umbrella suitcase violin"
).split()
COLOURS = "red green blue yellow white black brown grey golden silver striped faded".split()
PLACES = "left of,right of,behind,beside,in front of,under,above,near".split(",")
CHINESE = "黄色的小鸡 棕色的狗 柯基犬 红气球 草帽 公园长椅 路灯 自行车 纸风筝 木桶 农场大门 蓝色拖拉机 窗户 招牌 信箱 麻雀 梯子 水桶 干草 白色栅栏".split()
CHINESE_VERBS = "轻轻地 自然地 小心地 慢慢地 不着痕迹地 按照原来的光线 保持背景不变 在阴影里".split()
WORDS = (
    "keep the light of the scene and leave every other thing as it is so that nobody sees where "
    "it stood before; match grain, focus and colour; no new shadows, no text, no extra limbs"
).split()


class Writer:
    """Text of a wanted number of lines, drawn from one source of chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.lines = []
        self.count = 0

    def fresh(self):
        """A number that was not given before."""
        self.count += 1
        return self.count

    def add(self, *lines):
        self.lines.extend(lines)

    def text(self):
        return "\n".join(self.lines) + "\n"

    def pick(self, of):
        return self.chance.choice(of)

    def thing(self):
        return f"the {self.pick(COLOURS)} {self.pick(THINGS)} no. {self.fresh()}"

    def chinese(self):
        return f"{self.pick(CHINESE_VERBS)}{self.pick(CHINESE)}{self.fresh()}号"

    def sentence(self, words):
        return " ".join(self.pick(WORDS) for _ in range(words)) + f" ({self.fresh()})"


class KEdit(Writer):
    def __init__(self, seed, wrong):
        super().__init__(seed)
        self.wrong = wrong
        self.names = []
        self.images = []
        self.videos = []
        # Declared, and not yet taken by an edit.
        self.new_images = []
        self.new_videos = []

    def point(self):
        kind = self.chance.random()
        if kind < 0.8:
            return f"(0.{self.chance.randrange(10000):04}, 0.{self.chance.randrange(10000):04})"
        if kind < 0.9:
            return f"({self.chance.randrange(1000) / 10}%, {self.chance.randrange(1000) / 10}%)"
        return f"({self.chance.randrange(720)}px, {self.chance.randrange(720)}px)"

    def marks(self, frames):
        frame = self.chance.randrange(10)
        for _ in range(frames):
            frame += 1 + self.chance.randrange(9)
            moment = f"frame {frame}" if self.chance.random() < 0.8 else f"{frame * 40}ms"
            count = 1 if self.chance.random() < 0.6 else self.chance.randrange(2, 6)
            points = {}
            while len(points) < count:
                points[self.point()] = True
            word = "point" if count == 1 else "points"
            self.add(f"  at {moment} {word} {' '.join(points)}  # mark {self.fresh()}")

    def declare(self):
        if self.chance.random() < 0.3 or not self.videos:
            name = f"clip{self.fresh()}"
            self.videos.append(name)
            self.new_videos.append(name)
            self.add(f'video {name} = "https://media.example.com/clips/{name}.mp4"')
        name = f"picture-{self.fresh()}"
        self.images.append(name)
        self.new_images.append(name)
        self.add(f'image {name} = "https://media.example.com/pictures/{name}.png"  # {self.chinese()}')

    def source(self):
        """Where an edit takes its video from."""
        if self.new_videos:
            return self.new_videos.pop()
        if self.names and self.chance.random() < 0.3:
            return self.pick(self.names[-50:])
        return self.pick(self.videos[-50:])

    def image(self):
        """Where an edit takes what comes in from."""
        return self.new_images.pop() if self.new_images else self.pick(self.images[-50:])

    def element(self):
        if self.chance.random() < 0.2:
            return f'"{self.chinese()}" from {self.image()}'
        return f'"{self.thing()}" from {self.image()}'

    def clauses(self, name):
        if self.chance.random() < 0.3:
            self.add(f"  mode {self.pick(['std', 'pro'])} duration {self.pick(['5', '10', 'auto'])}"
                     f"  # {self.sentence(4)}")
        if self.chance.random() < 0.25:
            self.add(f'  negative "{self.sentence(8)}"')
        if self.chance.random() < 0.2:
            self.add(f'  id "task-{self.fresh()}"')
        if self.chance.random() < 0.2:
            self.add(f'  save "results/{name}-{self.pick(THINGS)}.mp4"')

    def edit(self):
        then = self.names and not self.new_videos and self.chance.random() < 0.2
        name = f"result{self.fresh()}"
        begin = "then " if then else ""
        inside = "" if then else f" in {self.source()}"
        kind = 0.9 if self.new_images else self.chance.random()
        if kind < 0.4:
            what = self.chinese() if self.chance.random() < 0.2 else self.thing()
            self.add(f'{begin}remove "{what}"{inside} as {name}')
            self.marks(self.chance.randrange(1, 4))
        elif kind < 0.75:
            self.add(f'{begin}swap "{self.thing()}" for {self.element()}{inside}', f"  as {name}")
            self.marks(9 if self.chance.random() < 0.1 else self.chance.randrange(1, 4))
            if self.chance.random() < 0.3:
                self.add(f'  prompt "Swap {{element}} from {{image}} for {{target}} in {{video}}: '
                         f'{self.sentence(12)}"')
        else:
            place = f"{self.pick(PLACES)} {self.thing()}"
            self.add(f'{begin}add {self.element()} onto "{place}"{inside} as {name}')
            if self.chance.random() < 0.3:
                self.add(f'  preview off  # {self.fresh()}',
                         f'  watermark off model "kling-v1-6" callback "https://example.com/'
                         f'{self.fresh()}" prompt """',
                         f"    Using {{video}}, add {{element}} from {{image}} {{place}} "
                         f"({self.fresh()}),",
                         f"    {self.sentence(10)}", f'    """  # {self.sentence(3)}')
        self.clauses(name)
        self.names.append(name)

    MISTAKES = [
        lambda w: f'  colour "{w.sentence(2)}"',
        lambda w: f"  at frame {w.fresh()} point (1.{w.fresh()}, 0.5)",
        lambda w: f"  at frame {w.fresh()} point (0.{w.fresh()} 0.25)",
        lambda w: f'remove "{w.thing()}" in nobody{w.fresh()} at frame 0 point (0.5, 0.5)',
        lambda w: f"  prompt 'do it in single quotes {w.fresh()}'",
        lambda w: f'image again{w.fresh()} : "https://media.example.com/{w.fresh()}.png"',
        lambda w: f'  onto "{w.sentence(2)}',
        lambda w: f'delete "{w.thing()}" at frame:{w.fresh()} point (0.5, 0.5)',
        lambda w: f'video clip{w.fresh()} = "https://media.example.com/{w.fresh()}.pdf"',
        lambda w: f"  id task-{w.fresh()}",
    ]

    def write(self, lines):
        self.add("kedit 1", "", f"# {self.sentence(12)}", 'set negative "blurry, low quality"', "")
        self.declare()
        mistakes = 0
        while len(self.lines) < lines:
            if self.chance.random() < 0.3:
                self.add(f"# {self.chinese()}, {self.sentence(8)}")
            if self.chance.random() < 0.15:
                self.declare()
            self.edit()
            if self.wrong and mistakes <= len(self.lines) // 100:
                self.add(self.pick(self.MISTAKES)(self))
                mistakes += 1
            self.add("")
        while self.new_images or self.new_videos:
            self.edit()
        written = [line for line in self.lines if line]
        assert len(written) == len(set(written)), "a line stands twice"
        return self.text()


class Python(Writer):
    def write(self, size):
        length = 0
        while length < size:
            start = len(self.lines)
            name = f"edit_{self.fresh()}"
            if self.chance.random() < 0.4:
                self.add(f"# {self.chinese()}, {self.sentence(8)}")
            self.add(f"def {name}(video, points=({self.fresh()}, 0.{self.fresh()})):",
                     f'    """{self.sentence(6)}"""')
            for _ in range(self.chance.randrange(1, 6)):
                number = self.fresh()
                self.add(f"    value_{number} = video.mark(frame={number}, "
                         f"x=0.{self.chance.randrange(10000):04}, y=0.{number}, name=\"{self.thing()}\")")
                self.add(f"    if value_{number} not in points:  # {self.sentence(3)}",
                         f"        video.save('{self.pick(THINGS)}-{number}.mp4', value_{number})")
            self.add(f"    return {{'{self.thing()}': points, 'name': '{name}'}}", "", "")
            length += sum(len(line.encode()) + 1 for line in self.lines[start:])
        return self.text()


class Just(Writer):
    def write(self, size):
        length = 0
        while length < size:
            start = len(self.lines)
            name = f"edit-{self.fresh()}"
            self.add(f"# {self.chinese()}, {self.sentence(8)}",
                     f'{name.replace("-", "_")} := "{self.thing()}"', "",
                     f"# {self.sentence(6)}",
                     f'{name} video="clip{self.fresh()}.mp4" mode="pro":')
            for _ in range(self.chance.randrange(1, 6)):
                self.add(f"    @echo {{{{video}}}} {self.sentence(5)} "
                         f"0.{self.chance.randrange(10000):04} 0.{self.fresh()}")
            self.add("")
            length += sum(len(line.encode()) + 1 for line in self.lines[start:])
        return self.text()


class Toml(Writer):
    def write(self, size):
        length = 0
        while length < size:
            start = len(self.lines)
            self.add(f"# {self.chinese()}, {self.sentence(8)}", f"[edit-{self.fresh()}]",
                     f'what = "{self.thing()}"', f'prompt = "{self.sentence(10)}"')
            for _ in range(self.chance.randrange(1, 6)):
                points = ", ".join(f"[0.{self.chance.randrange(10000):04}, 0.5]" for _ in range(3))
                self.add(f"mark{self.fresh()} = {{ frame = {self.fresh()}, points = [{points}] }}")
            self.add("")
            length += sum(len(line.encode()) + 1 for line in self.lines[start:])
        return self.text()


class Jsonnet(Writer):
    def write(self, size):
        length = 0
        self.add("{")
        while length < size:
            start = len(self.lines)
            name = f"edit{self.fresh()}"
            self.add(f"  // {self.chinese()}, {self.sentence(8)}", f"  {name}: {{",
                     f'    what: "{self.thing()}",', f'    prompt: "{self.sentence(10)}",',
                     "    marks: [")
            for _ in range(self.chance.randrange(1, 6)):
                points = ", ".join(f"[0.{self.chance.randrange(10000):04}, 0.5]" for _ in range(3))
                self.add(f"      {{ frame: {self.fresh()}, points: [{points}] }},")
            self.add("    ],", "  },", "")
            length += sum(len(line.encode()) + 1 for line in self.lines[start:])
        self.add("}")
        return self.text()


def group_digits(value):
    """A number in groups of five bits, the lowest first, as COCO writes it."""
    digits = ""
    while True:
        group, value = value & 31, value >> 5
        more = value != (-1 if group & 16 else 0)
        digits += chr(48 + group + 32 * more)
        if not more:
            return digits


def mask_counts(height=720, width=1280):
    """The runs of a rough disc, column by column; from the fourth on the difference to the one before last."""
    chance = random.Random(3)
    runs = [0]
    place = 0
    for column in range(width):
        reach = 1 - ((column - 640) / 500) ** 2
        if reach <= 0:
            continue
        half = int(300 * math.sqrt(reach)) + chance.randrange(5)
        begin, end = column * height + 360 - half, column * height + 360 + half
        runs[-1] = begin - place
        runs += [end - begin, 0]
        place = end
    runs[-1] = height * width - place
    return "".join(
        group_digits(run - (runs[index - 2] if index > 2 else 0)) for index, run in enumerate(runs))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mask.counts").write_text(mask_counts())
    for lines in map(int, sys.argv[2:]):
        sound = KEdit(lines, wrong=False).write(lines)
        size = len(sound.encode())
        files = {
            "sound.kedit": sound,
            "wrong.kedit": KEdit(lines, wrong=True).write(lines),
            "py": Python(lines).write(size),
            "just": Just(lines).write(size),
            "toml": Toml(lines).write(size),
            "jsonnet": Jsonnet(lines).write(size),
        }
        for ending, text in files.items():
            (folder / f"{lines}.{ending}").write_text(text, encoding="utf-8")


main()
