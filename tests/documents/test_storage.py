"""Kept files: named by their content, written whole or not at all, hashed at every opening."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from portal.documents import storage as module
from portal.documents.storage import DamagedError, Storage


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
