"""Words that give away what a short text is about, for its label alone.

No scorecard reads these rows: they name what is removed, and decide on nothing. Other rows do both.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from declutter.model import Label


class Cue(NamedTuple):
    """A label, how strongly the words speak for it, and the words: any of them, anywhere.

    words: lower case, looked for as they stand, within words as well.
    hit, miss: a text that holds one of them, and one that holds none.
    """

    label: Label
    strength: float
    words: tuple[str, ...]
    hit: str
    miss: str


#: What speaks of cookies; consent dialogues are found by them, too.
COOKIES: Final = ("cookies", "cookie-", "쿠키", "クッキー", "çerez")

ROWS: Final = (
    Cue(
        Label.NEWSLETTER,
        1.6,
        (
            "newsletter", "never miss", "google news", "inbox", "mailing list", "postfach",
            "boletín", "infolettre", "nyhetsbrev", "bülten", "рассылк", "розсилк", "メルマガ",
            "뉴스레터", "电子报", "電子報", "न्यूज़लेटर", "النشرة البريدية", "sign up for",
            "signing up for", "subscribe to", "become a member", "become a patron", "patreon",
            "ko-fi", "make a donation", "making a gift", "donate", "support our work",
            "support us", "download the app", "download our app", "get the app", "app store",
            "google play", "follow us", "join our", "join us on", "join for free", "stay informed",
            "stay up to date", "keep me posted", "abonnieren sie", "jetzt abonnieren",
            "folgen sie", "folge uns", "spenden", "app herunterladen", "abonnez-vous",
            "inscrivez-vous", "suivez-nous", "faire un don", "suscríbete", "síguenos",
            "descarga la app", "inscreva-se", "baixe o aplicativo", "siga-nos", "iscriviti",
            "seguici", "scarica l'app", "abonneer", "volg ons", "meld je aan", "zapisz się",
            "obserwuj nas", "подпис", "підпис", "odebírejte", "prenumerera", "följ oss",
            "abone ol", "takip edin", "اشترك", "تابعنا", "关注我们", "订阅", "下载客户端",
            "フォローして", "アプリを", "구독하",
        ),
        "Stay up to date with what the harbour is doing",
        "The harbour was closed to date palms",
    ),
    Cue(Label.CONSENT, 2.6, COOKIES, "We use cookies to count visits", "She baked for hours"),
    Cue(
        Label.AD,
        2.4,
        (
            "free shipping", "free delivery", "free returns", "free express", "use code",
            "coupon code", "promo code", "at checkout", "% off", "limited time",
            "while supplies last", "affiliate", "we may earn", "may earn a", "earn a commission",
            "earning a commission", "small commission", "paid partnership", "sponsored by",
            "advertisement", "free trial", "book a demo", "shop now", "order now",
            "versandkostenfrei", "kostenloser versand", "gutschein", "rabatt", "provision",
            "anzeige", "livraison gratuite", "offerte dès", "code promo", "envío gratis",
            "código de descuento", "publicidad", "frete grátis", "spedizione gratuita",
            "gratis verzending", "gratis bezorg", "morgen in huis", "next day delivery",
            "same day delivery", "darmowa dostawa", "бесплатная доставка", "скидк",
            "ücretsiz kargo", "indirim", "شحن مجاني", "包邮", "送料無料", "무료 배송",
        ),
        "Free shipping on orders over 40 dollars",
        "The shipping lane is free of ice",
    ),
    Cue(
        Label.PAYWALL,
        2.4,
        (
            "log in to access", "login to access", "sign in to access", "to continue reading",
            "continue to join or sign in", "subscribers only", "for subscribers",
            "already a subscriber", "already subscribed", "members only", "member exclusive",
            "create an account to", "create an account or log in", "ad blocker", "adblock",
            "weiterlesen mit", "bereits abonnent", "werbeblocker", "pour lire la suite",
            "déjà abonné", "réservé aux abonnés", "para seguir leyendo", "ya eres suscriptor",
            "solo suscriptores", "para continuar lendo", "exclusivo para assinantes",
            "per continuare a leggere", "riservato agli abbonati", "verder lezen",
            "tylko dla prenumeratorów",
        ),
        "Already a subscriber? Log in",
        "The lake is closed to swimmers",
    ),
    Cue(
        Label.LEGAL,
        2.4,
        (
            "all rights reserved", "equal opportunity", "registered trademark", "trademarks of",
            "terms and conditions", "licensed under", "available under", "is not intended to be",
            "no responsibility", "for informational purposes", "registered in england",
            "alle rechte vorbehalten", "steht unter der lizenz", "tous droits réservés",
            "todos los derechos reservados", "todos os direitos reservados",
            "tutti i diritti riservati", "alle rechten voorbehouden", "wszelkie prawa zastrzeżone",
            "все права защищены", "усі права захищені", "tüm hakları saklıdır",
            "جميع الحقوق محفوظة", "版权所有", "無断転載", "무단전재",
        ),
        "The text is licensed under terms that let you copy it",
        "The right bank is reserved for herons",
    ),
    Cue(
        Label.AUTHOR_BOX,
        2.4,
        (
            " is a freelance", " is a writer", " is a journalist", " is a reporter",
            " is a senior ", " is a staff ", " is an editor", " is the editor", " is an author",
            " is the author of", " is the founder", " is the owner", " is a contributor",
            " is the co-founder", " is a photographer", " is a correspondent", " is our ",
            " lives in ", " lives and works", " award-winning author", "wrote for", "writes about",
            " has been writing", " has written for", " ist redakteur", " ist freie", " ist freier",
            " est journaliste", " es periodista", " é jornalista", " è giornalista",
            " is redacteur", " jest dziennikar",
        ),
        "Ida is a freelance surveyor of lakes",
        "The lake is free of ice",
    ),
    Cue(
        Label.RELATED,
        2.4,
        (
            "more articles by", "more stories by", "other posts by", "this article is part",
            "this post is part", "part of the series", "previously in this series",
        ),
        "More articles by Ida Moss",
        "There are more articles in the drawer",
    ),
    Cue(
        Label.HIDDEN,
        3.4,
        (
            "if you are human", "leave this field blank", "leave this field empty",
            "should be left unchanged", "for validation purposes", "enable javascript",
            "javascript is disabled", "javascript aktivieren", "activer javascript",
        ),
        "If you are human, leave this field blank",
        "The field was left to the geese",
    ),
    Cue(
        Label.CONTROLS,
        2.4,
        (
            "please wait", "sign in to comment", "log in to reply", "has been closed",
            "automatically closed", "no results found", "your browser does not",
            "something went wrong",
        ),
        "Please wait while the boats are counted",
        "The boats were counted",
    ),
)  # fmt: skip
