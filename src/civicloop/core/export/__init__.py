"""Full exports of what is public: each room declares its tables and fields once, in its `exports.py`.

From one declaration come the files (CSV, JSON Lines, Parquet), the data dictionary and the list of exports.
"""

from civicloop.core.export.fields import Export, Field, Kind, export, exports, register
from civicloop.core.export.formats import FORMATS, Format, format_of
from civicloop.core.export.rows import count
from civicloop.core.export.stream import export_file, open_stream

__all__ = [
    "FORMATS",
    "Export",
    "Field",
    "Format",
    "Kind",
    "count",
    "export",
    "export_file",
    "exports",
    "format_of",
    "open_stream",
    "register",
]
