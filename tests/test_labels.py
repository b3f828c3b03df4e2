"""What surrounds a block says about its label: boxes, trails, link targets, what is not seen."""

from __future__ import annotations

import pytest

from declutter import Label, clean
from declutter.rules import credits, cues, targets

_TEXT = "".join(
    f"<p>{sentence} The ferry left at dawn, and nobody on the pier could say when it would be "
    "back, since the harbour master had gone home with the only key.</p>"
    for sentence in ("It rained.", "It snowed.", "It froze.", "It thawed.")
)


def labels(above: str = "", below: str = "") -> dict[str, Label]:
    """The labels by text on a page with a headline and four paragraphs."""
    page = f"<body>{above}<main><h1>The ferry</h1>{_TEXT}</main>{below}</body>"
    return {block.text: block.label for block in clean(page).blocks}


@pytest.mark.parametrize("row", targets.ROWS, ids=lambda row: str(row.label))
def test_rows_of_targets(row: targets.Target) -> None:
    assert targets.label_of(row.hit) is row.label
    assert targets.label_of(row.miss) is None


@pytest.mark.parametrize("row", cues.ROWS, ids=lambda row: str(row.label))
def test_rows_of_cues(row: cues.Cue) -> None:
    assert any(word in row.hit.lower() for word in row.words)
    assert not any(word in row.miss.lower() for word in row.words)
    assert all(word == word.lower() for word in row.words)


@pytest.mark.parametrize("row", credits.ROWS, ids=lambda row: row.hit)
def test_rows_of_credits(row: credits.Credit) -> None:
    assert row.pattern.search(row.hit)
    assert not credits.is_credit(row.miss)


def test_what_leads_to_a_part() -> None:
    assert targets.leads_to_part("#results")
    assert not targets.leads_to_part("#top")
    assert not targets.leads_to_part("#")
    assert not targets.leads_to_part("/page#results")


def test_numbered_list_in_a_menu_by_the_headline_is_a_trail() -> None:
    found = labels(
        '<nav><ol><li><a href="/m">Manual</a></li><li><a href="/b">Boats</a></li></ol></nav>'
    )
    assert found["Manual"] is found["Boats"] is Label.BREADCRUMB


def test_unnumbered_list_in_a_menu_is_none() -> None:
    found = labels(
        '<nav><ul><li><a href="/m">Manual</a></li><li><a href="/b">Boats</a></li></ul></nav>'
    )
    assert found["Manual"] is found["Boats"] is Label.NAV


def test_links_into_the_page_are_its_contents() -> None:
    jumps = "".join(f'<li><a href="#p{i}">Of {i} winters</a></li>' for i in range(4))
    found = labels(below=f"<div><ul>{jumps}</ul></div>")
    assert {found[f"Of {i} winters"] for i in range(4)} == {Label.TOC}


def test_what_a_card_holds_belongs_to_its_story() -> None:
    cards = "".join(
        f'<div class="card"><h3><a href="/{i}">How winter number {i} came to the pier</a></h3>'
        f"<p>{i + 1} May 2025</p><p><button>Open it</button></p></div>"
        for i in range(3)
    )
    found = labels(below=f'<div class="related"><h2>Related stories</h2>{cards}</div>')
    assert found["2 May 2025"] is found["Open it"] is Label.RELATED


def test_function_goes_before_not_being_seen() -> None:
    found = labels(
        '<a class="sr-only" href="#main">Skip to content</a><h2 class="sr-only">Site parts</h2>'
        '<nav style="display:none"><a href="/boats">Boats</a></nav>'
    )
    assert found["Skip to content"] is found["Boats"] is Label.NAV
    assert found["Site parts"] is Label.HIDDEN


@pytest.mark.parametrize(
    "line",
    [
        "Home › Boats",
        "<a href='/'>Home</a> / <a href='/b'>Boats</a> /",
    ],
)
def test_a_line_of_steps_from_home_is_a_trail(line: str) -> None:
    found = labels(f"<div>{line}</div>")
    assert Label.BREADCRUMB in found.values()
    assert labels("<div>Boats › Rivers</div>")["Boats › Rivers"] is not Label.BREADCRUMB


