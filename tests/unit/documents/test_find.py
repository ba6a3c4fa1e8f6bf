import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scorer.documents.find import Found, find_documents
from scorer.errors import UsageError
from tests.unit.documents.links import link
from tests.unit.zips import encrypted, zipped

as_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root, nor by modes on Windows"
)


@pytest.fixture
def forbidden(tmp_path: Path) -> Iterator[Path]:
    """A folder with b.txt in it that may not be entered."""
    folder = tmp_path / "forbidden"
    put(folder, "b.txt")
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


def put(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("本局召开党组会。", encoding="utf-8")


def sources(*paths: Path) -> list[str]:
    return [found.source for found in find_documents(paths)[0]]


def test_a_file_is_shown_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, "总结.txt")
    assert find_documents([tmp_path / "总结.txt"]) == ([Found(tmp_path / "总结.txt", "总结.txt")], [])


def test_a_folder_is_walked_in_the_order_of_the_paths_below_it(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/2.MD", "a/1.markdown", "c/深/层.Txt")
    assert sources(tmp_path) == ["a/1.markdown", "a/2.MD", "b.txt", "c/深/层.Txt"]


def test_what_systems_and_programs_leave_in_folders_is_passed_over_in_silence(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.txt",
        ".hidden.txt",
        ".git/b.txt",
        "~$a.docx",
        "~WRL0005.tmp",
        "~wrd0000.TMP",
        ".DS_Store",
        "Thumbs.db",
        "README.md",
        "x/readme",
    )
    assert find_documents([tmp_path]) == ([Found(tmp_path / "a.txt", "a.txt")], [])


def test_a_readme_given_by_name_is_read(tmp_path: Path) -> None:
    put(tmp_path, "README.md")
    assert sources(tmp_path / "README.md") == ["README.md"]


def test_files_of_all_names_are_left_to_the_reader_who_goes_by_their_content(tmp_path: Path) -> None:
    put(tmp_path, "a.DOCX", "b.wps", "c.jpg", "d")
    assert sources(tmp_path) == ["a.DOCX", "b.wps", "c.jpg", "d"]


def test_what_was_saved_with_a_web_page_is_no_report(tmp_path: Path) -> None:
    put(
        tmp_path, "总结.html", "总结_files/a.js", "总结.files/b.png", "通知.HTM", "通知_files/c.css", "别的_files/d.txt"
    )
    assert sources(tmp_path) == ["别的_files/d.txt", "总结.html", "通知.HTM"]


# --- zip files ---------------------------------------------------------------------------------


def refusals(*paths: Path) -> list[tuple[str, str]]:
    return [(unread.source, unread.reason.zh) for unread in find_documents(paths)[1]]


def test_a_zip_file_is_walked_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(
        zipped({"子文件夹/甲局.docx": "x", "乙局.txt": "y", ".hidden": "", "__MACOSX/a": "", "README": ""})
    )
    put(tmp_path, "丙局.txt")
    assert find_documents([tmp_path]) == (
        [
            Found(tmp_path / "丙局.txt", "丙局.txt"),
            Found(path, "材料.zip/乙局.txt", ("乙局.txt",)),
            Found(path, "材料.zip/子文件夹/甲局.docx", ("子文件夹/甲局.docx",)),
        ],
        [],
    )
    assert sources(path) == ["材料.zip/乙局.txt", "材料.zip/子文件夹/甲局.docx"]


def test_what_was_saved_with_a_web_page_is_no_report_in_a_zip_file_either(tmp_path: Path) -> None:
    parts = (
        "东/总结.html",
        "东/总结_files/a.js",
        "东/总结_files/b/c.htm",
        "西/总结_files/d.txt",
        "通知.HTM",
        "通知.files/e",
    )
    (tmp_path / "a.zip").write_bytes(zipped(dict.fromkeys(parts, "x")))
    assert sources(tmp_path) == ["a.zip/东/总结.html", "a.zip/西/总结_files/d.txt", "a.zip/通知.HTM"]


def test_zip_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("东区", "西区"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "材料.zip").write_bytes(zipped({"甲局.txt": "x"}))
    assert sources(tmp_path / "东区" / "材料.zip", tmp_path / "西区" / "材料.zip") == [
        "东区/材料.zip/甲局.txt",
        "西区/材料.zip/甲局.txt",
    ]


def test_a_document_that_is_called_a_zip_file_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"word/document.xml": "<w/>"}))
    (tmp_path / "b.ZIP").write_bytes(zipped({"b.txt": "x"}))
    assert sources(tmp_path) == ["a.zip", "b.ZIP/b.txt"]


