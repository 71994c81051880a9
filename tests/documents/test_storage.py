"""Kept files: named by their content, written whole or not at all, hashed at every opening."""

import os
import time
from io import BytesIO
from pathlib import Path

import pytest

from portal.documents import storage as module
from portal.documents.storage import FRESH_SECONDS, DamagedError, Storage


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path)


def test_the_same_content_is_kept_once(storage: Storage) -> None:
    assert storage.keep(BytesIO(b"one")) == storage.keep_bytes(b"one")
    assert len(list(storage.all_hashes())) == 1


def test_changed_content_is_never_handed_out(storage: Storage) -> None:
    digest = storage.keep_bytes(b"as it was")
    storage.path(digest).write_bytes(b"as it is.")
    with pytest.raises(DamagedError):
        storage.open_whole(digest)
    storage.path(digest).unlink()
    with pytest.raises(DamagedError):
        storage.open_whole(digest)


def test_keeping_again_puts_a_damaged_file_right(storage: Storage) -> None:
    digest = storage.keep_bytes(b"as it was")
    storage.path(digest).write_bytes(b"broken")
    storage.keep_bytes(b"as it was")
    with storage.open_whole(digest) as file:
        assert file.read() == b"as it was"


def test_file_and_folder_are_synced_before_it_returns(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real = os.fsync

    def note(handle: int) -> None:
        order.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        real(handle)

    storage.keep_bytes(b"makes the folders")
    monkeypatch.setattr(module.os, "fsync", note)
    storage.keep_bytes(b"another")
    assert order[0] == "file"
    assert order[-1] == "folder"


def test_a_full_disk_leaves_nothing_behind(storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        storage.keep_bytes(b"too much")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def aged(storage: Storage, content: bytes) -> str:
    digest = storage.keep_bytes(content)
    os.utime(storage.path(digest), (then := time.time() - FRESH_SECONDS - 1, then))
    return digest


def test_what_nobody_brings_is_discarded(storage: Storage, tmp_path: Path) -> None:
    digest = aged(storage, b"nobody's")
    assert storage.discard(digest)
    assert not storage.discard(digest), "it is gone already"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_was_brought_lately_is_not_discarded(storage: Storage) -> None:
    digest = aged(storage, b"somebody's")
    assert not storage.is_fresh(digest)
    storage.keep_bytes(b"somebody's")
    assert storage.is_fresh(digest)
    assert not storage.discard(digest)
    assert storage.is_whole(digest)


def test_whoever_brings_it_while_it_is_being_discarded_finds_it(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first look and the last: the touched file is put back."""
    digest, real = aged(storage, b"somebody's"), Path.replace

    def touched(self: Path, target: Path) -> Path:
        monkeypatch.undo()
        storage.keep_bytes(b"somebody's")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", touched)
    assert not storage.discard(digest)
    assert storage.is_whole(digest)
