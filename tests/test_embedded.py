"""Pages whose elements hold no text: it comes from their data, and says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from cpu_time import assert_linear

from declutter import Status, clean

STORY = [
    "The harbour of Brannock was opened again on Monday, eleven days after the storm closed it.",
    "Divers had searched the channel for lost anchors, and found nine of them, two without a ship.",
    "Ships that waited outside came in one by one, and the pilots worked until after midnight.",
    "The harbour master said that the beacon on the mole would be lit again before the weekend.",
]
BODY = "\n\n".join(STORY)
MARKUP = "".join(f"<p>{line}</p>" for line in STORY)
CLUTTER = {"menu": [{"label": "Home", "url": "/"}], "css": ".a{color:red}", "id": "4f2a" * 30}


def shell(*scripts: str, body: str = "<div id=root>Loading…</div>") -> str:
    return (
        "<!doctype html><html lang=en><head><title>The harbour is open</title></head><body>"
        f"<nav><a href=/>Home</a> <a href=/n>News</a></nav>{body}{''.join(scripts)}</body></html>"
    )


def data(value: object, attributes: str) -> str:
    return f"<script {attributes}>{json.dumps(value)}</script>"


def code(text: str) -> str:
    return f"<script>{text}</script>"


ARTICLE = {"@type": "NewsArticle", "headline": "The harbour is open", "articleBody": BODY}
PARAGRAPHS = {"blocks": [{"type": "paragraph", "data": {"text": line}} for line in STORY]}
SOURCES = {
    "JSON-LD articleBody": data(ARTICLE, "type='application/ld+json'"),
    "__NEXT_DATA__": data(
        {"props": {"pageProps": {"article": {"body": MARKUP}, **CLUTTER}}},
        "id=__NEXT_DATA__ type='application/json'",
    ),
    "__NUXT_DATA__": data([1, CLUTTER, *STORY], "id=__NUXT_DATA__ type='application/json'"),
    "__NUXT__": code(
        f"window.__NUXT__=(function(a,b){{return {{data:[{{text:{json.dumps(MARKUP)}}}]}}}}(1,2));"
    ),
    "__APOLLO_STATE__": code(
        f"window.__APOLLO_STATE__ = {json.dumps({'Article:1': PARAGRAPHS, 'x': CLUTTER})};"
    ),
    "__INITIAL_STATE__": code(
        f"window.__INITIAL_STATE__=JSON.parse({json.dumps(json.dumps(PARAGRAPHS))})"
    ),
    "__next_f": code(
        "self.__next_f=self.__next_f||[];"
        + "".join(
            f"self.__next_f.push({json.dumps([1, json.dumps(['$', {'children': line}])])})"
            for line in STORY
        )
    ),
    "__remixContext": code(f"window.__remixContext = {json.dumps({'state': PARAGRAPHS})};"),
    "<noscript>": f"<noscript><article>{MARKUP}</article></noscript>",
}


@pytest.mark.parametrize("source", SOURCES)
def test_the_text_comes_from_the_page_s_data(source: str) -> None:
    document = clean(shell(SOURCES[source]))
    assert document.status is Status.OK
    assert source in document.detail
    assert [line for line in STORY if line not in document.text] == []
    assert "Loading" not in document.text
    held = [block for block in document.blocks if block.text in STORY]
    assert len(held) == len(STORY)
    for block in held:
        assert block.keep
        assert (block.evidence[0].rule, source in block.evidence[0].where) == (
            "embedded data",
            True,
        )
        assert source == "<noscript>" or block.where == f"data: {source}"
    assert document.title == "The harbour is open"


def test_parts_that_are_kept_under_their_type_and_number() -> None:
    state = {f"Part:{n}": {"text": line} for n, line in enumerate(STORY)}
    document = clean(shell(code(f"window.__APOLLO_STATE__ = {json.dumps(state)}")))
    assert [line for line in STORY if line not in document.text] == []


def test_data_beside_a_text_are_not_read() -> None:
    other = ARTICLE | {"articleBody": BODY.replace("harbour", "airport")}
    document = clean(
        shell(data(other, "type='application/ld+json'"), body=f"<main>{MARKUP}</main>")
    )
    assert document.detail == ""
    assert "airport" not in document.text


@pytest.mark.parametrize(
    "script",
    [
        data({"a": CLUTTER}, "type='application/json'"),
        data({"description": "The harbour is open."}, "type='application/ld+json'"),
        data({"cookiePolicy": BODY}, "type='application/json'"),
        code("window.__INITIAL_STATE__={broken"),
        code("window.__INITIAL_STATE__=JSON.parse('{')"),
        code("self.__next_f.push([1,2"),
        f"<script type='application/json'>{'[' * 50_000}</script>",
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
    ],
)
def test_data_without_a_text(script: str) -> None:
    assert clean(shell(script)).status is Status.JS_SHELL


@pytest.mark.parametrize(
    "shape",
    [
        lambda n: code("window.__A_STATE__={" * n),
        lambda n: code("self.__next_f.push([" * n),
        lambda n: code('window.__NUXT__=(function(){return "' + 'a\\"' * n),
        lambda n: data([["a b c " * 20] * 3] * n, "type='application/json'"),
        lambda n: data({"articleBody": "<p>a b " * n, "@type": "Article"}, "type=ld+json"),
    ],
)
def test_time_is_linear(shape: Callable[[int], str]) -> None:
    assert_linear(lambda count: partial(clean, shell(shape(count))), 750)


def test_a_question_about_a_text_from_the_page_s_data() -> None:
    document = clean(shell(SOURCES["__NEXT_DATA__"]))
    answer = document.why(STORY[1][:30])
    assert answer.startswith("Kept as body")
    assert "by its first words" in answer