def test_zip_files_that_cannot_be_walked_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.zip").write_bytes(encrypted(zipped({"b.txt": "x", "c.txt": "y"})))
    (tmp_path / "c.zip").write_bytes(zipped({}))
    (tmp_path / "d.zip").write_bytes(zipped({".DS_Store": "x"}))
    told = refusals(tmp_path)
    assert [source for source, _ in told] == ["a.zip", "b.zip", "c.zip", "d.zip"]
    for (_, reason), fault in zip(told, ["已损坏", "已加密", "压缩包是空的", "压缩包是空的"], strict=True):
        assert fault in reason


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere does not exist or may not be opened"):
        find_documents([tmp_path / "nowhere"])


def test_a_folder_without_reports_is_named(tmp_path: Path) -> None:
    put(tmp_path, "README.md")
    with pytest.raises(UsageError, match="holds no reports") as caught:
        find_documents([tmp_path])
    assert str(tmp_path) in caught.value.message.zh


def test_a_file_found_on_two_ways_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt")
    assert sources(tmp_path, tmp_path / "a", tmp_path / "a" / "1.txt") == ["a/1.txt"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    put(tmp_path, "东区/总结.txt", "西区/总结.txt", "西区/计划.txt")
    assert sources(tmp_path / "东区", tmp_path / "西区") == ["东区/总结.txt", "西区/总结.txt", "计划.txt"]


def test_folders_of_one_name_are_told_apart_by_the_folders_above(tmp_path: Path) -> None:
    put(tmp_path, "甲/材料/1.txt", "乙/材料/1.txt")
    assert sources(tmp_path / "甲/材料", tmp_path / "乙/材料") == ["乙/材料/1.txt", "甲/材料/1.txt"]


def test_a_prefixed_name_does_not_meet_a_name_that_is_there_already(tmp_path: Path) -> None:
    put(tmp_path, "p/a/x.txt", "q/a/x.txt", "r/x.txt")
    found = sources(tmp_path / "p/a", tmp_path / "q", tmp_path / "r")
    assert len(set(found)) == 3


def test_the_order_of_arguments_does_not_matter(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt", "b/1.txt", "b/2.pdf")
    assert find_documents([tmp_path / "a", tmp_path / "b"]) == find_documents([tmp_path / "b", tmp_path / "a"])


def test_links_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt")
    link(tmp_path / "a" / "up", tmp_path, folder=True)
    link(tmp_path / "again", tmp_path / "a", folder=True)
    assert sources(tmp_path) == ["a/1.txt"]


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    put(tmp_path, "ok.txt")
    for name, target in {"a.txt": "b.txt", "b.txt": "a.txt", "gone.txt": "nowhere", "self": "self"}.items():
        link(tmp_path / name, target)
    found, unread = find_documents([tmp_path])
    assert [f.source for f in found] == ["ok.txt"]
    assert [(u.source, "没有指向任何文件" in u.reason.zh) for u in unread] == [
        ("a.txt", True),
        ("b.txt", True),
        ("gone.txt", True),
        ("self", True),
    ]


@as_user
def test_a_link_into_a_forbidden_folder_is_told(tmp_path: Path, forbidden: Path) -> None:
    put(tmp_path / "mine", "ok.txt")
    link(tmp_path / "mine" / "b.txt", forbidden / "b.txt")
    found, unread = find_documents([tmp_path / "mine"])
    assert [f.source for f in found] == ["ok.txt"]
    assert [(u.source, "没有权限" in u.reason.zh) for u in unread] == [("b.txt", True)]


@as_user
def test_a_path_below_a_forbidden_folder_is_named(forbidden: Path) -> None:
    with pytest.raises(UsageError, match=r"b\.txt does not exist or may not be opened"):
        find_documents([forbidden / "b.txt"])


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(36, "File name too long")])
def test_a_path_that_cannot_be_looked_up_is_named(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(os, "stat", fail)
    with pytest.raises(UsageError, match=r"a\.txt does not exist or may not be opened"):
        find_documents([Path("a.txt")])


def test_a_path_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"长{9}"):
        find_documents([tmp_path / ("长" * 5000)])


@pytest.mark.parametrize("name", ["0.txt", "z.txt"])
def test_of_a_link_and_its_file_the_file_is_named(name: str, tmp_path: Path) -> None:
    put(tmp_path, "sub/m.txt")
    link(tmp_path / name, tmp_path / "sub" / "m.txt")
    link(tmp_path / "sub" / name, "m.txt")
    assert find_documents([tmp_path]) == ([Found(tmp_path / "sub" / "m.txt", "sub/m.txt")], [])
    assert sources(tmp_path / name, tmp_path / "sub") == ["m.txt"]


def test_a_folder_that_does_not_open_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", "closed/b.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found, unread = find_documents([tmp_path])
    assert [f.source for f in found] == ["a.txt"]
    assert [(u.source, "打不开" in u.reason.zh) for u in unread] == [("closed", True)]
