"""What the YAML parser stumbles over -> what an author who does not know YAML can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scorer.model import Text
from scorer.written.problem import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    from scorer.written.problem import Advice

TAB = (
    Text("缩进用了制表符（Tab）", "a tab is used for indentation"),
    Text("把 Tab 换成空格，每级两个", "use spaces instead, two for each level"),
)
QUOTE = (
    Text("这里开始的引号没有配对", "the quote that opens here is not closed"),
    Text("在这段文字末尾补上同样的引号", "close it with the same quote"),
)
DASH = (
    Text("“-”后面少一个空格", "the space after the dash is missing"),
    Text("改成“- ”", "write a dash and a space “- ”"),
)
INDENT = (
    Text("缩进与上下行不齐", "this line is not aligned with those around it"),
    Text("同一级的行，前面的空格要一样多", "begin lines of one level with the same number of spaces"),
)
INNER_COLON = (
    Text("文字里有冒号，会被误读", "a colon in this text is misread"),
    Text("给整句加引号", "put the whole text in quotes"),
)
# Words of the parser's complaint -> advice; the first that fits.
FAULTS: tuple[tuple[str, Advice], ...] = (
    ("found a tab character", TAB),
    ("found unexpected end of stream", QUOTE),
    ("found unexpected document indicator", QUOTE),
    (
        "found unexpected ':'",
        (
            Text("词里的冒号会被误读", "a colon in this text is misread"),
            Text("给这个词加引号", "put the text in quotes"),
        ),
    ),
    (
        "mapping values are not allowed",
        (
            Text("这里不该有冒号", "a colon is not allowed here"),
            Text(
                "文字里有冒号时给整句加引号；再看上一行是否少了冒号，缩进是否对齐",
                "quote text that holds a colon; see also whether the line above lacks its colon or is not aligned",
            ),
        ),
    ),
    (
        "could not find expected ':'",
        (
            Text("这一行少了冒号", "this line lacks its colon"),
            Text(
                "写成“名称: 内容”，冒号用英文的，后面空一格",
                "write “name: value”, with a space after the colon",
            ),
        ),
    ),
    (
        "',' or ']'",
        (
            Text("方括号里缺逗号或缺 ]", "a comma or ] is missing in the list"),
            Text("各词之间用英文逗号 , 隔开，末尾写 ]", "put commas between the items and ] at the end"),
        ),
    ),
    (
        "',' or '}'",
        (
            Text("花括号里缺逗号或缺 }", "a comma or } is missing in the braces"),
            Text("各项之间用英文逗号 , 隔开，末尾写 }", "put commas between the entries and } at the end"),
        ),
    ),
    (
        "expected node content",
        (
            Text("括号没有配对", "brackets do not match"),
            Text("每个 [ 和 { 都要有对应的 ] 和 }", "close every [ and { with its ] and }"),
        ),
    ),
    (
        "expected '-' indicator",
        (
            Text("这里应是列表的下一条", "the next item of the list is expected here"),
            Text(
                "每条以“- ”开头，并与上一条对齐；引号、括号后不能再有文字",
                "begin each item with “- ”, aligned with the one above; nothing may follow a closing quote",
            ),
        ),
    ),
    (
        "block sequence entries are not allowed",
        (
            Text("“- ”不能写在这里", "“- ” is not allowed here"),
            Text("列表的每条另起一行，或写成 [甲, 乙]", "begin each item on a line of its own, or write [a, b]"),
        ),
    ),
    (
        "did not find expected key",
        (
            Text("这里与上文接不上", "this does not continue what stands above"),
            Text(
                "同级的名称要对齐；引号、括号后不能再有文字，文字里有引号时外面换一种引号",
                "align names of one level; nothing may follow a closing quote or bracket; text that holds "
                "quotes needs the other kind around it",
            ),
        ),
    ),
    (
        "<document start>",
        (
            Text("上面的内容已经结束，这里多出了文字", "the content above has ended, yet more follows here"),
            Text("检查这里的缩进和多余的括号", "check the indentation and surplus brackets here"),
        ),
    ),
    (
        "escape",
        (
            Text("双引号里的 \\ 有特殊含义", "\\ has a meaning of its own in double quotes"),
            Text("改用单引号", "use single quotes"),
        ),
    ),
)
# Characters that mean something at the beginning of a value.
RESERVED = (
    ("scanning an alias", "*"),
    ("scanning an anchor", "&"),
    ("a tag", "!"),
    ("tag handle", "!"),
    ("a directive", "%"),
    ("mapping keys are not allowed", "?"),
    ("a block scalar", "| >"),
)
# A dash, or a name and a colon, that YAML does not see as such: no space after it, or full-width.
MISLEADING = re.compile(r"\s*(?:- +)*(?:(-)(?=[^\s-])|[A-Za-z_]+(：|:(?=[^\s/])))")
NAME = re.compile(r"\s*(?:- +)*[A-Za-z_]+")
SAID = re.compile(r"\s*(?:- +)*[A-Za-z_]+: +[^\s#\[{|>]")  # a name with its value, after which nothing can be deeper
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def faults(error: yaml.MarkedYAMLError, text: str) -> Iterator[tuple[Place, Advice]]:
    """What is wrong where the parser gave up: the signs that misled it, or else what it complains of."""
    mark: Any = error.problem_mark or error.context_mark
    said = " ".join(filter(None, (error.context, error.problem)))
    lines = LINE_END.split(text)
    if "mapping values" in said or "':'" in said:
        misleading = list(_misleading(lines, mark.line))
        if misleading:
            yield from misleading
            return
    out_of_line = _out_of_line(said, lines, mark)
    if out_of_line:
        yield out_of_line
        return
    if _is_inner_colon(error, said, text):
        yield place(mark), INNER_COLON
        return
    # Where a quote, an alias or a name began says more than where the parser noticed.
    began = error.context_mark if re.search(r"quoted scalar|scanning an? |simple key", said) else None
    yield place(began or mark), _advice(said, text[mark.index : mark.index + 1])


def place(mark: Any) -> Place:
    """The parser's mark, counted from 1."""
    return Place(mark.line + 1, mark.column + 1)


