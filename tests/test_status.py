"""What became of a page as a whole: each status, in several languages, and what is none of them."""

from __future__ import annotations

import gzip

import pytest

from declutter import Status, clean
from declutter.rules.pages import ERRORS, SHELLS, PageRow, says_error, says_shell

STORY = (
    "The harbour of Brannock was opened again on Monday, eleven days after the storm closed it. "
    "Divers had searched the channel for lost anchors, and found nine of them, two without a ship. "
    "Ships that waited outside came in one by one, and the pilots worked until after midnight."
)
MENU = (
    "<nav><a href=/>Home</a> <a href=/n>News</a> <a href=/s>Sport</a> <a href=/w>Weather</a></nav>"
)
FOOTER = "<footer><a href=/i>Imprint</a> <a href=/p>Privacy policy</a> <p>© 2026 Daily</p></footer>"


def page(body: str, title: str = "Daily Example", head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body>{MENU}<main>{body}</main>{FOOTER}</body></html>"
    )


def status_of(body: str, title: str = "Daily Example", head: str = "") -> Status:
    return clean(page(body, title, head)).status


@pytest.mark.parametrize("row", ERRORS, ids=lambda row: f"{row.language} {row.hit}")
def test_error_rows(row: PageRow) -> None:
    assert says_error(row.hit)
    assert not says_error(row.miss)


@pytest.mark.parametrize("row", SHELLS, ids=lambda row: f"{row.language} {row.hit}")
def test_shell_rows(row: PageRow) -> None:
    assert says_shell(row.hit)
    assert not says_shell(row.miss)


@pytest.mark.parametrize(
    ("title", "heading", "line"),
    [
        ("404 Not Found", "Not Found", "The requested URL was not found on this server."),
        ("Page not found | Daily", "Page not found", "It may have been moved. Try the search."),
        ("Daily", "Oops! This page is no longer available", "Go back to the home page."),
        ("Seite nicht gefunden - Tagblatt", "404", "Die gesuchte Seite gibt es nicht mehr."),
        ("Le Jour", "Erreur 404 : page introuvable", "La page demandée a été déplacée."),
        ("El Día", "Página no encontrada", "La página que busca ya no está aquí."),
        ("Страница не найдена", "404", "Проверьте адрес или вернитесь на главную."),
        ("ページが見つかりません", "404", "お探しのページは移動または削除されました。"),
        ("404 页面不存在", "抱歉", "您访问的内容可能已被移动。"),
        ("502 Bad Gateway", "502 Bad Gateway", "nginx"),
    ],
)
def test_error_pages(title: str, heading: str, line: str) -> None:
    document = clean(page(f"<h1>{heading}</h1><p>{line}</p>", title))
    assert document.status is Status.ERROR_PAGE
    assert document.detail


@pytest.mark.parametrize(
    "dialogue",
    [
        "<h2>We value your privacy</h2><p>We and our 812 partners use cookies and similar "
        "technologies to store and access information on your device, to show you personalised ads "
        "and to measure them. You can change that at any time.</p><button>Accept all"
        "</button> <button>Manage options</button>",
        "<h2>Wir respektieren Ihre Privatsphäre</h2><p>Wir und unsere Partner verwenden Cookies, "
        "um Inhalte und Anzeigen zu personalisieren und Zugriffe zu messen. Mit einem Klick auf "
        "„Alle akzeptieren“ stimmen Sie der Verwendung von Cookies zu.</p><button>Alle akzeptieren"
        "</button>",
        "<h2>Respectons votre vie privée</h2><p>Nous et nos partenaires utilisons des cookies pour "
        "personnaliser les contenus et les annonces. En cliquant sur « Tout accepter », vous "
        "acceptez l’utilisation des cookies.</p><button>Tout accepter</button>",
        "<h2>Tu privacidad es importante</h2><p>Nosotros y nuestros socios utilizamos cookies para "
        "mostrar anuncios personalizados. Al pulsar «Aceptar todo» aceptas el uso de cookies.</p>"
        "<button>Aceptar todo</button>",
    ],
)
def test_consent_walls(dialogue: str) -> None:
    box = f"<div id=consent-dialog class='cookie-consent'>{dialogue}</div>"
    assert clean(page(box)).status is Status.CONSENT_WALL


def test_an_article_with_a_cookie_banner_is_ok() -> None:
    banner = "<div class=cookie-banner><p>We use cookies.</p><button>Accept all</button></div>"
    assert status_of(f"{banner}<h1>The harbour is open</h1><p>{STORY}</p>") is Status.OK


