import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scorer.documents.find import Found, find_documents
from scorer.errors import UsageError
from tests.unit.documents.links import link

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
        ".DS_Store",
        "Thumbs.db",
        "README.md",
        "x/readme",
    )
    assert find_documents([tmp_path]) == ([Found(tmp_path / "a.txt", "a.txt")], [])


def test_a_readme_given_by_name_is_read(tmp_path: Path) -> None:
    put(tmp_path, "README.md")
    assert sources(tmp_path / "README.md") == ["README.md"]


def test_documents_of_other_kinds_are_told_with_the_remedy(tmp_path: Path) -> None:
    put(tmp_path, "a.DOCX", "b.wps", "c.jpg")
    found, unread = find_documents([tmp_path])
    assert found == []
    assert [(u.source, u.reason.zh) for u in unread] == [
        ("a.DOCX", "暂不支持 .docx 格式；请打开后另存为 .txt（UTF-8 编码）再评。"),
        ("b.wps", "暂不支持 .wps 格式；请打开后另存为 .txt（UTF-8 编码）再评。"),
        ("c.jpg", "不是文字材料（图片、程序等），没有读取；如确是材料，请另存为 .txt。"),
    ]


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
