"""Damaged documents of every kind, scored like a folder that somebody sent: `python -m tests.mutants`.

Good documents are made from the seeds, mutated by chance (the same for the same seed), written to a temporary folder
and scored through the pipeline in guarded workers. Every file must be read or named with its reason. What else may
come of one - a program that failed, a process that died or was stopped - is counted and listed, and makes the exit
code 1.
"""

from __future__ import annotations

import argparse
import random
import struct
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from scorer.pipeline import Progress, Request, load_rubrics, score_reports
from tests.office.conversion import TEXT, WORD, convert
from tests.unit.documents.compound import compound
from tests.unit.documents.formats import made, ofds, pdfs

SEEDS = Path(__file__).parents[1] / "seeds"
KINDS = ("docx", "odt", "rtf", "pdf", "ofd", "html", "mht", "eml", "xlsx", "csv", "txt", "doc", "zip")
SLOW = "doc"  # LibreOffice starts for each: one in so many is enough
SLOW_ONE_IN = 40
OFFICE = ("docx", "pdf", "html", "odt", "rtf", "doc")
# What reasons say when one of our programs failed rather than found a fault in the document.
FAILURES = ("程序出错", "用时过长", "内存过大")
SHOWN = 20
KILOBYTE = 1024

Files = dict[str, bytes]  # by suffix
Mutation = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a number of documents."""

    read: int
    named: Counter[str]  # reasons, with how many documents each
    other: tuple[tuple[str, str], ...]  # documents with what went wrong with the program

    @property
    def total(self) -> int:
        return self.read + self.named.total() + len(self.other)


# --- good documents ----------------------------------------------------------------------------


def good_documents(texts: list[Path], folder: Path) -> list[Files]:
    """Each text in every kind: saved by LibreOffice where it is installed, else written by hand."""
    documents = [_by_hand(path.read_text(encoding="utf-8")) for path in texts]
    for suffix, paths in _by_office(texts, folder).items():
        for files, path in zip(documents, paths, strict=True):
            files[suffix] = path.read_bytes()
    for files in documents:
        files["zip"] = made.zipped({f"材料.{suffix}": files[suffix] for suffix in ("docx", "pdf", "txt")})
    return documents


def _by_office(texts: list[Path], folder: Path) -> dict[str, list[Path]]:
    words = convert(texts, WORD, folder, TEXT)
    if len(words) < len(texts):
        return {}
    saved = {suffix: convert(words, suffix, folder) for suffix in OFFICE[1:]}
    return {"docx": words} | {suffix: paths for suffix, paths in saved.items() if len(paths) == len(texts)}


def _by_hand(text: str) -> Files:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    page = "<html><head><title>{}</title><meta charset='utf-8'></head><body>{}</body></html>".format(
        lines[0], "".join(f"<p>{line}</p>" for line in lines)
    )
    return {
        "txt": text.encode("utf-8"),
        "csv": "\n".join(f"{number},{line}" for number, line in enumerate(lines)).encode("gb18030"),
        "html": page.encode("utf-8"),
        "mht": _web_archive(page),
        "eml": _message(lines[0], text),
        "xlsx": _workbook(lines),
        "ofd": ofds.report(text),
        "pdf": pdfs.pdf(*([*pdfs.lines(*ofds.broken(line, 28))] for line in lines)),
        "docx": made.word("".join(made.p(line) for line in lines)),
        "odt": made.opendocument("".join(f"<text:p>{line}</text:p>" for line in lines)),
        "rtf": made.rtf("".join(f"{line}\\par " for line in lines)),
        "doc": compound("WordDocument"),
    }


def _web_archive(page: str) -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "http://example.invalid/"
    message["Subject"] = "page"
    message.set_content(page, subtype="html")
    message.make_mixed()
    message.replace_header("Content-Type", message["Content-Type"].replace("mixed", "related"))
    return message.as_bytes()


def _message(title: str, text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.invalid", "b@example.invalid", title
    message.set_content(text)
    return message.as_bytes()


def _workbook(lines: list[str]) -> bytes:
    workbook, stream = Workbook(), BytesIO()
    sheet = workbook.worksheets[0]
    for row in enumerate(lines):
        sheet.append(row)
    workbook.save(stream)
    return stream.getvalue()


# --- mutations ---------------------------------------------------------------------------------


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def insert_bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 4, 4096))) + data[at:]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 16, KILOBYTE)) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    piece = data[at : at + chance.choice((1, 64, KILOBYTE))]
    return data[:at] + piece * chance.choice((2, 100)) + data[at:]


def zero(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    length = min(chance.choice((1, 512, 8192)), len(data) - at)
    return data[:at] + bytes(length) + data[at + length :]


def empty(_: bytes, chance: random.Random) -> bytes:
    return bytes(chance.choice((0, 1, 4096)))


MUTATIONS: tuple[Mutation, ...] = (flip_bits, flip_bits, insert_bytes, cut_out, repeat, zero)


def swap_entries(entries: list[tuple[str, bytes]], chance: random.Random) -> None:
    """Give two parts each other's content."""
    a, b = chance.randrange(len(entries)), chance.randrange(len(entries))
    (name, content), (other, others) = entries[a], entries[b]
    entries[a], entries[b] = (name, others), (other, content)


