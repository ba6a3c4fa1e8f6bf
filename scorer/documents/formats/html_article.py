"""Which passages of a web page are the article, and which are menus, lists of other articles and imprints.

Libraries that do this were weighed on pages as Chinese offices publish them: they kept menus and imprints in more
than half of the layouts, or lost headlines, tables and footnotes. Here the article is the smallest element that
holds nearly all the prose outside links, with the headline above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from scorer.documents import wording

if TYPE_CHECKING:
    from scorer.documents.formats.html_walk import Passage, Region

_FEW_LINKS = 3  # a page with fewer has no menu
_NEARLY_ALL = 0.95  # of the prose
_LITTLE = 0.3  # of the prose: more is never taken for a menu
_MOSTLY = 0.6  # of the characters of a list of links
_SHORTEST_PROSE = 15  # characters
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 300
_FAR = 40  # passages between headline and article

_PAUSE = re.compile("[，。；！？]")
_ASIDE_TAGS = ("nav", "footer", "aside")
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|foot|footer|copyright|sidebar|share|related|recommend)(?:$|[\s_-])"
)
_IMPRINT = re.compile(r"ICP备|公网安备|网站标识码|版权所有|Copyright|©|备案(?:序|编)?号|网站地图", re.IGNORECASE)
_ABOVE_IMPRINT = re.compile(
    r"(?:主办|承办|协办|主管|维护|制作|技术支持|地址|联系电话|电话|传真|邮编|关于我们|网站声明)"
)
_NEAR_IMPRINT = 8  # passages


@dataclass(frozen=True, slots=True)
class _Weights:
    """Sums over the passages before each."""

    prose: list[int]
    size: list[int]
    linked: list[int]
    links: list[int]

    def share_of_prose(self, first: int, end: int) -> float:
        return (self.prose[end] - self.prose[first]) / max(self.prose[-1], 1)


def article_of(passages: list[Passage], regions: list[Region], title: str) -> list[Passage]:
    """Return the passages that are the article; all where there is no telling.

    `title` is what the page calls itself, often with the site's name behind. The headline comes first, marked.
    """
    if sum(passage.links for passage in passages) < _FEW_LINKS:
        return passages
    weights = _weigh(passages, [True] * len(passages))
    if not weights.prose[-1]:
        return passages
    wanted = [True] * len(passages)
    for region in regions:
        if _is_aside(region, weights):
            wanted[region.first : region.end] = [False] * (region.end - region.first)
    imprint = _imprint(passages, weights)
    wanted[imprint:] = [False] * (len(passages) - imprint)
    weights = _weigh(passages, wanted)
    first, end = _smallest(regions, weights, len(passages))
    headline = _headline(passages, first, end, title)
    chosen = [
        passage if index not in headline else replace(passage, styles=("title",), level=None, number="")
        for index, passage in enumerate(passages)
        if index in headline
        or (min([first, *headline]) <= index < end and wanted[index] and not _is_furniture(passage))
    ]
    return chosen or passages


def _weigh(passages: list[Passage], wanted: list[bool]) -> _Weights:
    prose = [_prose(passage) if counts else 0 for passage, counts in zip(passages, wanted, strict=True)]
    columns = (
        prose,
        [len(passage.text) for passage in passages],
        [passage.linked for passage in passages],
        [passage.links for passage in passages],
    )
    return _Weights(*(list(accumulate(column, initial=0)) for column in columns))


def _prose(passage: Passage) -> int:
    """Characters of a passage that is told in sentences, and not a link to more."""
    size = len(passage.text)
    if size < _SHORTEST_PROSE or passage.linked >= _MOSTLY * size or not _PAUSE.search(passage.text):
        return 0
    return 0 if wording.is_furniture(passage.text) else size - passage.linked


def _is_aside(region: Region, weights: _Weights) -> bool:
    first, end = region.first, region.end
    if weights.share_of_prose(first, end) > _LITTLE:
        return False
    if region.tag in _ASIDE_TAGS or _ASIDE_NAMES.search(region.names):
        return True
    size = weights.size[end] - weights.size[first]
    links = weights.links[end] - weights.links[first]
    told = weights.prose[end] > weights.prose[first]
    return not told and links >= _FEW_LINKS and weights.linked[end] - weights.linked[first] >= _MOSTLY * size


def _imprint(passages: list[Passage], weights: _Weights) -> int:
    """The first passage of what stands at the foot of every page of a site; behind the last where there is none."""
    enough = 1 - _LITTLE
    for index, passage in enumerate(passages):
        if weights.share_of_prose(0, index) >= enough and _is_imprint(passage):
            begin = index
            for above in range(index, max(index - _NEAR_IMPRINT, -1), -1):
                if _ABOVE_IMPRINT.match(passages[above].text):
                    begin = above
                elif _prose(passages[above]):
                    break
            return begin
    return len(passages)


def _is_imprint(passage: Passage) -> bool:
    return len(passage.text) <= 2 * wording.TITLE_LENGTH and _IMPRINT.search(passage.text) is not None


def _smallest(regions: list[Region], weights: _Weights, count: int) -> tuple[int, int]:
    """Bounds of the smallest region with nearly all the prose."""
    best = (0, count)
    for region in regions:
        smaller = region.end - region.first < best[1] - best[0]
        if smaller and weights.share_of_prose(region.first, region.end) >= _NEARLY_ALL:
            best = (region.first, region.end)
    return best


def _headline(passages: list[Passage], first: int, end: int, title: str) -> range:
    """The passages that bear the page's own title, or else the heading above the article; empty without."""
    called = _bare(title[:_LONGEST_TITLE])
    best = range(0)
    length = _SHORTEST_TITLE - 1
    for index in range(max(first - _FAR, 0), min(first + _FAR, end)):
        if _tells(passages[index]) and index >= first:
            break
        run = _run_in(passages, index, end, called)
        found = sum(len(_bare(passages[at].text)) for at in run)
        if found >= max(length, _SHORTEST_TITLE):
            best, length = run, found
    if best:
        return best
    headings = [index for index in range(max(first - _FAR, 0), first) if passages[index].level in (1, 2)]
    return range(headings[-1], headings[-1] + 1) if headings else range(0)


def _tells(passage: Passage) -> bool:
    """Whether the article's text has begun with it."""
    return _prose(passage) > 0 and "。" in passage.text


def _run_in(passages: list[Passage], index: int, end: int, called: str) -> range:
    """The passages from `index` on that together are part of the title."""
    text = ""
    at = index
    while at < end and passages[at].linked < _MOSTLY * len(passages[at].text):
        longer = text + _bare(passages[at].text)
        if longer not in called:
            break
        text = longer
        at += 1
    return range(index, at)


def _is_furniture(passage: Passage) -> bool:
    """Links to other pages, and buttons."""
    if passage.links and wording.is_furniture(passage.text):
        return True
    return passage.links > 1 and passage.linked >= _MOSTLY * len(passage.text) and not _prose(passage)


def _bare(text: str) -> str:
    return "".join(text.split())
