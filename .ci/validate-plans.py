"""Holds plans against the published JSON Schema: python3 validate-plans.py SCHEMA FOLDER"""

import json
import pathlib
import sys

import jsonschema

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
plans = sorted(pathlib.Path(sys.argv[2]).glob("*.json"))
faults = 0
for plan in plans:
    for error in validator.iter_errors(json.loads(plan.read_text(encoding="utf-8"))):
        faults += 1
        print(f"{plan}: {error.json_path}: {error.message[:300]}", file=sys.stderr)
if faults or len(plans) < 100:
    sys.exit(f"{faults} faults in {len(plans)} plans")
print(f"{len(plans)} plans are valid")