def drop_entry(entries: list[tuple[str, bytes]], chance: random.Random) -> None:
    del entries[chance.randrange(len(entries))]


def duplicate_entry(entries: list[tuple[str, bytes]], chance: random.Random) -> None:
    entries.insert(chance.randrange(len(entries) + 1), chance.choice(entries))


def mutate_entry(entries: list[tuple[str, bytes]], chance: random.Random) -> None:
    """Damage a part before it is packed: its checksum is right, so the reader itself meets the damage."""
    at = chance.randrange(len(entries))
    name, content = entries[at]
    if content:
        entries[at] = name, chance.choice(MUTATIONS)(content, chance)


ZIP_MUTATIONS = (swap_entries, drop_entry, duplicate_entry, mutate_entry, mutate_entry, mutate_entry)


def mutate_zip(data: bytes, chance: random.Random) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        entries = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    chance.choice(ZIP_MUTATIONS)(entries, chance)
    return _zipped(entries)


def _zipped(entries: list[tuple[str, bytes]]) -> bytes:
    """A zip file of parts, several of one name allowed (zipfile warns of them)."""
    body, directory = b"", b""
    for name, content in entries:
        spelt = name.encode("utf-8")
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(content) + packer.flush()
        sizes = struct.pack("<III", zlib.crc32(content), len(packed), len(content))
        fields = struct.pack("<HHHHH", 20, 0x800, ZIP_DEFLATED, 0, 0x21) + sizes + struct.pack("<HH", len(spelt), 0)
        directory += (
            b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + spelt
        )
        body += b"PK\x03\x04" + fields + spelt + packed
    counts = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + counts


# --- the run -----------------------------------------------------------------------------------


def mutants(documents: list[Files], count: int, chance: random.Random) -> list[tuple[str, bytes]]:
    """So many damaged documents, each with its suffix: all kinds in turn, every kind of damage."""
    found: list[tuple[str, bytes]] = []
    cuts = dict.fromkeys(KINDS, 0)  # kilobytes at which the next one is cut off
    while len(found) < count:
        for kind in KINDS:
            if len(found) == count or (kind == SLOW and chance.randrange(SLOW_ONE_IN // len(KINDS))):
                continue
            data = chance.choice(documents)[kind]
            found.append(_mutant(kind, data, cuts, chance))
    return found


def _mutant(kind: str, data: bytes, cuts: dict[str, int], chance: random.Random) -> tuple[str, bytes]:
    way = chance.randrange(20)
    if way == 0:
        return kind, empty(data, chance)
    if way < 3:
        return chance.choice(KINDS), data  # under the name of another kind
    if way < 7:
        cuts[kind] = (cuts[kind] + KILOBYTE) % max(len(data), 1)
        return kind, data[: cuts[kind]]
    if way < 13 and data.startswith(b"PK"):
        return kind, mutate_zip(data, chance)
    for _ in range(chance.choice((1, 1, 3))):
        data = chance.choice(MUTATIONS)(data, chance)
    return kind, data


def run(count: int, seed: int, folder: Path, jobs: int = 2) -> Outcome:
    """Make so many mutants in a folder and score them. Raises what the pipeline raises: nothing, for any documents."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    sent = folder / "sent"
    (folder / "good").mkdir()
    sent.mkdir()
    documents = good_documents(sorted(SEEDS.glob("*.txt")), folder / "good")
    for number, (suffix, data) in enumerate(mutants(documents, count, chance)):
        (sent / f"{number:05}.{suffix}").write_bytes(data)
    return score(sent, folder / "out", jobs)


def score(sent: Path, out: Path, jobs: int, progress: Progress = lambda *_: None) -> Outcome:
    """Score what is in a folder and return what became of it."""
    request = Request((sent,), load_rubrics(["core"]), out, jobs)
    (results,) = score_reports(request, progress)
    reasons = [(one.source, one.reason.zh) for one in results.unread]
    other = tuple((source, reason) for source, reason in reasons if any(failure in reason for failure in FAILURES))
    named = Counter(reason for source, reason in reasons if (source, reason) not in other)
    return Outcome(len(results.scorecards), named, other)


def tell(outcome: Outcome) -> None:
    """Print what became of documents."""
    print(f"read {outcome.read}, named {outcome.named.total()}, anything else {len(outcome.other)}")
    for reason, times in outcome.named.most_common():
        print(f"{times:6}  {reason}")
    for source, reason in outcome.other[:SHOWN]:
        print(f"  !  {source}: {reason}")


def main() -> int:
    """Print what became of them; 1 if anything but being read or named did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="mutants (2000)")
    parser.add_argument("--seed", type=int, default=0, help="chance begins from (0)")
    parser.add_argument("--keep", type=Path, help="a new folder to leave the mutants in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        outcome = run(options.count, options.seed, folder)
    tell(outcome)
    return 1 if outcome.other else 0


if __name__ == "__main__":
    sys.exit(main())
