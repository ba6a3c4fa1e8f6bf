"""Web pages (.html, and .mht that browsers and Word save): bytes in, an Extract out.

Parsed as browsers do it; nothing is fetched and no script is run. Of a page of a web site the article is read, of a
page that an office program saved everything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scorer.documents.formats import mail
from scorer.documents.formats.html_page import read_page
from scorer.documents.letter import is_message

if TYPE_CHECKING:
    from scorer.documents.extract import Extract

_MARKUP = re.compile(rb"[\xef\xbb\xbf\xfe\xff\s\x00]*<")


def read(data: bytes) -> Extract:
    """Read a page. Raises DocumentError where there is no text in it or its encoding cannot be told."""
    if not _MARKUP.match(data) and is_message(data):
        return mail.read(data)
    return read_page(data)
