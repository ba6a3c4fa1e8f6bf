"""Returned workbooks -> a merged review round; two results -> what changed. Rooms meet here as in the pipeline."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorer.documents.kind import OFFICE_SUFFIXES
from scorer.errors import UsageError, WorkbookError
from scorer.model import Lang, Text
from scorer.model.comparison import Comparison
from scorer.model.review import Flaw, Merged, Review, Round
from scorer.names import spelt
from scorer.results.from_json import Record, parse_record
from scorer.review.compare import compare
from scorer.review.merge import divided, merge
from scorer.review.records import join_records
from scorer.review.reviewers import join_decisions, join_reviews
from scorer.review.shown import scores_that_differ
from scorer.workbook.read import NoRecordError, open_returned, read_review

MOST_JSON = 500_000_000  # bytes; the results of ten thousand reports are a tenth of it
IN_USE = "~$"  # what Excel and WPS put beside a workbook while it is open begins like this
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})  # of the last three the reader says what to do
BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)  # by a forged file
REPORTS = OFFICE_SUFFIXES | {".txt", ".md", ".html", ".htm", ".csv", ".zip"}
RUBRICS = frozenset({".yaml", ".yml"})
WANTED_RESULTS = Text(
    "这里要的是评分结果：score 写的 JSON、发出或填好的评分卡，或 score merge 写的工作簿、JSON",
    "Results are wanted here: the JSON that score wrote, a scorecard as it was issued or filled in, or what score "
    "merge wrote",
)
WANTED_REVIEWS = Text(
    "这里要的是复核结果：score merge 写的工作簿或 JSON",
    "Reviews are wanted here: the workbook or the JSON that score merge wrote",
)
NOTHING_TAKEN = Text("其余工作簿照常合并", "the other workbooks are merged")


@dataclass(frozen=True, slots=True)
class _Returned:
    """What a file that was handed back says about one rubric."""

    name: str  # tells it from the others
    record: Record  # with what was entered in the file itself
    rubrics: tuple[str, ...]  # ids of all that the file has, in its order
    flaws: tuple[Flaw, ...] = ()


def merge_returned(paths: Sequence[Path]) -> tuple[Round, ...]:
    """Merge returned workbooks, and workbooks or JSON files merged before, of these paths and the folders among them:
    a round for each rubric. Those of rubrics that came back in one workbook stand beside each other, and tell so.

    What cannot be read, or is not as it was issued, becomes a flaw, and the rest is taken in. Raises UsageError where
    there is no file, and WorkbookError where none can be read.
    """
    returned: list[_Returned] = []
    flaws: list[Flaw] = []
    for name, path in _files(paths):
        try:
            returned += _read(name, path)
        except WorkbookError as error:
            flaws.append(Flaw(name, "", "", error.message, NOTHING_TAKEN))
    if not returned:
        raise _nothing_read(flaws)
    return tuple(replace(one, flaws=(*flaws, *one.flaws)) for one in _by_rubric(returned))


def read_rounds(path: Path) -> tuple[Round, ...]:
    """The review rounds, one for each rubric, in a file that `score merge` wrote, or in workbooks that came back.

    Raises WorkbookError where it cannot be read, and UsageError where a folder has no workbook.
    """
    return merge_returned([path]) if path.is_dir() else _by_rubric(_read_wanted(path, WANTED_REVIEWS))


def compare_results(old: Path, new: Path, *, anyway: bool = False) -> Comparison:
    """Compare the results in two files, each JSON or a workbook as it was issued, filled in or merged.

    Of workbooks with several rubrics the one is taken that both have. Raises WorkbookError where one cannot be read,
    and UsageError where they do not have exactly one in common, or where their rubrics give other points for the same
    evidence, unless `anyway`.
    """
    before, after = _of_same_rubric(*(_by_rubric(_read_wanted(path, WANTED_RESULTS)) for path in (old, new)))
    if before.results.by is not after.results.by:
        raise UsageError(
            Text(
                "两份结果一份按材料评、一份按单位评，评的不是同一种对象，不能比。请用同一种方式评出的结果",
                "one of the two was scored by report and the other by agency, so that their subjects cannot be "
                "compared. Take two that were scored alike",
            )
        )
    comparison = compare(before, after, (old.name, new.name))
    if comparison.differences and not anyway:
        zh, en = ("\n".join(f"  {one.say(lang)}" for one in comparison.differences) for lang in (Lang.ZH, Lang.EN))
        raise UsageError(
            Text(
                f"两份结果的评分标准算分不同，分数不能直接比：\n{zh}\n确要比较，请加 --anyway",
                f"the two rubrics score differently, so that points cannot be compared:\n{en}\nTo compare all the "
                "same, add --anyway",
            )
        )
    return comparison


def _of_same_rubric(old: Sequence[Round], new: Sequence[Round]) -> tuple[Merged, Merged]:
    """What is compared of two files: all that they hold, where each holds one rubric; else what both have."""
    if len(old) == len(new) == 1:
        return old[0].merged, new[0].merged
    pairs = [(one, other) for one in old for other in new if one.rubric.id == other.rubric.id]
    if len(pairs) == 1:
        one, other = pairs[0]
        return one.merged, other.merged
    ids = [sorted({one.rubric.id for one in rounds}) for rounds in (old, new)]
    zh, en = ([mark.join(some) for some in ids] for mark in ("、", ", "))
    raise UsageError(
        Text(
            f"两份结果的评分标准分别是 {zh[0]} 和 {zh[1]}，要刚好有一份相同才能比。"
            "请改用 score 为每份标准各写一份的 JSON，如 seeds-core.json",
            f"the results are by {en[0]} and by {en[1]}: to compare them, exactly one rubric must be in both. Name the "
            "JSON files instead, which score writes one for each rubric, such as seeds-core.json",
        )
    )


def _read_wanted(path: Path, wanted: Text) -> list[_Returned]:
    """What a file holds. WorkbookError names it; of a file that is something else it tells what, and what is wanted."""
    other, cause = _something_else(path), None
    try:
        if other is None:
            return _read(path.name, path)
    except NoRecordError as error:
        other, cause = error.what, error
    except WorkbookError as error:
        raise WorkbookError(Text(f"{path}：{error.message.zh}", f"{path}: {error.message.en}")) from error
    raise WorkbookError(Text(f"{path}：{other.zh}。{wanted.zh}", f"{path}: {other.en}. {wanted.en}")) from cause


def _something_else(path: Path) -> Text | None:
    """What a file or folder is by its name, if neither workbook nor JSON."""
    suffix = path.suffix.lower()
    if path.is_dir():
        return Text("是文件夹", "it is a folder")
    if not path.is_file() or suffix in WORKBOOKS or suffix == ".json":
        return None
    if suffix in RUBRICS:
        return Text(
            "是评分标准：检查它用 score rubric check，按它评分用 score 材料 --rubric 标准",
            "it is a rubric: check it with score rubric check, score by it with score REPORTS --rubric RUBRIC",
        )
    if suffix in REPORTS:
        return Text("是被评的材料：评分用 score 材料", "it is a report: score it with score REPORT")
    return Text("不是 score 写的文件", "score did not write it")


def _nothing_read(flaws: Iterable[Flaw]) -> WorkbookError:
    zh = "\n".join(f"{flaw.workbook}：{flaw.what.zh}" for flaw in flaws)
    en = "\n".join(f"{flaw.workbook}: {flaw.what.en}" for flaw in flaws)
    return WorkbookError(Text(f"没有一个工作簿能读：\n{zh}", f"none of the workbooks can be read:\n{en}"))


def _by_rubric(returned: Sequence[_Returned]) -> tuple[Round, ...]:
    """A round for each rubric; those of rubrics that came back in one workbook beside each other."""
    of: dict[str, list[_Returned]] = defaultdict(list)
    for one in returned:
        of[one.record.results.rubric.id].append(one)
    filled_in = {one.name for one in returned if any(review.subjects for review in one.record.reviews)}
    return tuple(_merge(of[id_], together, filled_in) for together in _together(returned) for id_ in together)


def _together(returned: Sequence[_Returned]) -> list[tuple[str, ...]]:
    """The rubrics, by id: those together that came back in one workbook, be it over others. They stand in the order of
    the workbook that has most of them, where no other has another order; else by their ids.
    """
    groups: list[set[tuple[str, ...]]] = []  # orders that have to do with each other
    for rubrics in sorted({one.rubrics for one in returned}):
        joined = [group for group in groups if any(set(rubrics) & set(order) for order in group)]
        groups = [group for group in groups if group not in joined] + [{rubrics}.union(*joined)]
    return sorted(map(_one_order, groups))


def _one_order(orders: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    longest = max(orders, key=lambda order: (len(order), order))
    if all(order == tuple(id_ for id_ in longest if id_ in order) for order in orders):
        return longest
    return tuple(sorted({id_ for order in orders for id_ in order}))


def _merge(returned: Sequence[_Returned], together: tuple[str, ...], filled_in: Collection[str]) -> Round:
    issue = join_records([(one.name, one.record) for one in returned])
    reviews, decisions = [], []
    for one in returned:
        for review in one.record.reviews:
            reviews += [(one.name, part) for part in (issue.part(one.name, review),) if part]
        if one.record.decisions:
            decisions += [(one.name, part) for part in (issue.part(one.name, one.record.decisions),) if part]
    joined, about_reviews = join_reviews(reviews, filled_in)
    settled, about_decisions = join_decisions(decisions)
    merged = merge(issue.results, joined, settled)
    flaws = [flaw for one in returned for flaw in one.flaws]
    return Round(merged, divided(merged), (*flaws, *issue.flaws, *about_reviews, *about_decisions), together)


# --- files -------------------------------------------------------------------------------------


def _files(paths: Iterable[Path]) -> list[tuple[str, Path]]:
    """The files, each once, by the shortest names that tell them apart. UsageError where there is none."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _inside(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    if not found:
        raise UsageError(
            Text(
                f"{'、'.join(map(str, paths))} 里没有工作簿。请写出交回的 .xlsx 文件，或放着它们的文件夹",
                f"there is no workbook in {', '.join(map(str, paths))}. Name the returned .xlsx files or their folder",
            )
        )
    return sorted(zip(_told_apart(list(found.values())), found.values(), strict=True))


