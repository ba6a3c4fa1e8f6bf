"""The command line: arguments, messages, exit codes. The only room that prints or exits."""

from scorer.cli.command import main

__all__ = ["main"]
