"""What the rubrics that come with the tool are called, without the time that checking them takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Text
from scorer.rubric.shipped import rubric_folder, rubric_names
from scorer.written.parse import parse, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator


def rubric_titles() -> Iterator[tuple[str, str, Text]]:
    """Name, version and title of each, in order. Raises RubricError where one does not even have these."""
    for name in rubric_names():
        path = rubric_folder() / f"{name}.yaml"
        match parse(read_file(path), str(path)).data:
            case {"version": str(version), "title": str(title)}:
                yield name, version, Text(title, title)
            case {"version": str(version), "title": {"zh": str(zh), "en": str(en)}}:
                yield name, version, Text(zh, en)
            case _:
                from scorer.rubric.load import load_rubric  # knows what is wrong

                rubric = load_rubric(path)
                yield name, rubric.version, rubric.title
