"""Write Parquet in a process of its own: rows come in on stdin, bytes of the file go out on stdout.

A script without Django: pyarrow takes some 80 MB and gives little of it back, which no web process should carry for
ever because somebody once took a Parquet file. Each message is a length (8 bytes, big endian) and as many bytes. The
first one in names columns and facts, every later one holds a group of rows as JSON, an empty one ends the file. After
each message the bytes written since go out as one message.
"""

import io
import json
import struct
import sys
from typing import IO, Any

LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Return the next message.

    Errors: EOFError when the other side is gone.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError("the other side of the pipe is gone")
    return stream.read(LENGTH.unpack(head)[0])


class Sink:
    """A file that only grows: what was taken away keeps counting towards its position."""

    closed = False

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._position = 0

    def take(self) -> bytes:
        """Return what was written since the last taking."""
        data = self._buffer.getvalue()
        self._buffer = io.BytesIO()
        return data

    def write(self, data: Any) -> int:
        """Add bytes."""
        written = self._buffer.write(data)
        self._position += written
        return written

    def tell(self) -> int:
        """Return how many bytes were written in all."""
        return self._position

    def flush(self) -> None:
        """Do nothing: the buffer is memory."""

    def close(self) -> None:
        """Mark the file as closed."""
        self.closed = True

    def readable(self) -> bool:
        """Return False: it is for writing."""
        return False

    def writable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return False: what is gone is gone."""
        return False


def main() -> None:
    """Turn messages of rows into a Parquet file (zstd), one row group per message."""
    import pyarrow as pa  # noqa: PLC0415 - the other side imports this file for `send` and `receive` only
    import pyarrow.parquet as pq  # noqa: PLC0415

    source, target = sys.stdin.buffer, sys.stdout.buffer
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "moment": pa.timestamp("ms", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    about = json.loads(receive(source))
    fields = [pa.field(name, types[kind], metadata={"description": words}) for name, kind, words in about["columns"]]
    schema = pa.schema(fields, metadata=about["facts"])
    sink = Sink()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        send(target, sink.take())
        while group := receive(source):
            values = zip(*json.loads(group), strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            send(target, sink.take())
    send(target, sink.take())


if __name__ == "__main__":
    main()