@pytest.mark.parametrize(
    "wall",
    [
        "<div class=paywall><p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p>"
        "</div>",
        "<div class=paywall><p>Dieser Artikel ist nur für Abonnenten</p><p>Jetzt abonnieren</p>"
        "</div>",
        "<div class=paywall><p>Cet article est réservé aux abonnés</p><p>S'abonner</p></div>",
        "<div class=paywall><p>Contenido exclusivo para suscriptores</p></div>",
    ],
)
def test_paywall_stubs(wall: str) -> None:
    body = f"<article><h1>The harbour is open</h1><p>{STORY}</p>{wall}</article>"
    document = clean(page(body))
    assert document.status is Status.PAYWALL_STUB
    assert STORY[:60] in document.text


def test_a_whole_article_above_an_offer_is_ok() -> None:
    body = f"<article><h1>The harbour is open</h1>{f'<p>{STORY}</p>' * 6}"
    body += "<p>Subscribe to continue reading</p></article>"
    assert status_of(body) is Status.OK


@pytest.mark.parametrize(
    "body",
    [
        "<div id=root></div><script src=/app.js></script>",
        "<div id=__next><div>Loading…</div></div><script src=/app.js></script>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>",
        "<noscript>Bitte aktivieren Sie JavaScript, um diese Seite zu sehen.</noscript>",
        "<noscript>このサイトではJavaScriptを有効にしてください。</noscript><div id=app></div>",
    ],
)
def test_shells(body: str) -> None:
    shell = f"<!doctype html><html><head><title>Daily</title></head><body>{body}</body></html>"
    assert clean(shell).status is Status.JS_SHELL


_CONSENT = (
    "We value your privacy\n\nWe and our 812 partners use cookies and like technologies to store "
    "and access information on your device, to show you personalised ads and to measure them. You "
    "can change that at any time.\n\nAccept all\nManage options"
)
_WALL = "Subscribe to continue reading\n\nAlready a subscriber? Log in"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Page not found\n\nThe page you were looking for does not exist. It may have been moved.",
         Status.ERROR_PAGE),
        ("404 Not Found\n\nThe requested URL was not found on this server.", Status.ERROR_PAGE),
        ("Seite nicht gefunden\n\nDie gesuchte Seite gibt es nicht mehr.", Status.ERROR_PAGE),
        (_CONSENT, Status.CONSENT_WALL),
        (f"The harbour is open\n\n{STORY}\n\n{_WALL}", Status.PAYWALL_STUB),
        (f"The harbour is open\n\n{STORY}", Status.OK),
        (f"We use cookies.\nAccept all\n\nThe harbour is open\n\n{STORY}\n\n{STORY}", Status.OK),
    ],
)  # fmt: skip
def test_plain_text_has_a_status_too(text: str, expected: Status) -> None:
    pasted = f"Home\nNews\nSport\nWeather\n\n{text}\n\nImprint\nPrivacy policy\n© 2026 Daily"
    assert clean(pasted).status is expected


@pytest.mark.parametrize("language", ["en", "ja"])
def test_listings(language: str) -> None:
    titles = {"en": "Harbour news number {} of the week", "ja": "港のニュース第{}号、今週の話題"}
    items = "".join(
        f"<li><h3><a href=/n/{n}>{titles[language].format(n)}</a></h3></li>" for n in range(14)
    )
    assert status_of(f"<h1>News</h1><ul>{items}</ul>") is Status.LISTING


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b'{"title": "Tea", "body": ["Tea is made of leaves."]}', "JSON"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (gzip.compress(b"<p>Tea</p>"), "gzip"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, name: str) -> None:
    document = clean(data)
    assert document.status is Status.NOT_HTML
    assert name in document.detail


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>The harbour is open</h1><p>{STORY}</p>",
        "<h1>Tea</h1><p>Tea is made by steeping leaves in hot water, and people have done so for "
        "a long time.</p>",
        "<h1>How to fix a 404 error</h1><p>A server answers 404 when a page is not found. Look "
        "into its configuration first, then at the links that lead there, then at the logs.</p>",
        "<h1>Cookies</h1><p>Mix flour, butter and sugar, form small balls of the dough, press them "
        "flat, and bake them for eleven minutes. Let the cookies cool down on a grid.</p>",
    ],
)
def test_short_pages_are_ok(body: str) -> None:
    assert status_of(body) is Status.OK
