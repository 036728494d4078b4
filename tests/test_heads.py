"""What a page says of itself to those who link to it: title, description, picture, JSON-LD."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import SMALL, edit
from PIL import Image

from generator import card, publish
from generator.assembly import assemble
from generator.card import HEIGHT, MARGIN, WIDTH

ADDRESS = "https://example.org/sheet/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dossier built for an address, with a page whose front matter says nothing."""
    project = tmp_path_factory.mktemp("heads") / "project"
    shutil.copytree(SMALL, project)
    edit(project / "mkdocs.yml", "docs_dir: content", f"docs_dir: content\nsite_url: {ADDRESS}")
    (project / "content/about/bare.md").write_text(
        "# Bare & plain\n\n- a list\n\nThe *first* words < others, "
        + "and many more that follow them " * 6
        + "\n\nMore.\n",
        encoding="utf-8",
    )
    built = publish.build(project, assemble(project))
    assert built.reasons == ()
    return built.site


def heads(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(site).as_posix(), text.partition("<body")[0]


def meta(head: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)"', head)
    return unescape(found[1]) if found else ""


def test_every_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    titles = Counter(re.findall(r"<title>(.*?)</title>", head)[0] for _, head in heads(site))
    assert [one for one, count in titles.items() if count > 1] == []
    described = {
        path: meta(head, "description") for path, head in heads(site) if path != "404.html"
    }
    assert all(described.values())
    assert len(set(described.values())) == len(described) > 20


def test_a_hand_written_page_is_described_by_its_first_words(site: Path) -> None:
    head = dict(heads(site))["about/bare/index.html"]
    words = meta(head, "description")
    assert words.startswith("The first words < others, and many more")
    assert words.endswith("…")
    assert len(words) <= 160
    assert meta(head, "og:title") == meta(head, "citation_title") == "Bare & plain"
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    found = json.loads(data)
    assert (found["name"], found["description"]) == ("Bare & plain", words)
    assert found["url"] == f"{ADDRESS}about/bare/"


def test_every_page_names_a_picture_that_is_there(site: Path) -> None:
    for path, head in heads(site):
        if path == "404.html":
            continue
        address = meta(head, "og:image")
        assert address.startswith(ADDRESS), path
        with Image.open(site / urlsplit(address).path.removeprefix("/sheet/")) as picture:
            assert picture.format == "PNG"
            assert picture.size == (WIDTH, HEIGHT)
        own = path.split("/")[0] in ("actors", "agreements", "routes", "who-says-what")
        own = own and path.count("/") == 2
        assert (address == f"{ADDRESS}assets/cards/index.png") != own, path
        assert meta(head, "og:image:alt") == (
            meta(head, "og:title") if own else meta(head, "og:site_name")
        )


def test_without_an_address_there_is_no_picture(small: Path) -> None:
    built = publish.build(small, assemble(small))
    assert built.reasons == ()
    assert not (built.site / "assets/cards").exists()
    assert all("og:image" not in head for _, head in heads(built.site))


# --- the picture ---


def ink(picture: bytes) -> tuple[int, int, int, int]:
    """The box of all that is brighter than the lesser words: the title."""
    with Image.open(BytesIO(picture)) as opened:
        light = opened.convert("L").point(lambda value: 255 * (value > 230))
        box = light.getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(
    "title",
    ["A", "Recep Tayyip Erdoğan", "A question of some length? " * 5, "word " * 300, "W" * 300],
    ids=["letter", "name", "question", "words", "one word"],
)
def test_a_title_stays_within_its_room(title: str) -> None:
    made = card.card("Question", title, "The site")
    assert made is not None
    left, top, right, bottom = ink(made)
    assert left >= MARGIN - 4
    assert right <= WIDTH - MARGIN + 4
    assert 120 < top < bottom < HEIGHT - 116
    assert len(made) < 60_000


def test_the_same_words_give_the_same_bytes_and_others_do_not() -> None:
    one = card.card("Actor", "Ada Brook", "The site")
    assert one == card.card("Actor", " Ada  Brook", "The site")
    assert one != card.card("Actor", "Ben Brook", "The site")


@pytest.mark.parametrize("title", ["Հայաստան", "Brook 中", "a \u202e b"])
def test_no_picture_where_the_font_lacks_a_character(title: str) -> None:
    assert card.card("Actor", title, "The site") is None


@pytest.mark.parametrize("title", ["Erdoğan – “Şuşa”…", "Карабах", "Ελλάδα", "ł ś ź ß"])
def test_letters_of_many_languages_are_drawn(title: str) -> None:
    assert card.card("Actor", title, "The site") is not None
