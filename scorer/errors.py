"""What can go wrong, said so that the person at the terminal knows what to do."""

from __future__ import annotations

from scorer.model import Text


class ScorerError(Exception):
    """Base of all errors that are shown to users. `message` names the file, the fault and the remedy."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class UsageError(ScorerError):
    """The command was given something it cannot work with."""


class RubricError(ScorerError):
    """A rubric that does not hold; the message lists every problem, a line each."""


class AgenciesError(ScorerError):
    """A list of agencies that does not hold; the message lists every problem, a line each."""


class DocumentError(ScorerError):
    """One document that cannot be read; the run goes on without it."""


class WorkbookError(ScorerError):
    """A result that cannot be written or read back."""
