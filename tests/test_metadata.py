"""The metadata stage: what a page says about itself, and that nothing in it can break us."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from cpu_time import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from declutter import clean
from declutter.language import guess_language
from declutter.metadata import Field, Metadata, read_metadata, read_text_metadata
from declutter.metadata.dates import find_date, find_dates, parse_stamp, url_day
from declutter.metadata.jsonld import load
from declutter.metadata.names import Refused, authors_of, first_last, is_person
from declutter.metadata.titles import strip_site
from declutter.model import Block, Evidence, Kind, Label

URL = "https://www.example.com/2024/harbour"


def tree(html: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(html.encode("utf-8", "surrogatepass"), parser)
    assert root is not None
    return root


def read(html: str, url: str | None = URL, headline: str = "", prose: str = "") -> Metadata:
    return read_metadata(tree(html), headline, lambda: prose, url)


def block(text: str, label: Label, kind: Kind = Kind.LINE) -> Block:
    return Block(text, kind, label, False, 0.1, (Evidence("test", 1.0, ""),), "line 1")


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def value(field: Field | None) -> str | None:
    return field.value if field else None


def values(fields: tuple[Field, ...]) -> list[str]:
    return [field.value for field in fields]


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbour reopens after storm",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "Ola Berg"}],
    "datePublished": "2024-05-17T08:00:00+02:00",
    "dateModified": "2024-05-18",
    "publisher": {"@type": "Organization", "name": "Daily Example"},
    "keywords": ["harbour", "storm"],
}


def test_json_ld_article() -> None:
    page = read(f"<html lang=en><head>{ld(ARTICLE)}</head><body><p>Text</p></body></html>")
    assert values(page.authors) == ["Jane Doe", "Ola Berg"]
    assert page.byline == Field("Jane Doe, Ola Berg", "json-ld", 0.95)
    assert page.date == Field("2024-05-17", "json-ld", 0.95)
    assert value(page.modified) == "2024-05-18"
    assert value(page.title) == "Harbour reopens after storm"
    assert value(page.site_name) == "Daily Example"
    assert page.language == Field("en", "html", 0.9)
    assert values(page.tags) == ["harbour", "storm"]


@pytest.mark.parametrize(
    "wrapped",
    [
        {"@graph": [{"@type": "WebSite", "@id": "#s", "name": "Daily Example"}, ARTICLE]},
        [[ARTICLE]],
        {"@type": "WebPage", "mainEntity": ARTICLE, "name": "x"},
        ARTICLE | {"author": "By Jane Doe and Ola Berg"},
        ARTICLE | {"@type": ["Thing", "https://schema.org/BlogPosting"]},
        {
            "@graph": [
                ARTICLE | {"author": [{"@id": "#j"}, {"@id": "#o"}]},
                {"@type": "Person", "@id": "#j", "name": "Jane Doe"},
                {"@type": "Person", "@id": "#o", "name": "Ola Berg"},
            ]
        },
    ],
)
def test_json_ld_shapes(wrapped: object) -> None:
    page = read(f"<html><head>{ld(wrapped)}</head><body></body></html>")
    assert values(page.authors) == ["Jane Doe", "Ola Berg"]
    assert value(page.date) == "2024-05-17"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, 2], }',
        '<!-- {"a": [1, 2]} -->',
        '//<![CDATA[\n{"a": [1, 2]}\n//]]>',
        '{"a": [1, 2]};',
        '\ufeff {"a": [1, 2]} trailing',
    ],
)
def test_json_with_common_faults_is_mended(text: str) -> None:
    assert load(text) == {"a": [1, 2]}


def test_json_with_control_characters_and_bad_escapes() -> None:
    assert load('{"a": "x\ny", "b": "\\d"}') == {"a": "x\ny", "b": "\\d"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "3",
        '"x"',
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        '{"@type": "Article", "author": {"name": {"name": {"name": [[[["x"]]]]}}}}',
        '{"@type": 3, "author": 5, "@id": [], "datePublished": {"@value": []}}',
        '{"@type": "Article", "datePublished": true, "author": [null, 1, {}], "headline": [1]}',
        '{"@type": "Article", "author": {"@id": "#a"}, "@id": "#a", "image": {"@id": "#a"}}',
        '{"@graph": "x", "@type": "Article", "headline": {"@id": "#"}, "keywords": {"a": 1}}',
    ],
)
def test_no_json_ld_can_raise(text: str) -> None:
    read(f'<html><head><script type="application/ld+json">{text}</script></head></html>')


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "@graph",
                    "name",
                    "author",
                    "headline",
                    "datePublished",
                    "dateModified",
                    "publisher",
                    "url",
                    "image",
                    "keywords",
                    "description",
                    "mainEntityOfPage",
                    "mainEntity",
                    "comment",
                ]
            )
            | st.text(max_size=5),
            inner
            | st.sampled_from(["Article", "Person", "WebPage", "WebSite", "#1", "2024-01-02"]),
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(_JSON, _JSON)
def test_any_json_ld_is_read_without_raising(first: object, second: object) -> None:
    safe = [json.dumps(item).replace("<", "\\u003c") for item in (first, second)]
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in safe)
    assert isinstance(read(f"<html><head>{scripts}</head><body><h1>A</h1></body></html>"), Metadata)


def test_listed_articles_are_not_the_page() -> None:
    teasers = [
        {"@type": "BlogPosting", "headline": f"Post {n}", "author": f"Writer Number{n}"}
        for n in ("One", "Two")
    ]
    page = read(f"<html><head>{ld(teasers)}<title>Blog</title></head><body></body></html>")
    assert values(page.authors) == []
    assert page.date is None


def test_meta_tags() -> None:
    page = read(
        """<html lang="pt_br"><head><title>Porto reabre | Exemplo</title>
        <meta property="og:title" content="Porto reabre"><meta name="author" content="Ana Lima">
        <meta property="og:site_name" content="Exemplo">
        <meta property="article:published_time" content="2024-05-17T23:30:00-03:00">
        <meta property="article:tag" content="Porto"><meta property="article:tag" content="mar">
        <meta name="description" content="O porto reabriu hoje depois da tempestade.">
        <meta property="og:image" content="/a.jpg"><link rel="canonical" href="/2024/porto">
        </head><body></body></html>"""
    )
    assert value(page.title) == "Porto reabre"
    assert values(page.authors) == ["Ana Lima"]
    assert value(page.date) == "2024-05-17"
    assert value(page.site_name) == "Exemplo"
    assert value(page.language) == "pt-BR"
    assert value(page.url) == "https://www.example.com/2024/porto"
    assert value(page.image) == "https://www.example.com/a.jpg"
    assert value(page.description) == "O porto reabriu hoje depois da tempestade."
    assert values(page.tags) == ["Porto", "mar"]


def test_the_visible_headline_that_the_head_agrees_with() -> None:
    page = read(
        """<html><head><title>Harbour reopens - Daily Example</title></head><body>
        <header><h1>Daily Example</h1></header><h1>Harbour\n  reopens</h1></body></html>"""
    )
    assert page.title is not None
    assert (page.title.value, page.title.source) == ("Harbour reopens", "visible")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Harbour reopens | Daily Example", "Harbour reopens"),
        ("Harbour reopens - Daily Example", "Harbour reopens"),
        ("Daily Example: Harbour reopens", "Harbour reopens"),
        ("Harbour reopens - at last", "Harbour reopens - at last"),
        ("Daily Example", "Daily Example"),
    ],
)
def test_site_suffixes(title: str, expected: str) -> None:
    assert strip_site(title, ["Daily Example", "example"]) == expected


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="byline">By <a rel="author" href="/a/jane">Jane Doe</a></div>',
        '<p class="post-author">Posted by Jane Doe</p>',
        '<span itemprop="author" itemscope><span itemprop="name">Jane Doe</span></span>',
        "<p>By Jane Doe</p>",
        '<a href="/author/jane-doe/">Jane Doe</a>',
        '<p class="entry-meta author">Written by Jane Doe on May 17, 2024</p>',
        "<p>Jane Doe</p><p>May 17, 2024</p>",
    ],
)
def test_visible_bylines(byline: str) -> None:
    page = read(
        f"<html><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1>"
        f"{byline}<p>Ships may enter the harbour again.</p></article></body></html>"
    )
    assert values(page.authors) == ["Jane Doe"]
    assert page.byline is not None
    assert page.byline.source == "visible"


def test_commenters_and_sidebars_are_no_authors() -> None:
    page = read(
        """<html><head><title>Harbour reopens</title></head><body><h1>Harbour reopens</h1>
        <p>Ships may enter the harbour again.</p><div class="comments"><span class="author">
        Max Muster</span></div><div class="sidebar"><p class="byline">By Kim Other</p></div>
        </body></html>"""
    )
    assert values(page.authors) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["By Jane Doe"], ["Jane Doe"]),
        (["Posted by: Jane Doe"], ["Jane Doe"]),
        (["Published by Jane Doe, PhD"], ["Jane Doe"]),
        (["Jane Doe, Senior Reporter"], ["Jane Doe"]),
        (["Jane Doe and Ola Berg", "Jane Doe"], ["Jane Doe", "Ola Berg"]),
        (["Jane Doe | Updated May 3, 2024"], ["Jane Doe"]),
        (["By Jane Doe @jane_doe Local Reporter"], ["Jane Doe"]),
        (["https://example.com/jane"], []),
        (["jane@example.com"], []),
        (["admin", "Staff", "Editor", "webmaster"], []),
        (["Daily Example"], []),
        (["Some Agency Inc"], []),
        (["May 17, 2024"], []),
        ([""], []),
    ],
)
def test_names(values: list[str], expected: list[str]) -> None:
    refused = Refused(frozenset({"daily example"}), frozenset({"some agency inc"}))
    assert authors_of(values, refused) == expected


@pytest.mark.parametrize("name", ["Nordlicht SE", "Harbour Works e.V.", "Example Marine B.V."])
def test_companies_are_no_persons(name: str) -> None:
    assert not is_person(name)
    assert is_person(name.split()[0] + " Doe")


def test_a_personal_site_keeps_its_author() -> None:
    refused = Refused(sites=frozenset({"jane doe"}))
    assert authors_of(["Jane Doe"], refused) == ["Jane Doe"]


def test_citation_names_are_turned_round() -> None:
    assert first_last("Doe, Jane") == "Jane Doe"
    assert first_last("Jane Doe") == "Jane Doe"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2024-05-17T10:00:00Z", "", "2024-05-17"),
        ("2024/5/7", "", "2024-05-07"),
        ("20240517", "", "2024-05-17"),
        ("1715940000", "", "2024-05-17"),
        ("May 17, 2024", "en", "2024-05-17"),
        ("Published: Fri, 17 May 2024 10:00 GMT", "en", "2024-05-17"),
        ("17th of May 2024", "en", "2024-05-17"),
        ("17. Mai 2024", "de", "2024-05-17"),
        ("17 de mayo de 2024", "es", "2024-05-17"),
        ("1er février 2024", "fr", "2024-02-01"),
        ("17 мая 2024 г.", "ru", "2024-05-17"),
        ("2024年5月17日", "ja", "2024-05-17"),
        ("05/07/2024", "en-US", "2024-05-07"),
        ("05/07/2024", "en-GB", "2024-07-05"),
        ("17.05.2024", "en", "2024-05-17"),
        ("0001-01-01", "", None),
        ("1970-01-01", "", None),
        ("2999-01-01", "", None),
        ("31 February 2024", "en", None),
        ("yesterday", "en", None),
        ("12345", "en", None),
    ],
)
def test_dates(text: str, language: str, expected: str | None) -> None:
    assert parse_stamp(text, language) == expected


def test_dates_in_running_text_and_addresses() -> None:
    assert find_date("Story from Berlin, 3 March 2024, 10:15") == "2024-03-03"
    assert [day for _, day in find_dates("May 1, 2024 | Updated May 3, 2024")] == [
        "2024-05-01",
        "2024-05-03",
    ]
    assert url_day("https://example.com/2024/05/17/harbour") == "2024-05-17"
    assert url_day("https://example.com/2024/99/17/harbour") is None
    assert url_day("https://example.com/blog/2024/october/03/harbour/") == "2024-10-03"


def test_visible_dates_part_publication_from_change() -> None:
    page = read(
        """<html><head><title>Harbour reopens</title></head><body><h1>Harbour reopens</h1>
        <p>Published <time datetime="2024-05-17">17 May</time></p>
        <p>Updated <time datetime="2024-05-19">19 May</time></p></body></html>"""
    )
    assert value(page.date) == "2024-05-17"
    assert value(page.modified) == "2024-05-19"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<p>January 31, 2024</p>", "2024-01-31"),
        ("<div>Published <span>Jan 31, 2024</span></div>", "2024-01-31"),
        ("<p>Published <time datetime=2024-01-31>31 Jan</time></p>", "2024-01-31"),
        ("<p>Member since January 31, 2014</p>", "2025-11-05"),
        ("<p>Updated January 31, 2024</p>", "2025-11-05"),
        ("<table><tr><td>1/31/2014</td></tr></table>", "2025-11-05"),
        ("<p>The mayor had promised it on January 31, 2024.</p>", "2025-11-05"),
    ],
)
def test_an_earlier_day_below_the_headline_outdoes_the_day_of_an_import(
    below: str, expected: str
) -> None:
    head = ld(ARTICLE | {"datePublished": "2025-11-05", "dateModified": "2025-11-05"})
    page = read(
        f"<html><head>{head}<title>Harbour reopens after storm</title></head><body>"
        f"<h1>Harbour reopens after storm</h1>{below}<p>Text</p></body></html>"
    )
    assert value(page.date) == expected


def test_a_plain_day_below_the_headline_outdoes_a_marked_one_far_away() -> None:
    filler = "<p>Text</p>" * 200
    page = read(
        f"""<html><head><title>Harbour reopens</title></head><body>
        <div class=user><time datetime="2026-03-05">now</time></div>{filler}
        <h1>Harbour reopens</h1><p>Started by Jane, June 04, 2024, 11:23:55 AM</p></body></html>"""
    )
    assert value(page.date) == "2024-06-04"


def test_a_thread_begins_with_its_first_post() -> None:
    page = read(
        """<html><head><title>Harbour</title></head><body><h1>Harbour</h1><dl><dt>Jane</dt>
        <dd>Posts: 12</dd><dd><b>Founded:</b> Dec 11, 2021</dd></dl>
        <p>by <a href=/u>Jane</a> » Tue Aug 27, 2024 1:47 am</p><p>Is it open?</p></body></html>""",
        "https://example.com/forum/viewtopic.php?t=1",
    )
    assert value(page.date) == "2024-08-27"


@pytest.mark.parametrize("name", ["published-date", "w-published-date", "dcsext.datePublished"])
def test_meta_tags_of_the_day_in_other_spellings(name: str) -> None:
    page = read(f"<html><head><meta name='{name}' content='2024-05-17'></head></html>")
    assert value(page.date) == "2024-05-17"


def test_an_address_tells_day_from_month() -> None:
    page = read(
        """<html lang=en><head><title>Harbour reopens</title></head><body>
        <h1>Harbour reopens</h1><p class=date>03/10/2023</p></body></html>""",
        "https://example.com/blog/2023/october/03/harbour/",
    )
    assert value(page.date) == "2023-10-03"


def test_the_headline_block_speaks_where_the_tree_is_silent() -> None:
    page = read("<html><body><p>Text</p></body></html>", None, "Harbour reopens")
    assert page.title == Field("Harbour reopens", "visible", 0.5)


def test_plain_text() -> None:
    body = "The harbour of the town is open again and the ships are on their way to it. " * 5
    page = read_text_metadata(
        (
            block("Daily Example", Label.MASTHEAD),
            block("Harbour reopens", Label.TITLE),
            block("By Jane Doe | Published May 17, 2024 | Updated May 18, 2024", Label.BYLINE),
            block(body, Label.BODY, Kind.PARAGRAPH),
        ),
        URL,
    )
    assert value(page.title) == "Harbour reopens"
    assert values(page.authors) == ["Jane Doe"]
    assert value(page.date) == "2024-05-17"
    assert value(page.modified) == "2024-05-18"
    assert value(page.site_name) == "Daily Example"
    assert value(page.language) == "en"
    assert value(page.url) == URL


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", "<a rel='license' href='https://creativecommons.org/licenses/by/4.0/'>CC</a>",
         Field("https://creativecommons.org/licenses/by/4.0/", "visible", 0.8)),
        ("<link rel='license' href='https://opensource.org/licenses/MIT'>", "",
         Field("https://opensource.org/licenses/MIT", "html", 0.9)),
        (ld(ARTICLE | {"license": "https://creativecommons.org/publicdomain/zero/1.0/"}), "",
         Field("https://creativecommons.org/publicdomain/zero/1.0/", "json-ld", 0.9)),
        ("<meta name='dc.rights' content='Licensed under CC BY-SA 4.0'>", "",
         Field("CC BY-SA 4.0", "meta", 0.8)),
        ("<meta name='dc.rights' content='All rights reserved'>", "", None),
        ("", "<a rel='license' href='/terms'>Terms</a>", None),
    ],
)  # fmt: skip
def test_licences(head: str, body: str, expected: Field | None) -> None:
    assert read(f"<html><head>{head}</head><body>{body}</body></html>").licence == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title>Harbour reopens | Daily Example</title><h1>Harbour reopens</h1>",
         Field("Daily Example", "title-tag", 0.6)),
        ("<title>Harbour reopens | News | Daily Example</title><h1>Harbour reopens</h1>",
         Field("Daily Example", "title-tag", 0.6)),
        ("<title>港口重新开放_例日报</title><h1>港口重新开放</h1>",
         Field("例日报", "title-tag", 0.6)),
        ("<title>Harbour reopens</title><header><div class='site-logo'><img src=x "
         "alt='Daily Example logo'></div></header><h1>Harbour reopens</h1>",
         Field("Daily Example", "visible", 0.5)),
        ("<title>Harbour reopens - at last, says the mayor of the town</title>"
         "<h1>Ships are back</h1>", None),
        ("<title>Harbour reopens</title><h1>Harbour reopens</h1>", None),
    ],
)  # fmt: skip
def test_site_names_that_nothing_declares(page: str, expected: Field | None) -> None:
    assert read(f"<html>{page}<p>Text</p></html>", None).site_name == expected


def test_every_value_has_a_source_and_a_confidence() -> None:
    page = read(f"<html lang=en><head>{ld(ARTICLE)}</head><body><p>Text</p></body></html>")
    plain = page.to_dict()
    assert list(plain) == [
        *("title", "authors", "date", "modified", "site_name", "language", "url", "image"),
        *("description", "tags", "licence"),
    ]
    assert plain["authors"][1] == {"value": "Ola Berg", "source": "json-ld", "confidence": 0.95}
    for value in plain.values():
        for field in value if isinstance(value, list) else [value] if value else []:
            assert set(field) == {"value", "source", "confidence"}
            assert 0 < field["confidence"] <= 1


def test_text_alone_reads_no_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        pytest.fail("metadata was read")

    monkeypatch.setattr("declutter.document.collect", fail)
    monkeypatch.setattr("declutter.document.read_text_metadata", fail)
    for page in ("<h1>Tea</h1><p>Tea is made by steeping leaves.</p>", "Tea is made of leaves."):
        document = clean(page)
        assert document.text
        assert document.markdown
        assert document.html


def test_the_title_alone_reads_no_authors_and_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        pytest.fail("metadata was read")

    monkeypatch.setattr("declutter.document.Reader.read", fail)
    monkeypatch.setattr("declutter.document.read_text_metadata", fail)
    story = "Tea is made by steeping leaves in hot water, as it has been for ages.\n"
    for page in (f"<h1>Tea</h1><p>{story * 3}</p>", f"Tea is hot\n\n{story * 3}\n{story * 2}"):
        assert str(clean(page).title).startswith("Tea")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("كتب في 11 مايو 2026", "2026-05-11"),
        ("प्रकाशित: 03 फ़रवरी 2026, 08:15 AM", "2026-02-03"),
        ("27 мая 2026, 14:05", "2026-05-27"),
        ("18 Nisan 2026", "2026-04-18"),
        ("입력 2026.02.19 07:00", "2026-02-19"),
        ("5 листопада 2025, 14:20", "2025-11-05"),
        ("středa 5. listopadu 2025", "2025-11-05"),
        ("11 de març de 2025", "2025-03-11"),
        ("11 Μαρτίου 2025", "2025-03-11"),
        ("11 Desember 2025", "2025-12-11"),
        ("11 במרץ 2025", "2025-03-11"),
    ],
)
def test_dates_in_more_languages(text: str, day: str) -> None:
    assert find_date(text) == day


def test_the_day_of_the_address_is_that_of_the_place() -> None:
    meta = "<meta property='article:published_time' content='2024-05-18T02:41:00+00:00'>"
    page = read(
        f"<html><head>{meta}</head><body></body></html>", "https://example.com/2024/05/17/a"
    )
    assert page.date == Field("2024-05-17", "url", 0.7)


def test_the_last_edit_is_no_publication() -> None:
    page = read(
        "<html><head><title>Lake</title></head><body><h1>Lake</h1><p>It is deep.</p><ol "
        "class=references><li><cite>Messenger, 2 June 1994</cite></li></ol><footer><p>This page "
        "was last edited on 14 February 2025.</p></footer></body></html>"
    )
    assert page.date is None
    assert value(page.modified) == "2025-02-14"


def test_the_first_post_dates_a_thread() -> None:
    posts = "".join(
        f"<div class=reply><time datetime='2024-05-{day}'>x</time><p>Text</p></div>"
        for day in (17, 18)
    )
    html = f"<html><head><title>Ships</title></head><body><h1>Ships</h1>{posts}</body></html>"
    assert value(read(html, "https://example.com/forum/t/12").date) == "2024-05-17"
    assert read(html, "https://example.com/ships").date is None


def text_page(*lines: tuple[str, Label]) -> Metadata:
    title = block("Harbour reopens", Label.TITLE)
    return read_text_metadata(
        (*(block(*line) for line in lines[:2]), title, *(block(*line) for line in lines[2:])), None
    )


def test_the_person_of_an_author_s_box() -> None:
    page = text_page(
        ("Home News Sport", Label.NAV),
        ("Menu", Label.NAV),
        ("About the author", Label.AUTHOR_BOX),
        ("Jane Doe", Label.AUTHOR_BOX),
        ("Jane Doe writes about ships.", Label.AUTHOR_BOX),
    )
    assert values(page.authors) == ["Jane Doe"]


def test_a_name_beside_the_day_of_a_plain_text() -> None:
    day, menu = ("17 May 2024", Label.DATELINE), ("Home News Sport Harbour Town", Label.NAV)
    named = text_page(menu, menu, ("Jane Doe", Label.NAV), day)
    assert values(named.authors) == ["Jane Doe"]
    assert values(text_page(menu, menu, day, ("Jane Doe", Label.OTHER)).authors) == ["Jane Doe"]
    assert not text_page(menu, menu, ("Harbour town", Label.NAV), day).authors
    # What a menu says as well is a place or a section.
    town = text_page(("Home Port Ellen", Label.NAV), menu, ("Port Ellen", Label.NAV), day)
    assert not town.authors


def test_a_japanese_name_beside_the_day() -> None:
    text = ("港は嵐のあとで今日また開きました。" * 20, Label.BODY)
    menu, day = ("トップ 社会 暮らし", Label.NAV), ("2024年5月17日 17時30分", Label.DATELINE)
    found = text_page(menu, menu, day, ("若槻ほのか", Label.NAV), text)
    assert values(found.authors) == ["若槻ほのか"]
    assert not text_page(menu, menu, day, ("暮らし", Label.NAV), text).authors


def test_a_word_is_no_author_of_a_plain_text() -> None:
    menu = ("Home News Sport", Label.NAV)
    assert not text_page(menu, menu, ("Shop by Brand", Label.BYLINE)).authors
    assert values(text_page(menu, menu, ("By Jane Doe", Label.BYLINE)).authors) == ["Jane Doe"]


def test_a_day_with_its_time_below_the_headline() -> None:
    menu, time = ("Home", Label.NAV), ("17 May 2024, 14:05", Label.WEATHER)
    assert value(text_page(menu, menu, time).date) == "2024-05-17"
    assert text_page(menu, time).date is None
    assert text_page(menu, menu, ("17 May 2024", Label.WEATHER)).date is None


@pytest.mark.parametrize(
    ("language", "head", "expected"),
    [
        ("sv", "Om Moa Lindehag", ["Moa Lindehag"]),
        ("de", "Über Jane Doe", ["Jane Doe"]),
        ("en", "Om Prakash Chaudhary", ["Om Prakash Chaudhary"]),
    ],
)
def test_the_head_of_an_author_s_box(language: str, head: str, expected: list[str]) -> None:
    box = f"<div class=author-box><h4>{head}</h4><p>{'Some words about boats. ' * 12}</p></div>"
    page = f"<html lang={language}><title>Ships</title><h1>Ships</h1><p>They sail.</p>{box}"
    assert values(read(page).authors) == expected


def test_the_headline_that_a_title_begins_with() -> None:
    head = "<title>Harbour reopens - Skerrin Parish</title>"
    body = "<div>Skerrin Parish</div><div>Harbour reopens</div><div>By Jane Doe</div>"
    found = read(f"<html><head>{head}</head><body>{body}</body></html>", headline="Harbour reopens")
    assert value(found.title) == "Harbour reopens"
    assert values(found.authors) == ["Jane Doe"]
    other = read(f"<html><head>{head}</head><body>{body}</body></html>", headline="Harbour")
    assert value(other.title) == "Harbour reopens - Skerrin Parish"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("例日报数字版", Label.NAV), ("登录", Label.NAV), ("© 例日报社", Label.LEGAL)],
         "例日报数字版"),
        ([("Kelder Forum", Label.NAV), ("het forum voor iedereen", Label.MASTHEAD)],
         "Kelder Forum"),
        ([("Daily Example", Label.NAV), ("Home News", Label.NAV),
          ("© 2026 Daily Example", Label.FOOTER)], "Daily Example"),
        ([("DAILY EXAMPLE", Label.MASTHEAD), ("notes from a small room", Label.MASTHEAD),
          ("© 2026 Daily Example", Label.FOOTER), ("Daily Example, a blog", Label.LEGAL)],
         "Daily Example"),
        ([("[2]La Gazette", Label.MASTHEAD), ("[3]Accueil", Label.NAV)], "La Gazette"),
        ([("例日报网", Label.NAV), ("登录", Label.NAV), ("来源：例日报网", Label.DATELINE)],
         "例日报网"),
        ([("Plain news from the sea", Label.MASTHEAD), ("More", Label.CONTROLS),
          ("Follow The Daily Example on Newsharbor", Label.NEWSLETTER),
          ("The team of The Daily Example", Label.AUTHOR_BOX)], "The Daily Example"),
        ([("Home News Sport", Label.NAV), ("More", Label.CONTROLS)], None),
    ],
)  # fmt: skip
def test_the_site_of_a_plain_text(lines: list[tuple[str, Label]], expected: str | None) -> None:
    assert value(text_page(*lines).site_name) == expected


def test_empty_input_gives_empty_metadata() -> None:
    assert read_text_metadata((), None) == Metadata()
    assert read("<html></html>", None) == Metadata()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ship is in the harbour and the crew is on the way to the town with us. " * 3, "en"),
        ("Das Schiff ist im Hafen und die Mannschaft ist auf dem Weg in die Stadt. " * 3, "de"),
        ("これは日本語の文章です。港は今日また開きました。", "ja"),
        ("港口今天重新开放，船只可以再次进入港口了。", "zh"),
        ("항구가 오늘 다시 문을 열었습니다. 배가 들어올 수 있습니다.", "ko"),
        ("Το λιμάνι άνοιξε ξανά σήμερα μετά την καταιγίδα", "el"),
        ("הנמל נפתח היום מחדש לאחר הסערה הגדולה", "he"),
        ("ท่าเรือเปิดอีกครั้งในวันนี้หลังพายุ", "th"),
        ("12345 67890 !!", None),
        ("Lorem", None),
        ("", None),
    ],
)
def test_languages(text: str, expected: str | None) -> None:
    assert guess_language(text) == expected


def test_the_tree_is_not_changed() -> None:
    html = f"<html><head>{ld(ARTICLE)}</head><body><h1>A</h1><p>By Jane Doe</p></body></html>"
    root = tree(html)
    before = etree.tostring(root)
    read_metadata(root, url=URL)
    assert etree.tostring(root) == before


@pytest.mark.parametrize(
    "shape",
    [
        lambda n: "<div class='author date'>" * n + "By X",
        lambda n: "<h1>T" + "<span class=byline>By Jo Do</span><time>May 1, 2024</time>" * n,
        lambda n: "<meta name=author content='A B'>" * n,
        lambda n: f"<script type='application/ld+json'>{' ' * n * 20};x</script>",
        lambda n: ld([{"@type": "Article", "headline": "T", "author": "A B"}] * n),
        lambda n: "<h1>" + "1/1/" * n * 5 + "</h1><p>" + "by " * n * 5,
        lambda n: "<a rel=author itemprop=author href=/author/x>" * n,
    ],
)
def test_time_is_linear(shape: Callable[[int], str]) -> None:
    assert_linear(lambda count: partial(read_metadata, tree(shape(count)), url=URL), 1_000)
