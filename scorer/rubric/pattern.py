"""Why a pattern cannot be used."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import re2

from scorer.model import Text

if TYPE_CHECKING:
    from scorer.written.problem import Advice

QUIET = re2.Options()
QUIET.log_errors = False  # the library would write to standard error

# Words of RE2's complaint -> advice; the first that fits.
REFUSED: tuple[tuple[str, Advice], ...] = (
    (
        "perl operator",
        (
            Text("不支持这种 (?…) 写法", "this (?…) is not supported"),
            Text(
                "不能用环视 (?=…)、(?!…)；改用 unless 排除",
                "there is no look-around (?=…), (?!…); use unless instead",
            ),
        ),
    ),
    (
        "escape sequence",
        (
            Text("不支持这个反斜杠写法", "this backslash is not supported"),
            Text(
                "不能用反向引用 \\1；汉字直接写，不用 \\u",
                "there is no back-reference \\1; write characters as they are, not as \\u",
            ),
        ),
    ),
    (
        "missing )",
        (
            Text("圆括号没有配对", "a bracket is not closed"),
            Text("补上 )，原样的括号写成 \\(", "add ), or write \\("),
        ),
    ),
    (
        "unexpected )",
        (
            Text("圆括号没有配对", "a bracket was not opened"),
            Text("删去 )，原样的括号写成 \\)", "remove ), or write \\)"),
        ),
    ),
    (
        "missing ]",
        (
            Text("方括号没有配对", "a bracket is not closed"),
            Text("补上 ]，原样的括号写成 \\[", "add ], or write \\["),
        ),
    ),
    (
        "repetition size",
        (
            Text("重复次数太多", "it repeats too often"),
            Text("重复次数总共不超过 1000", "repeat at most 1000 times in all"),
        ),
    ),
    (
        "repetition operator",
        (
            Text("* + ? 的位置不对", "* + ? is in the wrong place"),
            Text("它前面要有内容，原样的符号写成 \\* \\+ \\?", "put something before it, or write \\* \\+ \\?"),
        ),
    ),
    (
        "character class",
        (
            Text("方括号里的范围不对", "the range in the brackets is wrong"),
            Text("范围从小到大写，如 [0-9]", "write ranges upwards, such as [0-9]"),
        ),
    ),
)


@cache  # many rubrics share the patterns of a lexicon
def fault(pattern: str) -> Advice | None:
    """What keeps RE2 from using a pattern, or makes it match empty text; None if it is fit for use."""
    try:
        compiled = re2.compile(pattern, QUIET)
    except re2.error as error:
        return _refused(pattern, error)
    matches = (compiled.search(text) for text in ("", "一", "a"))
    if any(match and match.start() == match.end() for match in matches):
        return (
            Text(f"模式 {pattern} 不含任何字也算命中", f"the pattern {pattern} matches empty text"),
            Text("至少要求一个字", "make it require at least one character"),
        )
    return None


def _refused(pattern: str, error: Exception) -> Advice:
    said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
    why, remedy = next((advice for words, advice in REFUSED if words in said), (Text(said, said), _SYNTAX))
    return Text(f"模式 {pattern} 不能用：{why.zh}", f"the pattern {pattern} is refused: {why.en}"), remedy


_SYNTAX = Text("按 RE2 语法改写", "use the syntax of RE2")
