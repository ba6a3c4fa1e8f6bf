"""Workbooks in, workbooks edited and saved by LibreOffice out; and the values that it computes.

Tests call `edit`, `values` and `all_values`, or `run` to share one start of the program among several workbooks.
LibreOffice is driven by `macro.py`, which a Python that can `import uno` runs; the two meet in JSON files. Each run has
a folder and a profile of its own, so that runs may go side by side; the workbooks given are never opened in place.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tests.office.steps import Step, as_json

MACRO = Path(__file__).with_name("macro.py")
LIMIT = 180.0  # seconds
GRACE = 30.0  # seconds for the macro to end LibreOffice
TAIL = 3000


class OfficeError(Exception):
    """A step failed, or LibreOffice did; tells the workbook, the step, the reason and what LibreOffice printed."""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What a cell shows whose formula fails."""

    text: str  # "#DIV/0!", "#REF!", "Err:502"


Value = float | str | ErrorValue | None
Values = dict[str, dict[str, Value]]  # sheet -> address -> value


@dataclass(frozen=True, slots=True)
class Job:
    """One workbook: what to do to it, where to save it (.xlsx, .xls or .ods), which cells to read at the end."""

    workbook: Path
    steps: Sequence[Step] = ()
    save_as: Path | None = None
    read: Mapping[str, Sequence[str]] | Literal["all"] | None = None


def installed() -> bool:
    """Whether this machine has LibreOffice and a Python that can speak to it."""
    return find_soffice() is not None and _find_python() is not None


def edit(workbook: Path, steps: Sequence[Step], save_as: Path) -> None:
    """Open, do the steps in turn, recalculate, save in the format that the suffix of `save_as` names.

    Raises OfficeError; nothing is saved then.
    """
    run([Job(workbook, steps, save_as)])


def values(workbook: Path, cells: Mapping[str, Sequence[str]]) -> Values:
    """What the cells hold after a hard recalculation: numbers (dates and booleans too), text, errors, None if blank."""
    return run([Job(workbook, read=cells)])[0]


def all_values(workbook: Path) -> Values:
    """What every cell holds after a hard recalculation; blank cells and empty text are left out."""
    return run([Job(workbook, read="all")])[0]


def run(jobs: Sequence[Job], limit: float = LIMIT) -> list[Values]:
    """Do the jobs in turn in one LibreOffice; what each one read (nothing, if it was not asked to).

    Raises OfficeError for the first job that fails, after all have been tried, or once `limit` seconds are over.
    """
    done = []
    for outcome in outcomes(jobs, limit):
        if isinstance(outcome, OfficeError):
            raise outcome
        done.append(outcome)
    return done


def outcomes(jobs: Sequence[Job], limit: float = LIMIT) -> list[Values | OfficeError]:
    """As `run`, with the error of a job that fails in its place; the others are done and saved.

    Raises OfficeError where LibreOffice does not work or `limit` seconds are over: nothing is saved then.
    """
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        orders = [_order(job, folder / str(number)) for number, job in enumerate(jobs)]
        answers, printed = _drive(folder, orders, limit)
        found = [_outcome(answer, printed) for answer in answers]
        for job, order, outcome in zip(jobs, orders, found, strict=True):
            if job.save_as and not isinstance(outcome, OfficeError):
                shutil.copyfile(order["save_as"], job.save_as)
    return found


def _order(job: Job, folder: Path) -> dict[str, Any]:
    """The job as the macro reads it, on a copy of the workbook: LibreOffice leaves locks beside what it opens."""
    folder.mkdir()
    copy = folder / job.workbook.name
    shutil.copyfile(job.workbook, copy)
    return {
        "workbook": str(copy),
        "steps": [as_json(step) for step in job.steps],
        "save_as": job.save_as and str(folder / f"saved{job.save_as.suffix}"),
        "read": job.read,
    }


def _drive(folder: Path, orders: list[dict[str, Any]], limit: float) -> tuple[list[dict[str, Any]], str]:
    """What the macro answers for each job, and what was printed meanwhile."""
    script, answer, log = folder / "script.json", folder / "answer.json", folder / "log.txt"
    plan = {"soffice": str(find_soffice()), "profile": str(folder / "profile"), "jobs": orders}
    script.write_text(json.dumps(plan), encoding="utf-8")
    command = [str(_find_python()), str(MACRO), str(script), str(answer)]
    with log.open("wb") as output:
        ended = _wait(command, output.fileno(), limit)
    printed = log.read_text(encoding="utf-8", errors="replace")[-TAIL:]
    told: dict[str, Any] = {"error": "the macro ended without an answer" if ended else f"not done within {limit:g} s"}
    if ended and answer.exists():
        told = json.loads(answer.read_text(encoding="utf-8"))
    if "error" in told:
        raise _error(told["error"], printed)
    return told["jobs"], printed


def _wait(command: list[str], output: int, limit: float) -> bool:
    """Whether the macro ended by itself. It ends LibreOffice, and itself, once its standard input is closed.

    So nothing stays behind even where this process is killed.
    """
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, env=environment()
    )
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.communicate(timeout=GRACE)  # closes its standard input
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _outcome(answer: dict[str, Any], printed: str) -> Values | OfficeError:
    if "error" in answer:
        return _error(answer["error"], printed)
    return {
        sheet: {
            address: ErrorValue(value["error"]) if isinstance(value, dict) else value
            for address, value in cells.items()
        }
        for sheet, cells in answer["read"].items()
    }


def _error(why: str, printed: str) -> OfficeError:
    return OfficeError(f"{why}\n--- LibreOffice and its macro printed:\n{printed}")


def environment() -> dict[str, str]:
    """This process's environment without what is meant for its own Python and would lead another one astray.

    The locale is fixed: LibreOffice shows and sorts by it, and finds files with Chinese names only in a UTF-8 one.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"LC_ALL": "C.UTF-8"}


@cache
def find_soffice() -> Path | None:
    """LibreOffice on PATH or where its installers put it."""
    on_path = [shutil.which(name) for name in ("soffice", "libreoffice")]
    roots = [Path(os.environ[name]) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if name in os.environ]
    usual = [
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        *(root / "LibreOffice" / "program" / "soffice.exe" for root in roots),
        *sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True),
    ]
    found = [Path(name) for name in on_path if name] + [path for path in usual if path.is_file()]
    return found[0] if found else None


@cache
def _find_python() -> Path | None:
    """A Python that can `import uno`: LibreOffice's own, or the system's where a package has put it there."""
    soffice = find_soffice()
    if soffice is None:
        return None
    program = soffice.resolve().parent
    candidates = [
        program / "python.exe",
        program / "python",
        program.parent / "Resources" / "python",
        Path("/usr/bin/python3"),
        Path(sys.executable),
    ]
    for python in candidates:
        if python.is_file() and _imports_uno(python):
            return python
    return None


def _imports_uno(python: Path) -> bool:
    try:
        tried = subprocess.run([str(python), "-c", "import uno"], capture_output=True, env=environment(), timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