def reserved(character: str) -> Advice:
    """Advice on a value that begins with a character that YAML keeps for itself."""
    return (
        Text(
            f"{character} 开头的内容在 YAML 里有特殊含义",
            f"a value that begins with {character} is special in YAML",
        ),
        Text("给整句加引号，或删去这个符号", "put the whole value in quotes, or remove the character"),
    )


def _misleading(lines: list[str], last: int) -> Iterator[tuple[Place, Advice]]:
    """Misleading dashes and colons in the line where the parser stopped and in the lines right above it."""
    for number in range(min(last, len(lines) - 1), -1, -1):
        found = MISLEADING.match(lines[number])
        if found:
            sign = found.lastindex or 0
            yield Place(number + 1, found.start(sign) + 1), DASH if found[1] else colon(found[2])
        elif number != last:
            return


def _is_inner_colon(error: yaml.MarkedYAMLError, said: str, text: str) -> bool:
    """Whether a colon stopped the parser within brackets; on another line they are more likely not closed."""
    opened, mark = error.context_mark, error.problem_mark
    if opened is None or mark is None or opened.line != mark.line:
        return False
    return text[mark.index : mark.index + 1] == ":" and ("',' or ']'" in said or "',' or '}'" in said)


def _out_of_line(said: str, lines: list[str], mark: Any) -> tuple[Place, Advice] | None:
    """That the line where the parser stopped has a space too many or too few, or none after its dash."""
    line, above = (lines[number] if 0 <= number < len(lines) else "" for number in (mark.line, mark.line - 1))
    indent = len(line) - len(line.lstrip(" "))
    at = Place(mark.line + 1, indent + 1)
    if "mapping values" in said:
        name = NAME.fullmatch(line[: mark.column])
        return (at, INDENT) if name and SAID.match(above) and "-" not in name[0] else None
    if mark.column != indent or not ("expected '-' indicator" in said or "did not find expected key" in said):
        return None
    dash = MISLEADING.match(line)
    return at, DASH if dash and dash[1] else INDENT


def colon(character: str) -> Advice:
    """Advice on a colon that YAML does not see as one."""
    fault = (
        Text("冒号是全角的“：”", "the colon is the full-width “：”")
        if character == "："
        else Text("冒号后面少一个空格", "the space after the colon is missing")
    )
    return fault, Text("改成英文冒号加一个空格“: ”", "write a plain colon and a space “: ”")


def _advice(said: str, character: str) -> Advice:
    if "cannot start any token" in said:
        return TAB if character == "\t" else reserved(character)
    for words, sign in RESERVED:
        if words in said:
            return reserved(sign)
    for words, advice in FAULTS:
        if words in said:
            return advice
    return (
        Text(f"YAML 写法有误（{said}）", f"YAML syntax: {said}"),
        Text(
            "检查这一行及上一行的缩进、冒号后的空格、引号和括号",
            "check indentation, the space after a colon, quotes and brackets here and on the line above",
        ),
    )