def test_links_that_end_in_arrows_are_a_trail() -> None:
    steps = "".join(f'<li><a href="/{s}">{s}</a> »</li>' for s in ("Harbour", "Boats"))
    found = labels(below=f'<div><ul>{steps}<li><a href="">Ferries</a></li></ul></div>')
    assert found["Harbour »"] is found["Boats »"] is found["Ferries"] is Label.BREADCRUMB


def test_a_list_that_ends_in_the_headline_is_a_trail() -> None:
    def steps(last: str) -> str:
        return f'<ul><li><a href="/b">Boats</a></li><li>{last}</li></ul>'

    assert labels(steps("The ferry"))["Boats"] is Label.BREADCRUMB
    assert labels(steps("The pier"))["Boats"] is Label.NAV


def test_the_trail_again_at_the_end() -> None:
    trail = '<div><a href="/">Home</a></div><div><a href="/b">Boats</a></div>'
    page = f"<body><div>{trail}</div><main><h1>The ferry</h1>{_TEXT}</main><div>{trail}</div>"
    found = [block.label for block in clean(page).blocks if block.text in ("Home", "Boats")]
    assert found == [Label.BREADCRUMB] * 4


def test_a_line_with_a_date_that_names_an_author_is_a_byline() -> None:
    for line in ("By Ida Moss, 3 May 2025", "Posted on 3 May 2025 by Ida in Boats"):
        assert labels(f"<div>{line}</div>")[line] is Label.BYLINE
    assert labels("<div>Updated 3 May 2025</div>")["Updated 3 May 2025"] is not Label.BYLINE


def test_links_of_the_same_words_are_buttons() -> None:
    cards = "".join(
        f'<div><p>Boat {i}</p><a href="/{i}">See sailing times of it</a></div>' for i in range(3)
    )
    assert labels(below=f"<div>{cards}</div>")["See sailing times of it"] is Label.CONTROLS


def test_contents_in_a_menu_are_told_by_their_heading() -> None:
    def menu(heading: str) -> str:
        jumps = "".join(f'<li><a href="#p{i}">Of {i} winters</a></li>' for i in range(4))
        return f"<nav><h3>{heading}</h3><ul>{jumps}</ul></nav>"

    assert labels(menu("Table of contents"))["Of 2 winters"] is Label.TOC
    assert labels(menu("Boats"))["Of 2 winters"] is Label.NAV


def test_a_heading_speaks_for_nothing_in_the_sidebar() -> None:
    below = (
        "<div><h3>12 comments</h3></div>"
        '<aside><ul><li><a href="/1">How winter came to the pier</a></li></ul></aside>'
    )
    assert labels(below=below)["How winter came to the pier"] is not Label.COMMENTS


def test_removed_lines_of_the_text_and_captions_keep_their_names() -> None:
    found = clean(
        f"<main><h1>The ferry</h1>{_TEXT}<figure><img src=a.png>"
        f"<figcaption>Photo: Ida</figcaption></figure>{_TEXT}</main>"
    )
    assert [b.label for b in found.blocks if b.text == "Photo: Ida"] == [Label.CAPTION]


def test_titles_behind_arrows_are_the_articles_around() -> None:
    found = labels(
        below='<div><a href="/1">← How summer came to the pier</a></div>'
        '<div><a href="/">← Back</a></div>'
    )
    assert found["← How summer came to the pier"] is Label.RELATED
    assert found["← Back"] is not Label.RELATED


def test_a_sentence_at_the_top_is_an_advert() -> None:
    line = "The first cup of tea on board is on us this winter."
    assert labels(f"<div><p>{line}</p></div><div>The pier</div><div>Boats</div>")[line] is Label.AD


def test_a_cloud_of_tags_in_a_sidebar_is_a_menu() -> None:
    cloud = '<ul class="tags"><li><a href="/tag/b">boats</a></li></ul>'
    assert labels(below=f"<aside>{cloud}</aside>")["boats"] is Label.NAV
    assert labels(below=f"<div>{cloud}</div>")["boats"] is Label.TAGS


def test_prose_in_a_footer_is_small_print_unless_it_is_named() -> None:
    said = (
        "The harbour board sees to it that all of the pier can be reached by everyone who has a "
        "boat, and by those who have none as well."
    )
    assert labels(below=f"<footer><p>{said}</p></footer>")[said] is Label.LEGAL
    news = f"<footer><h3>Latest news</h3><p>{said}</p></footer>"
    assert labels(below=news)[said] is Label.TRENDING


