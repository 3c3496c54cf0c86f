"""Photos: what comes in, what is kept, what is gone."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from civicloop.core.errors import Invalid
from civicloop.proposals import photos


def picture(kind="JPEG", size=(800, 600), mode="RGB", color=None, **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, color).save(buffer, kind, **options)
    return buffer.getvalue()


def read(content: bytes) -> photos.Photo:
    return photos.read_photo(io.BytesIO(content), len(content))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def with_exif() -> bytes:
    """A photo as a phone takes it: lying on its side, with maker and position."""
    image = Image.new("RGB", (400, 300), "red")
    image.paste("blue", (0, 0, 400, 20))  # the top edge as stored; upright it is the right one
    exif = image.getexif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise
    exif[0x010F] = "Phone of Ada"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 50.0, 47.0), 3: "E", 4: (4.0, 21.0, 9.0)})
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=b"Ada's home", icc_profile=b"profile of Ada")
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_reads_what_phones_and_screens_make_and_keeps_webp(kind):
    photo = read(picture(kind))
    assert (photo.width, photo.height) == (800, 600)
    assert opened(photo.large).format == opened(photo.small).format == "WEBP"
    assert opened(photo.large).size == (800, 600)
    assert opened(photo.small).size == (640, 480)


def test_it_makes_large_pictures_smaller_and_small_ones_never_larger():
    assert opened(read(picture(size=(4000, 3000))).large).size == (1600, 1200)
    assert opened(read(picture(size=(1000, 5000))).large).size == (320, 1600)
    assert opened(read(picture(size=(20, 10))).small).size == (20, 10)


def test_position_maker_and_comments_are_gone_and_the_picture_stands_upright():
    source = with_exif()
    assert opened(source).getexif().get_ifd(0x8825), "the test's own photo must carry a position"
    photo = read(source)
    for kept in (photo.large, photo.small):
        image = opened(kept)
        assert not image.getexif()
        assert not image.getexif().get_ifd(0x8825)
        assert {"exif", "xmp", "icc_profile", "comment"}.isdisjoint(image.info)
        assert b"Ada" not in kept
    assert (photo.width, photo.height) == (300, 400)
    red, _green, blue = opened(photo.large).convert("RGB").getpixel((295, 200))
    assert blue > red, "the blue edge is on the right now"


def test_of_a_moving_picture_the_first_frame_stays():
    frames = [Image.new("RGB", (50, 50), color) for color in ("green", "red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], duration=100, lossless=True)
    kept = opened(read(buffer.getvalue()).large)
    assert getattr(kept, "n_frames", 1) == 1
    red, green, blue = kept.convert("RGB").getpixel((25, 25))
    assert green > max(red, blue)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_every_kind_of_pixels_is_read(mode):
    assert opened(read(picture("PNG", (700, 40), mode)).large).size == (700, 40)


def test_see_through_pixels_stay_see_through():
    assert opened(read(picture("PNG", mode="RGBA", color=(255, 0, 0, 0))).large).mode == "RGBA"


def test_cmyk_from_a_print_shop_is_read():
    assert opened(read(picture("JPEG", mode="CMYK")).large).mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xff\xd8\xff\xe0 cut off",
        b"GIF89a",
    ],
)
def test_what_is_no_picture_is_refused_at_the_field(content):
    with pytest.raises(Invalid, match="not a picture we can read") as refused:
        read(content)
    assert refused.value.field == "photo"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM", "ICO"])
def test_other_formats_are_not_even_tried(kind):
    with pytest.raises(Invalid, match="JPEG, PNG or WebP"):
        read(picture(kind, (64, 64)))


def test_a_cut_off_picture_is_refused():
    content = picture("PNG", (300, 300), color="red")
    with pytest.raises(Invalid, match="not a picture"):
        read(content[: len(content) // 2])


def test_more_than_8_mb_are_refused_before_anything_is_read():
    with pytest.raises(Invalid, match="larger than 8 MB"):
        photos.read_photo(io.BytesIO(b""), photos.MAX_BYTES + 1)


@pytest.mark.parametrize("size", [(6400, 6300), (20_000, 20_000), (60_000, 60_000)])
def test_a_small_file_of_very_many_pixels_is_refused_unread(size):
    # One bit per pixel compresses to almost nothing: a bomb that fits in a mail.
    header = picture("PNG", (8, 8), "1")
    bomb = _with_size(header, *size)
    with pytest.raises(Invalid, match="40 million pixels"):
        read(bomb)


def _with_size(png: bytes, width: int, height: int) -> bytes:
    import struct
    import zlib

    head = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + head + struct.pack(">I", zlib.crc32(head)) + png[33:]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_damaged_files_are_read_or_refused_never_anything_else(seed, kind):
    dice = random.Random(seed)
    content = bytearray(with_exif() if kind == "JPEG" else picture(kind, (60, 40), color="red"))
    for _ in range(dice.randrange(1, 12)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    try:
        photo = read(bytes(content))
    except Invalid as refused:
        assert refused.field == "photo"  # noqa: PT017 - some are read, some refused
    else:
        assert max(photo.width, photo.height) <= photos.LARGE


def test_both_files_are_stored_and_deleted_together(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = photos.store_photo(read(picture()))
    assert sorted(file.name for file in (tmp_path / "photos").iterdir()) == sorted(
        [photos.public_name(name), photos.public_name(photos.small_name(name))]
    )
    assert photos.stored_name(name, photos.public_name(name)) == name
    assert photos.stored_name(name, photos.public_name(photos.small_name(name))) == photos.small_name(name)
    assert photos.stored_name(name, "../secret.key") is None
    photos.delete_photo(name)
    photos.delete_photo(name)
    assert not list((tmp_path / "photos").iterdir())


def test_names_tell_nothing_and_never_repeat(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = read(picture(size=(10, 10)))
    names = {photos.store_photo(photo) for _ in range(20)}
    assert len(names) == 20
    assert all(len(photos.public_name(name)) == 37 for name in names)
