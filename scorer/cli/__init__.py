"""The command line: arguments, messages, exit codes. The only room that prints or exits."""

from __future__ import annotations

import sys

from scorer.cli import interruption


def main() -> None:
    """Run the command line and exit: 0 all scored, 1 some input unread, 2 wrong usage or rubric, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.unraisablehook = lambda _: None  # what fails while it is cleared away: the cause is told where it is caught
    interruption.watch(english="en" in sys.argv or "--lang=en" in sys.argv)
    code = 0
    try:
        if sys.argv[1:] == ["--version"]:  # known without the commands and what they load
            tell_version()
        else:
            from scorer.cli.command import run  # slow to import, and Ctrl-C may come meanwhile

            code = run(sys.argv[1:])
    except BaseException:  # libraries turn an interruption into whatever they like
        if not interruption.came():
            raise
    sys.exit(interruption.tell() if interruption.came() else code)


def tell_version() -> None:
    """Print the version that is installed."""
    from importlib.metadata import version

    print(version("model-agency-scorecard"))
