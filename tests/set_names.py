"""`python -m tests.set_names`: write the names of the lexicon's sets into the schema, for editors to offer."""

from __future__ import annotations

import json
import re

import yaml

from scorer.rubric.shipped import lexicon_folder, schema_file

WIDTH = 50  # characters of names on one line
NAMES = re.compile(r'("set_name": \{.*?"enum": \[)[^\]]*(\])', re.DOTALL)


def refreshed(schema: str) -> str:
    """The schema's text with the names as the lexicon has them."""
    lexicon = (lexicon_folder() / "common.yaml").read_text(encoding="utf-8")
    lines = [""]
    for name in yaml.load(lexicon, Loader=yaml.CSafeLoader)["sets"]:
        if len(lines[-1]) > WIDTH:
            lines.append("")
        lines[-1] += f" {json.dumps(name, ensure_ascii=False)},"
    listed = "".join(f"\n         {line}" for line in lines).rstrip(",")
    return NAMES.sub(lambda found: f"{found[1]}{listed}\n        {found[2]}", schema)


if __name__ == "__main__":
    path = schema_file()
    path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
