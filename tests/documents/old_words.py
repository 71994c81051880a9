"""Documents of old Word made byte by byte: the least that is whole, and the ways in which one is not."""

import struct
from collections.abc import Iterator

SECTOR, FREE, END, TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
STREAM = 4096  # the least length that is kept in sectors of its own
LOCKED, SECOND_TABLE = 0x0100, 0x0200


def office_file(streams: dict[str, bytes]) -> bytes:
    """A small file system: the header, one sector of the allocation table, one of the directory, then the streams."""
    names = list(streams)
    chain, starts, content = [TABLE, END], [], b""
    for name in names:
        padded = streams[name].ljust(-(-len(streams[name]) // SECTOR) * SECTOR, b"\0")
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + len(padded) // SECTOR), END]
        content += padded
    entries = [_entry("Root Entry", 5, END, 0, child=1 if names else FREE)]
    for at, name in enumerate(names, 1):
        entries.append(_entry(name, 2, starts[at - 1], len(streams[name]), right=at + 1 if at < len(names) else FREE))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    table = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    return _header() + table + directory + content


def _header() -> bytes:
    numbers = (0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, STREAM, END, 0, END, 0)
    return MAGIC + bytes(16) + struct.pack("<HHHHHHLLLLLLLLLL", *numbers) + struct.pack("<109I", 0, *[FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    rest = (len(words), kind, 1, FREE, right, child, bytes(16), 0, 0, 0, start, size, 0)
    return words.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIII", *rest)


def block(*, magic: int = 0xA5EC, flags: int = SECOND_TABLE, pieces: tuple[int, int] = (0, 64)) -> bytes:
    """The file information block and the text after it."""
    content = bytearray(STREAM)
    struct.pack_into("<H", content, 0, magic)
    struct.pack_into("<H", content, 0x0A, flags)
    struct.pack_into("<II", content, 0x01A2, *pieces)
    return bytes(content)


def old_word_file(**values: int | tuple[int, int]) -> bytes:
    """A document that may be read, or one whose block says what the test wants."""
    return office_file({"WordDocument": block(**values), "1Table": bytes(STREAM)})  # type: ignore[arg-type]


def broken_old_words() -> Iterator[tuple[str, bytes, str]]:
    """What is wrong, the file, and a word of the sentence about it."""
    whole = old_word_file()
    for part in (1, 4, 8, 16):
        yield f"cut after {part} sectors", whole[: part * SECTOR], "incomplete"
    yield "one sector less", whole[: -SECTOR - 1], "incomplete"
    yield "only the head", whole[:100], "incomplete"
    yield "garbage after the head", whole[:SECTOR] + bytes(range(256)) * 40, "incomplete"
    yield "a locked one", old_word_file(flags=SECOND_TABLE | LOCKED), "password"
    yield "an encrypted new one", office_file({"EncryptedPackage": bytes(STREAM)}), "password"
    yield "another magic", old_word_file(magic=0xA5DC), "incomplete"
    yield "a table that is not there", old_word_file(flags=0), "incomplete"
    yield "pieces outside of their table", old_word_file(pieces=(4000, 200)), "incomplete"
    yield "no pieces", old_word_file(pieces=(0, 0)), "incomplete"
    yield "a block too short", office_file({"WordDocument": b"\xec\xa5".ljust(STREAM, b"\0")[:64]}), "incomplete"
    yield "a workbook", office_file({"Workbook": bytes(STREAM)}), "not an Office document"
    yield "plain words", "方案".encode() * 400, "not an Office document"