def _told_apart(files: Sequence[Path]) -> list[str]:
    """For each file its name, with as many of the folders above it as tell it from the others; wherever they lie."""
    parts = [[spelt(part) for part in file.absolute().parts] for file in files]
    lengths = [1] * len(files)
    while True:
        names = ["/".join(part[-length:]) for part, length in zip(parts, lengths, strict=True)]
        times = Counter(names)
        longer = [
            length + (times[name] > 1 and length < len(part))
            for name, length, part in zip(names, lengths, parts, strict=True)
        ]
        if longer == lengths:
            return names
        lengths = longer


def _inside(folder: Path) -> Iterator[Path]:
    """What may be a returned workbook in a folder and those below it; others are only read where they are named."""
    for file in folder.rglob("*"):
        if file.suffix.lower() in WORKBOOKS and not file.name.startswith(IN_USE) and file.is_file():
            yield file


def _read(name: str, path: Path) -> list[_Returned]:
    """What a file holds, by rubric. Raises WorkbookError, which does not name the file."""
    try:
        return [_read_json(name, path)] if path.suffix.lower() == ".json" else list(_read_workbook(name, path))
    except BROKEN as error:
        raise WorkbookError(
            Text(
                "内容不合规定，读不下去，可能被改过。请用发出时的工作簿重新填写，或用 score 重新生成",
                "what it holds makes no sense: it may have been changed. Fill in the workbook as it was issued, or "
                "make it anew with score",
            )
        ) from error


