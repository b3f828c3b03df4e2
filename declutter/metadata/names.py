"""Author names: what a byline says, without its preface, roles, links and publishers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from declutter.patterns import pattern

MAX_NAMES = 20
MAX_NAME = 60
MAX_TEXT = 300

_SPACE = pattern(r"\s+")
_FOLD = pattern(r"[^\W_]+")
_WORDS_OF_DEED = (
    r"article|story|post|blog|recipe|review|thread|topic|question|text|words|photos?|published|"
    r"posted|written|created|contributed|authored|submitted|started|asked|reported|presented|"
    r"updated|last updated|edited|curated|discussion"
)
#: "By", "Posted by:", "This article was written by", at the start or inside a longer line.
BY = pattern(
    r"(?:^|(?<=[\s|•·–—,.-]))"
    rf"(?:(?:this )?(?:(?:{_WORDS_OF_DEED})(?: was| is)?\s+){{0,3}})by\b[:\s]+"
    r"(?=\S)|^by(?-i:(?=[A-Z][a-z]))",
    re.IGNORECASE,
)
_LABEL = pattern(
    r"^(?:about the |post |article |blog |thread |topic )?"
    r"(?:authors?|writers?|contributors?|byline|starter|"
    r"started|autore?|auteur|written|posted|published|creator|"
    r"written|von|par|por|door|di|escrito por|publicado por|автор|forfatter|skribent|"
    r"από|tekst|text|words|作者|记者|記者|文|كتبت?|بقلم|إعداد|रिपोर्ट|लेखक|द्वारा|topicstarter|"
    r"yazar|haber|автор статьи)(?:\(s\))?(?:\s*[:：|]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_CUT = pattern(
    r"\s+\d+\b|\s*[|•·»→/\n\t]\s*|\s+[-–—]+\s+|\s+(?:on|at|in|for|from|via)\s+|"
    r"\s*[(\[]|\s*,?\s*\b(?:last\s+)?"
    r"(?:updated|published|posted|reviewed|modified|medically|fact[- ]checked|edited|read more|"
    r"date|reading time|photos?|photography|illustrat\w+|share|follow|is an?|says|january|"
    r"february|march(?= \d)|april|may(?= \d)|june(?= \d)|july|august(?= \d)|september|october|"
    r"november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?(?= \d)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\d+ (?:min|sec|hour|day|week|month|year)\w*|\d{1,2}[./:-]\d{1,2}|\d{4}-\d\d)",
    re.IGNORECASE,
)
#: An account behind a name: "By Ida Moss @idamoss", and what stands behind that.
_HANDLE = pattern(r"\s@\w[\w.]{0,40}(?=\s|$)")
_ADDRESS = pattern(r"https?:/|www\.|^\S+@\S+$|^/|^\S+\.(?:com|org|net|html?|php)/", re.IGNORECASE)
_SPLIT = pattern(
    r"\s*;\s*|\s*,\s*(?:and\s+|&\s*)?|\s+(?:&|\+|and|und|et|y|e|with)\s+", re.IGNORECASE
)
_CREDENTIAL = pattern(
    r"(?:ph\.?\s?d|m\.?\s?d|m\.?\s?sc?|m\.?\s?a|b\.?\s?sc?|b\.?\s?a|r\.?\s?d\.?n?|r\.?\s?n|"
    r"m\.?p\.?h|mba|j\.?\s?d|dds|dmd|dvm|cpa|cfp|cfa|esq|jr|sr|ii|iii|iv|"
    r"[A-Z][A-Za-z]?[A-Z]{1,5}(?:-[A-Z]+)?(?: [A-Z]{2,5})*)[.®™]?$",
)
JOB = pattern(
    r"\b(?:editors?|reporters?|correspondent|journalist|columnist|producer|manager|director|"
    r"founder|co-?founder|c[eftmi]o|officer|president|specialist|analyst|engineer|developer|"
    r"consultant|strategist|professor|contributor|contributing|head of|chief|writer|author|"
    r"intern|owner|candidate|designer|researcher|fellow|attorney|expert|nutritionist|"
    r"dietitian|physician|freelance|associate|assistant|partner at|for the)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = pattern(
    r"https?:|www\.|@|\.(?:com|org|net|io|co|html?|php)\b|[©<>{}=%$#?!:]|\b(?:copyright|comments?|"
    r"read more|share|follow|subscribe|sign in|log ?in|cookies?|newsletter|view all|all posts|"
    r"posts|click|learn more|unknown|undefined|null|anonymous|ago|answers?|replies|views?|"
    r"this article|author|published|posted|written|min read|minutes?|reviewed|your|our|we|you|"
    r"joined|members?|search|find|full bio|bio|profile|best|register|facebook|twitter|"
    r"linkedin|pinterest|category|tags?|the following|powered|about)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "dos",
        "du",
        "ter",
    ]
)
_COMPANY = pattern(
    r"\b(?:inc|llc|ltd|gmbh|corp|co|company|group|store|shop|team|staff|care|services?|solutions|"
    r"health|university|college|school|institute|center|centre|magazine|news|times|post|media|"
    r"blog|construction|foundation|association|agency|studios?|labs?|network|forums?|community|"
    r"department|office|bank|insurance|marketing|digital|online|guide|reviews?|the|our|and|home|"
    r"editorial|press|journal|software|systems?|technolog\w+|financial|consulting|design|travel|"
    r"daily|weekly|monthly|sunday|business|insider|tribune|herald|globe|star|sun|mail|telegraph|"
    r"observer|gazette|chronicle|mirror|guardian|independent|express|standard|today|international|"
    r"national|american|british|european|global|wire|radio|tv|television|broadcasting|science|"
    r"nature|tech|city|state|county|street|museum|library|society|club|council|government|ministry|"
    r"agence|presse|zeitung|diario|journal|corporation|partners|associates|associated|brands?|"
    r"yoga|coffee|food|kitchen|life|world)\b",
    re.IGNORECASE,
)
#: Legal forms at the end of a company's name.
_LEGAL = pattern(
    r"\s(?:SE|AG|KG|KGaA|mbH|UG|e\.\s?V\.?|PLC|plc|Oyj?|ApS|A/S|B\.?V\.?|N\.?V\.?|S\.?[pr]\.?[AaLl]\.?|"
    r"SARL|S\.A\.)$"
)
_REFUSED = frozenset(
    [
        "admin",
        "administrator",
        "adminn",
        "author",
        "authors",
        "editor",
        "editors",
        "webmaster",
        "staff",
        "guest",
        "user",
        "member",
        "none",
        "null",
        "na",
        "team",
        "root",
        "blog",
        "news",
        "press",
        "website",
        "moderator",
        "editorial",
        "by",
        "the",
        "anonymous",
        "test",
        "wordpress",
        "default",
        "site",
        "admin",
        "superuser",
        "siteadmin",
        "siteeditor",
        "webteam",
        "marketing",
        "contributor",
        "contributors",
        "publisher",
        "home",
        "share",
        "sat",
        "sun",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "try",
        "email",
        "facebook",
        "twitter",
        "linkedin",
        "op",
        "unknown",
    ]
)


def fold(text: str) -> str:
    """Lower-case words, parted by single spaces: what two spellings are compared by."""
    return " ".join(_FOLD.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class Refused:
    """Names that are no author's here, folded: the site's, and organisations'.

    A personal site bears its author's name, so what is spelt as a person's full name is let
    through, unless the page types it as an organisation.
    """

    sites: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def refuses(self, name: str, typed: bool = False) -> bool:
        """Whether the name is a publisher's; ``typed``: the page calls it a person's."""
        key = fold(name)
        if key in self.organisations and not typed:
            return True
        known = key in self.sites or key.replace(" ", "") in self.sites
        return known and not is_person(name)


NOBODY = Refused()
#: Roles that follow a name in scripts that have no capitals: "reporter", "correspondent".
_ROLE_BEHIND = pattern(r"\s*(?:기자|특파원|記者|记者|報|摄|撮影)$")


def authors_of(
    values: Iterable[str], refused: Refused = NOBODY, strict: bool = False, typed: bool = False
) -> list[str]:
    """The names in these values, each once.

    strict: for visible text, where a value has to look like a person's name or say "by".
    typed: the page calls the values persons.
    """
    found: dict[str, str] = {}
    for value in values:
        for name in _names_in(value, strict):
            key = fold(name)
            if key and key not in found and not refused.refuses(name, typed):
                found[key] = name
            if len(found) >= MAX_NAMES:
                return list(found.values())
    return list(found.values())


def _names_in(value: str, strict: bool) -> list[str]:
    text = _SPACE.sub(" ", unescape(value[: MAX_TEXT * 4])).strip(" \u200b\ufeff")[:MAX_TEXT]
    text = _HANDLE.split(text, maxsplit=1)[0]
    if _ADDRESS.search(text):
        return []
    text, announced = strip_preface(text)
    text = text.lstrip(" |•·–—-:,")
    cut = _CUT.search(text)
    if cut:
        text = text[: cut.start()]
    text = _ROLE_BEHIND.sub("", text)
    parts = [part.strip(" ,.;:-–—*\"'“”") for part in _SPLIT.split(text)]
    names: list[str] = []
    for place, part in enumerate(parts):
        if _CREDENTIAL.match(part) and place:
            continue
        if place and JOB.search(part):
            break
        if is_name(part, strict, announced):
            names.append(part)
        elif place == 0:
            return []
        else:
            break
    return names


def strip_preface(text: str) -> tuple[str, bool]:
    """The text without "Posted by" and the like, and whether there was such a preface."""
    announced = False
    match = BY.search(text[:80])
    if match:
        text, announced = text[match.end() :], True
    else:
        label = _LABEL.match(text)
        if label:
            text, announced = text[label.end() :], True
            match = BY.match(text)
            if match:
                text = text[match.end() :]
    return text.strip(), announced


def is_name(text: str, strict: bool = False, announced: bool = False) -> bool:
    """Whether the text can be the name of an author.

    strict: up to five words, most of them capitalised, as a person's name is written.
    announced: a "by" stood before it; a job in it is no objection then.
    """
    if not 2 <= len(text) <= MAX_NAME or _NOT_A_NAME.search(text):
        return False
    words = text.split()
    if len(words) > 6 or fold(text) in _REFUSED or not any(map(str.isalpha, text)):
        return False
    if all(fold(word) in _REFUSED for word in words):
        return False
    if not strict:
        return True
    if len(words) > 5 or (JOB.search(text) and not announced):
        return False
    capitals = sum(not word[0].islower() for word in words)
    if not any(map(str.isupper, text)) and text.isascii():
        return False
    if words[0][0].islower() and words[0].lower() not in _PARTICLES:
        return False
    return capitals * 2 > len(words)


def is_person(text: str) -> bool:
    """Whether the text is spelt as one person's full name: two to four capitalised words."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
        and not any(map(str.isdigit, text))
        and not _COMPANY.search(text)
        and not _LEGAL.search(text)
        and is_name(text, strict=True)
    )


def first_last(name: str) -> str:
    """``Doe, Jane`` as ``Jane Doe``, the way citation tags spell names."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name
