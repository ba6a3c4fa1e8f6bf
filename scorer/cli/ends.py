"""How a command ends: with an exit code, and with words on standard error where something went wrong."""

from collections.abc import Callable

import typer

from scorer.cli.foreign import plain_lines
from scorer.model import Lang, Text

DONE, SOME_LEFT, NOT_DONE = 0, 1, 2  # all taken in; some input could not be; nothing was written

Translate = Callable[[str, str], str]  # one of two wordings, Chinese and English


def fail(message: Text, lang: Lang) -> int:
    """Say why nothing was done; the exit code for that."""
    typer.echo(plain_lines(message.say(lang)), err=True)
    return NOT_DONE


def tell_written(path: object, lang: Lang) -> None:
    """Say that a file has been written."""
    typer.echo(Text(f"已写出 {path}", f"written: {path}").say(lang))