def test_a_link_to_someone_is_a_byline_however_often_it_stands_there() -> None:
    posts = "".join(
        f'<div><div><a href="/user/ida">Ida</a></div><p>{text}</p></div>'
        for text in _TEXT.split("<p>")[1:]
    )
    page = f"<body><main><h1>The ferry</h1>{posts}</main></body>"
    found = {b.label for b in clean(page).blocks if b.text == "Ida" and not b.keep}
    assert found <= {Label.BYLINE}


def test_what_stands_about_its_author_beside_a_post() -> None:
    who = '<dl class="postprofile"><dt>Ida Moss</dt><dd>Boatwright</dd><dd>Posts: 12</dd></dl>'
    found = labels(below=f"<div>{who}<p>3 May 2025</p></div>")
    assert found["Boatwright"] is found["Posts: 12"] is Label.BYLINE
    assert labels(below=who.replace("postprofile", "boats"))["Boatwright"] is not Label.BYLINE


def test_policies_in_a_column_of_links_are_the_footer() -> None:
    def column(*names: str) -> str:
        items = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in names)
        return f"<footer><ul>{items}</ul></footer>"

    mixed = labels(below=column("Boats", "Harbours", "Privacy policy"))
    assert mixed["Privacy policy"] is Label.FOOTER
    alone = labels(below=column("Privacy policy", "Terms of use"))
    assert alone["Privacy policy"] is Label.LEGAL


def test_a_menu_that_begins_at_home_is_no_trail() -> None:
    names = ("Home", "Boats", "Piers", "Ferries", "Lights", "Maps")
    found = labels("<p>" + "<br><br>".join(f'<a href="/{n}">{n}</a>' for n in names) + "</p>")
    assert found["Boats"] is Label.NAV


def test_a_name_between_headline_and_text_is_its_author() -> None:
    def under(line: str) -> dict[str, Label]:
        page = f"<main><h1>The ferry</h1><div><div>{line}</div></div>{_TEXT}</main>"
        return {block.text: block.label for block in clean(page).blocks if not block.keep}

    assert under("Ida Moss").get("Ida Moss", Label.BYLINE) is Label.BYLINE
    assert Label.BYLINE not in under("<button>Sort Boats</button>").values()


def test_the_headline_of_a_plain_text_tells_what_stands_above_it() -> None:
    prose = "\n\n".join(
        f"{word} the ferry left at dawn, and nobody on the pier could say when it would be back, "
        "since the harbour master had gone home with the only key that there was."
        for word in ("Today", "Yesterday", "Once")
    )
    page = (
        "Harbour Gazette\nHome News Opinion Sport Jobs\nTransport\n"
        "Ferry crew asks the council for a later first boat\n"
        f"By Ida Moss\n14 November 2024\n{prose}"
    )
    found = {block.text: block.label for block in clean(page, kind="text").blocks}
    assert found["Transport"] is Label.KICKER


def test_a_footer_with_content_behind_it_is_none() -> None:
    card = '<div class="footer"><span>Boats</span></div>'
    page = f"<main><h1>The ferry</h1>{_TEXT}{card}{_TEXT.replace('It', 'Once it')}</main>"
    found = {block.text: block.label for block in clean(page).blocks}
    assert found["Boats"] is not Label.FOOTER


def test_a_line_of_short_links_below_the_text_is_its_tags() -> None:
    line = '<div><a href="/r">Rivers</a> <a href="/c">Cold boats</a></div>'
    page = f"<main><article><h1>The ferry</h1>{_TEXT}{line}</article></main>"
    found = {block.text: block.label for block in clean(page).blocks}
    assert found["Rivers Cold boats"] is Label.TAGS


def test_contact_in_a_menu_heads_no_footer() -> None:
    menu = '<div><div><a href="/c">Contact</a></div></div>'
    page = f"<body>{menu}<div><h1>The ferry</h1><div>3 May 2025</div>{_TEXT}</div></body>"
    found = {block.text: block.label for block in clean(page).blocks}
    assert found["3 May 2025"] is Label.DATELINE