def _read_json(name: str, path: Path) -> _Returned:
    record = parse_record(_text(path))
    return _Returned(name, record, (record.results.rubric.id,))


def _read_workbook(name: str, path: Path) -> Iterator[_Returned]:
    returned = open_returned(path)
    records: dict[str, Record] = {}
    for record in map(parse_record, returned.records):
        records.setdefault(record.results.rubric.id, record)
    rubrics = tuple(records) if len(records) > 1 else ()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    for record in records.values():
        entered = read_review(returned, record.results, decided=record.merged, rubrics=rubrics)
        found = (*entered.flaws, *scores_that_differ(entered.scores, entered.review, record.results))
        # Neither depends on what else is merged or from where, so that step by step gives the same as all at once.
        review = replace(entered.review, workbook=spelt(path.name), sha256=sha256)
        flaws = tuple(_located(flaw, name, record, rubrics) for flaw in found)
        yield _Returned(name, _with_review(record, review), tuple(records), flaws)


def _with_review(record: Record, review: Review) -> Record:
    """What was issued, with what was entered."""
    if not record.merged:
        return replace(record, reviews=(review,))
    before = record.decisions  # tells the workbooks that they were settled in; the cells do not
    unchanged = before is not None and before.subjects == review.subjects
    return record if unchanged else replace(record, decisions=review)


def _located(flaw: Flaw, name: str, record: Record, rubrics: Sequence[str]) -> Flaw:
    """The flaw of the workbook of this name. Where it is of no sheet, it is told of which of several rubrics it is."""
    flaw = replace(flaw, workbook=name)
    if flaw.sheet or not rubrics:
        return flaw
    title, what = record.results.rubric.title, flaw.what
    return replace(flaw, what=Text(f"《{title.zh}》：{what.zh}", f"{title.en}: {what.en}"))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST_JSON).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise WorkbookError(Text(f"读不了（{why}）。请检查文件", f"cannot be read ({why}). Check the file")) from error
