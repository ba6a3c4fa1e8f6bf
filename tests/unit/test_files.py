"""Files are written whole or not at all, and what is in the way is named with its remedy."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from scorer.errors import WorkbookError
from scorer.files import discard, remove_outdated, together, write_atomically


def write(path: Path, text: bytes) -> None:
    write_atomically(path, lambda stream: stream.write(text))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fail(stream: IO[bytes]) -> None:
    stream.write(b"half")
    raise OSError(errno.ENOSPC, "No space left on device")


def test_files_that_belong_together_are_put_in_place_together(tmp_path: Path) -> None:
    write(tmp_path / "a", b"old")
    write(tmp_path / "gone", b"old")
    with together():
        write(tmp_path / "a", b"new")
        write(tmp_path / "sub" / "b", b"new")
        remove_outdated(tmp_path / "gone")
        kept = contents(tmp_path)
        assert (kept.pop("a"), kept.pop("gone")) == (b"old", b"old")
        assert list(kept.values()) == [b"new", b"new"]
        assert all(name.endswith(".tmp") for name in kept)
    assert contents(tmp_path) == {"a": b"new", "sub/b".replace("/", os.sep): b"new"}


def test_folders_that_were_made_for_what_failed_go_again_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()

    def write_all() -> None:
        with together():
            write(tmp_path / "there" / "new" / "inner" / "a", b"new")
            write(tmp_path / "with notes" / "a", b"new")
            (tmp_path / "with notes" / "notes").write_bytes(b"of somebody else")
            write_atomically(tmp_path / "out" / "b", fail)

    with pytest.raises(WorkbookError):
        write_all()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["notes", "there", "with notes"]


def test_where_one_fails_none_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "a", b"old")
    write(tmp_path / "gone", b"old")

    def write_all() -> None:
        with together():
            write(tmp_path / "a", b"new")
            remove_outdated(tmp_path / "gone")
            write_atomically(tmp_path / "b", fail)

    with pytest.raises(WorkbookError) as caught:
        write_all()
    assert caught.value.message.zh.startswith(f"{tmp_path / 'b'}：")
    assert "磁盘空间不足，没有写成，原有文件未动。请腾出空间" in caught.value.message.zh
    assert contents(tmp_path) == {"a": b"old", "gone": b"old"}
    write(tmp_path / "a", b"new")
    assert contents(tmp_path) == {"a": b"new", "gone": b"old"}


def test_an_interruption_replaces_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a", b"old")

    def write_some() -> None:
        with together():
            write(tmp_path / "a", b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_some()
    assert contents(tmp_path) == {"a": b"old"}


def test_what_is_half_written_can_be_removed_at_once(tmp_path: Path) -> None:
    write(tmp_path / "a", b"old")

    def leave(stream: IO[bytes]) -> None:
        stream.write(b"half")
        discard()
        assert contents(tmp_path) == {"a": b"old"}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", leave)
    discard()  # nothing is being written
    assert contents(tmp_path) == {"a": b"old"}


def test_a_file_in_use_keeps_all_that_are_written_with_it_from_being_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, used = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write(first, b"old")
    write(used, b"old")
    opened = Path.open

    def open_unless_used(path: Path, mode: str = "r") -> IO[bytes]:
        if path == used and mode == "r+b":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, mode)

    def write_both() -> None:
        with together():
            write(first, b"new")
            write(used, b"new")

    monkeypatch.setattr(Path, "open", open_unless_used)
    with pytest.raises(WorkbookError) as caught:
        write_both()
    assert caught.value.message.zh.startswith(f"{used}：文件被占用或受保护")
    assert "Close it in Excel or WPS" in caught.value.message.en
    assert contents(tmp_path) == {"a.xlsx": b"old", "b.xlsx": b"old"}


@pytest.mark.parametrize("lock", [".~lock.a.xlsx#", "~$a.xlsx"])
def test_a_workbook_that_is_open_is_not_replaced_nor_removed(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "a.xlsx"
    (tmp_path / lock).write_bytes(b"lock")
    write(path, b"old")  # as long as there is none, nothing is lost
    for change in (partial(write, path, b"new"), partial(remove_outdated, path)):
        with pytest.raises(WorkbookError) as caught:
            change()
        assert caught.value.message.zh.startswith(f"{path}：文件被占用")
        assert f"请删去同一文件夹里的隐藏文件 {lock} 再运行" in caught.value.message.zh
    assert contents(tmp_path) == {"a.xlsx": b"old", lock: b"lock"}
    (tmp_path / lock).unlink()
    write(path, b"new")
    assert contents(tmp_path) == {"a.xlsx": b"new"}


def test_what_stands_in_the_way_of_a_folder_is_told_in_the_users_words(tmp_path: Path) -> None:
    file = tmp_path / "afile"
    file.write_bytes(b"x")
    folder = tmp_path / "b.json"
    folder.mkdir()
    for path, told in [
        (file / "a.xlsx", f"{file} 是一个文件，不是文件夹"),
        (file / "sub" / "a.xlsx", f"{file} 是一个文件，不是文件夹"),
        (folder, "这个名称已经是一个文件夹"),
        (tmp_path / ("长" * 200) / "a.xlsx", "名称太长"),
    ]:
        with pytest.raises(WorkbookError) as caught:
            write(path, b"new")
        assert caught.value.message.zh == f"{path}：{told}，没有写成，原有文件未动。请用 --out 指定另一个文件夹"
    assert contents(tmp_path) == {"afile": b"x"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_protected_file_and_a_closed_folder_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write(path, b"old")
    path.chmod(0o444)
    with pytest.raises(WorkbookError, match="in use or protected"):
        write(path, b"new")
    tmp_path.chmod(0o555)
    with pytest.raises(WorkbookError, match="the folder may not be written to"):
        write(path, b"new")
    tmp_path.chmod(0o755)
    assert contents(tmp_path) == {"a": b"old"}


def test_a_folder_on_a_disk_that_is_read_only_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str = "r") -> IO[bytes]:  # noqa: ARG001
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(WorkbookError, match="the folder may not be written to"):
        write(tmp_path / "a", b"new")


LIMITED = """
import resource, sys
from pathlib import Path
from scorer.errors import WorkbookError
from scorer.files import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), lambda stream: stream.write(bytes(100_000)))
except WorkbookError as error:
    sys.exit(error.message.zh)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_disk_that_does_not_take_the_file_loses_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a", b"old")
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "a")], capture_output=True, encoding="utf-8", check=False
    )
    assert run.stderr == (
        f"{tmp_path / 'a'}：文件太大，这个磁盘存不下，没有写成，原有文件未动。请用 --out 指定另一个磁盘\n"
    )
    assert contents(tmp_path) == {"a": b"old"}


def test_what_a_killed_run_left_goes_when_nobody_can_be_writing_it(tmp_path: Path) -> None:
    for name in (".a.0123abcd.tmp", ".b.0123abcd.tmp", ".mine.tmp", "c.0123abcd.tmp"):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / ".b.0123abcd.tmp")
    write(tmp_path / "a", b"new")
    assert sorted(contents(tmp_path)) == [".b.0123abcd.tmp", ".mine.tmp", "a", "c.0123abcd.tmp"]


def test_an_interruption_between_two_files_comes_when_both_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace
    interrupted: list[str] = []

    def interrupt(path: Path, target: Path) -> None:
        replace(path, target)
        if not interrupted:
            interrupted.append(target.name)
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)

    def write_both() -> None:
        with together():
            for name in ("a", "b"):
                write(tmp_path / name, b"new")

    with pytest.raises(KeyboardInterrupt):
        write_both()
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}
