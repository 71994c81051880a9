"""Files kept by the hash of their content: streamed, hashed, synced and renamed before anybody speaks of them."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024
HASH_LENGTH = 64
FRESH_SECONDS = 60 * 60  # longer than any form takes from its file to its row


class DamagedError(Exception):
    """A kept file is gone, or its content is not what its name says."""


class Storage:
    """A folder of files named by their SHA-256; two letters a subfolder, and one folder for what is still coming in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, stream: BinaryIO) -> str:
        """Write a stream and answer its hash. When this returns, a power loss does not take it back."""
        incoming = self._made(self._folder / "incoming")
        handle, name = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(handle, "wb") as file:
                digest = _copy(stream, file)
                file.flush()
                os.fsync(file.fileno())
            if not self._is_touched(digest) or not self.is_whole(digest):
                self._put(Path(name), digest)
            return digest
        finally:
            with suppress(FileNotFoundError):
                os.unlink(name)

    def keep_bytes(self, content: bytes) -> str:
        return self.keep(BytesIO(content))

    def path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def is_whole(self, digest: str) -> bool:
        """Whether the file is there and still has the content it was kept with."""
        try:
            self.open_whole(digest).close()
        except DamagedError:
            return False
        return True

    def open_whole(self, digest: str) -> BinaryIO:
        """Open a file after hashing all of it again. Raises DamagedError."""
        try:
            file = self.path(digest).open("rb")
        except OSError as error:
            raise DamagedError(digest) from error
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            file.close()
            raise DamagedError(digest)
        file.seek(0)
        return file

    def all_hashes(self) -> Iterator[str]:
        """The name of every kept file."""
        if self._folder.is_dir():
            for folder in sorted(self._folder.iterdir()):
                if folder.is_dir() and folder.name != "incoming":
                    yield from sorted(file.name for file in folder.iterdir())

    def is_fresh(self, digest: str) -> bool:
        """Whether it was brought within the hour: its row may still be on its way."""
        return _is_fresh(self.path(digest))

    def discard(self, digest: str) -> bool:
        """Remove a file that no row names any more; not where somebody brings the same content at this moment.

        Whoever brings it touches the file first. Set aside before it is looked at for the last time, it is either
        found touched and put back, or missed by the other, who writes it anew.
        """
        path, aside = self.path(digest), self._made(self._folder / "incoming") / f"discarded-{digest}"
        if _is_fresh(path):
            return False
        try:
            path.replace(aside)
        except FileNotFoundError:
            return False
        if _is_fresh(aside):
            aside.replace(path)
            return False
        aside.unlink(missing_ok=True)
        _sync(path.parent)
        return True

    def _is_touched(self, digest: str) -> bool:
        """Say that this content is wanted again (see `discard`); False where it is not kept."""
        try:
            os.utime(self.path(digest))
        except FileNotFoundError:
            return False
        return True

    def _put(self, file: Path, digest: str) -> None:
        target = self.path(digest)
        folder = self._made(target.parent)
        file.chmod(0o640)
        file.replace(target)
        _sync(folder)

    def _made(self, folder: Path) -> Path:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            _sync(folder.parent)
        return folder


def _copy(stream: BinaryIO, file: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while part := stream.read(CHUNK):
        digest.update(part)
        file.write(part)
    return digest.hexdigest()


def _is_fresh(path: Path) -> bool:
    try:
        return path.stat().st_mtime > time.time() - FRESH_SECONDS
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    """A rename is safe only when the folder that holds it is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
