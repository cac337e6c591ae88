"""Colours a file with a TextMate grammar, by Oniguruma: python3 textmate-scopes.py GRAMMAR FILE

Prints a line for each byte of the file: its scopes from the outside to the inside, but for the
file's own.
"""

import json
import logging
import sys

from textmate_grammar.parsers.base import LanguageParser

logging.disable(logging.CRITICAL)
grammar, path = sys.argv[1:]
with open(grammar, encoding="utf-8") as file:
    parser = LanguageParser(json.load(file))
with open(path, encoding="utf-8", newline="") as file:
    lines = file.read().split("\n")

starts = [0]
for line in lines:
    starts.append(starts[-1] + len(line.encode()) + 1)
scopes = [""] * (starts[-1] - 1)
element = parser.parse_file(path)
for (line, column), text, names in element.flatten() if element else []:
    start = starts[line] + len(lines[line][:column].encode())
    for offset in range(start, min(start + len(text.encode()), len(scopes))):
        scopes[offset] = " ".join(names[1:])
print("\n".join(scopes))
