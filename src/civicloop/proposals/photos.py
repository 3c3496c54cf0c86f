"""Photos: read carefully, made small, stripped of all they tell about phone, place and person."""

import secrets
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from civicloop.core.errors import Invalid

FOLDER = "photos"
MAX_BYTES = 8 * 2**20
MAX_PIXELS = 40_000_000  # more than any phone takes; 160 MB once unpacked
LARGE, SMALL = 1600, 640  # pixels of the longer side
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP")
SMALL_MARK = f"-{SMALL}"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept: two WebP files without metadata; width and height are the larger one's pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


def read_photo(file: IO[bytes], size: int) -> Photo:
    """Return an uploaded picture, upright, at most 1600 pixels long, without metadata; the first frame if it moves.

    Errors: Invalid at `photo` for a file that is too big or no picture.
    """
    if size > MAX_BYTES:
        raise too_large()
    try:
        clean = _unpacked(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Invalid:
        raise
    except Exception as error:  # whatever a hostile file makes the decoder raise: it is no picture
        sentence = _("This file is not a picture we can read. Choose a JPEG, PNG or WebP file.")
        raise Invalid(sentence, field="photo") from error
    small = clean.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Photo(_webp(clean), _webp(small), clean.width, clean.height)


def too_large() -> Invalid:
    """Return the error for a file over the limit."""
    sentence = _("This file is larger than %(most)d MB. Choose a smaller one, or send a screenshot of it.")
    return Invalid(sentence % {"most": MAX_BYTES // 2**20}, field="photo")


def store_photo(photo: Photo) -> str:
    """Keep a photo under a name nobody can guess, and return that name."""
    name = f"{FOLDER}/{secrets.token_hex(16)}.webp"
    default_storage.save(small_name(name), ContentFile(photo.small))
    return default_storage.save(name, ContentFile(photo.large))


def delete_photo(name: str) -> None:
    """Remove both files of a photo; nothing happens when they are gone already."""
    default_storage.delete(name)
    default_storage.delete(small_name(name))


def small_name(name: str) -> str:
    """Return the name of a photo's smaller file."""
    path = PurePosixPath(name)
    return str(path.with_stem(path.stem + SMALL_MARK))


def public_name(name: str) -> str:
    """Return the last part of a photo's name, as it stands in its address."""
    return PurePosixPath(name).name


def stored_name(photo: str, asked: str) -> str | None:
    """Return which stored file an address asks for: a photo's larger or smaller one, or None for any other name."""
    if not photo:
        return None
    return {public_name(photo): photo, public_name(small_name(photo)): small_name(photo)}.get(asked)


class PhotoQuota(FileUploadHandler):
    """Stop storing an upload as soon as it is over the limit; the words sent with it stay.

    Names of fields whose file was dropped are kept in `request.files_too_large`.
    """

    received = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin to count a file's bytes."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - the handlers' interface
        """Pass a piece on, or drop the file."""
        self.received += len(raw_data)
        if self.received > MAX_BYTES:
            dropped = getattr(self.request, "files_too_large", frozenset()) | {self.field_name}
            self.request.files_too_large = dropped  # type: ignore[union-attr]  # a note for the view
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the finished file to the handlers behind this one."""


def _unpacked(file: IO[bytes]) -> Image.Image:
    with Image.open(file, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels()
        image.draft("RGB", (LARGE, LARGE))  # a JPEG unpacks at a fraction of its size
        pixels = image.convert("RGBA" if image.has_transparency_data else "RGB")
        pixels.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
        upright = _upright(pixels)
        clean = Image.new(upright.mode, upright.size)
        clean.paste(upright)  # a new image has no EXIF, no colour profile, no comments
        return clean


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - broken metadata does not make it less of a picture
        return image


def _webp(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()


def _too_many_pixels() -> Invalid:
    sentence = _("This picture has more than %(most)d million pixels. Choose a smaller one.")
    return Invalid(sentence % {"most": MAX_PIXELS // 10**6}, field="photo")
