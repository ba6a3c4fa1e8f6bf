"""Words that others wrote, in records and files: as they may be shown on a terminal and go into a file's name."""

import re
from collections.abc import Sequence

import typer

_MOST_IDS = 100  # characters of rubrics' ids in a file's name
_LONGEST = 200  # bytes of a file's name; a system takes 255, endings and a number included

# Controls, among them those that a terminal obeys, what turns the direction of writing, and halves of characters.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_APART = re.compile(r'[<>:"/\\|?*]')  # between folders, drives and streams, and what Windows forbids


def plain(words: str) -> str:
    """The words on one line, without what a terminal would obey."""
    return _CONTROLS.sub("", words.replace("\n", " "))


def plain_lines(words: str) -> str:
    """The same, line by line."""
    return "\n".join(map(plain, words.split("\n")))


def show_line(words: str, *, err: bool = False) -> None:
    """Print a line."""
    typer.echo(plain(words), err=err)


def file_part(words: str) -> str:
    """The words as a part of a file's name: they lead into no other folder, and the name is not too long."""
    return _APART.sub("_", plain(words)).encode()[:_LONGEST].decode(errors="ignore")


def ids_part(ids: Sequence[str]) -> str:
    """The rubrics in a workbook's name: core+mine; where they are too many for a name, the first and how many more."""
    joined = "+".join(ids)
    return joined if len(joined) <= _MOST_IDS or len(ids) == 1 else f"{ids[0]}+{len(ids) - 1}"
