"""The choice among what the sources say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date as Date
from functools import cached_property

from lxml import etree

from declutter.metadata import jsonld
from declutter.metadata.addresses import path_of
from declutter.metadata.collect import Facts, collect
from declutter.metadata.dates import parse_stamp, url_day
from declutter.metadata.days import Days, plain_days, visible_days
from declutter.metadata.far_days import first_post, last_change
from declutter.metadata.fields import Field, Metadata, fields_of
from declutter.metadata.licence import licence_of
from declutter.metadata.names import Refused, authors_of, first_last, fold, is_person
from declutter.metadata.page import canonical, language_of, tags_of, texts
from declutter.metadata.place import Place, place_of
from declutter.metadata.sites import site_name, site_names
from declutter.metadata.titles import choose_title, headlines
from declutter.metadata.visible import visible_authors
from declutter.patterns import pattern

_WRITTEN = pattern(r"writ|author|^by|verfasst|geschrieben|écrit|escrit|scritto|автор")
_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "byl", "cxenseparse:author", "itemprop:author",
    "dc.author", "article.author",
)  # fmt: skip
_DATE_METAS = (
    "article:published_time", "article:published", "published", "datepublished",
    "itemprop:datepublished", "parsely-pub-date", "sailthru.date",
    "cxenseparse:publishtime", "citation_publication_date", "citation_date", "dc.date.issued",
    "dcterms.created", "dc.date", "dc.date.created", "pubdate", "citation_online_date",
    "dcterms.date", "dcterms.issued", "created", "ms.date", "article:published_date", "publishdate",
    "publish-date", "publish_date", "published-date", "publication-date", "publication_date",
    "article.published", "og:published_time", "date",
)  # fmt: skip
_CHANGE_METAS = (
    "article:modified_time", "og:updated_time", "itemprop:datemodified", "dcterms.modified",
    "last-modified",
)  # fmt: skip


#: Below this score a marked day does not stand near the headline; from the other on a visible
#: day outdoes one that a machine wrote and an earlier day contradicts.
_NEAR, _SURE = 0.6, 0.7
#: Names of meta tags for the day of publication, in the spellings of many systems.
_PUBLISHED = pattern(r"publi(?:sh(?:ed)?|cation)[-_.: ]?(?:date|time|on|at)|date[-_.]?publish")


class Reader:
    """The state of one page's reading. `title` is there at once, `read` gives the rest.

    facts: what `collect` found in the tree, which is read once and never changed.
    headline: the text of the block that was taken for the headline; empty for none.
    prose: gives the text to guess a language from; only called where the page names none.
    """

    def __init__(
        self, facts: Facts, headline: str, prose: Callable[[], str], url: str | None
    ) -> None:
        self.facts = facts
        self.url = url or ""
        self._prose = prose
        self.linked = jsonld.read_linked(facts.scripts)
        self.canonical = canonical(facts, self.url)
        self.sites = site_names(facts, self.linked, self.url)
        self.headlines = headlines(facts)
        self.articles = self._subject()
        self.title, order = choose_title(
            facts, self.headlines, jsonld.first(self.linked, self.articles, "headline", "name"),
            [site.value for site in self.sites], headline,
        )  # fmt: skip
        self._order = order

    @cached_property
    def language(self) -> Field | None:
        return language_of(self.facts, self._prose)

    @cached_property
    def place(self) -> Place:
        return place_of(self.facts, self._order, self.title.value if self.title else "")

    def _subject(self) -> list[jsonld.Node]:
        titles = [head.text for head in self.headlines[:3]]
        titles += [self.facts.meta("og:title"), self.facts.title]
        addresses = [self.url, self.canonical.value if self.canonical else ""]
        return jsonld.subject(self.linked, addresses, titles)

    def read(self) -> Metadata:
        date, modified = self.days()
        description, image = texts(self.facts, self.linked, self.articles, self.url)
        return Metadata(
            title=self.title,
            authors=self.authors(),
            date=date,
            modified=modified,
            site_name=site_name(self.facts, self.sites, self.title.value if self.title else ""),
            language=self.language,
            url=self.canonical,
            image=image,
            description=description,
            tags=tags_of(self.facts, self.linked, self.articles),
            licence=licence_of(self.facts, self.linked, self.articles, self.url),
        )

    def authors(self) -> tuple[Field, ...]:
        """The authors that the head states, or those that a visible byline names.

        A stated name that is no person's full name, such as an account's or a team's, gives way
        to a full name in a byline.
        """
        refused = self._refused()
        stated: tuple[str, float, list[str]] = next(
            (found for found in self._stated_authors(refused) if found[2]), ("", 0.0, [])
        )
        source, confidence, names = stated
        if not any(map(is_person, names)) and (self.articles or not self._has_no_author()):
            language = self.language.value if self.language else ""
            seen, score = visible_authors(self.facts, self.place, refused, language)
            if seen and (not names or (score >= 0.7 and all(map(is_person, seen)))):
                source, confidence, names = "visible", score, seen
        return fields_of(names, source, confidence)

    def _stated_authors(self, refused: Refused) -> Iterator[tuple[str, float, list[str]]]:
        linked = self.linked
        for nodes, confidence in ((self.articles, 0.95), (linked.pages[:1], 0.8)):
            values = [node.get("author") or node.get("creator") for node in nodes[:1]]
            persons, others = jsonld.people(linked, values)
            yield "json-ld", confidence, authors_of(persons, refused, typed=True)
            yield "json-ld", confidence, authors_of(others, refused)
        if not self.articles and self._has_no_author():
            return
        for name in _AUTHOR_METAS:
            stated = self.facts.metas.get(name, [])
            if name.startswith("citation"):
                stated = [first_last(value) for value in stated]
            source = _meta_source(name)
            yield source, 0.85, authors_of(stated, refused)
        if _WRITTEN.search(self.facts.meta("twitter:label1").lower()):
            yield "meta", 0.8, authors_of([self.facts.meta("twitter:data1")], refused)

    def _has_no_author(self) -> bool:
        """Whether the page is a home page or sells something: bylines on it are others'."""
        kind = self.facts.meta("og:type").lower()
        home = bool(self.url) and path_of(self.url) in ("", "/")
        return home or self.linked.goods or kind.startswith("product")

    def _refused(self) -> Refused:
        publishers = jsonld.names(self.linked, [a.get("publisher") for a in self.articles])
        organisations = jsonld.names(
            self.linked, [o.get("name") for o in self.linked.organisations]
        )
        # The domain's word is no declared name; many a blogger's name is only that.
        names = [site.value for site in self.sites if site.source != "url"] + publishers
        return Refused(frozenset(map(fold, names)), frozenset(map(fold, organisations)))

    def days(self) -> tuple[Field | None, Field | None]:
        facts, language = self.facts, self.language.value if self.language else ""
        date = self._stated(self.articles, "datePublished", _DATE_METAS, 0.95)
        modified = self._stated(self.articles, "dateModified", _CHANGE_METAS, 0.9)
        date = date or self._stated(self.linked.pages[:1], "datePublished", (), 0.8)
        modified = modified or self._stated(self.linked.pages[:1], "dateModified", (), 0.8)
        seen = visible_days(facts, self.place, language)
        if not (seen.published or seen.modified) or seen.score < _NEAR:
            # Elements far from the headline are marked for something else as often as not.
            plain = plain_days(facts, self.place, language, below=date is not None)
            if plain.score >= _SURE or not (seen.published or seen.modified):
                seen = plain
        if seen.published and (date is None or self._corrects(seen, date.value)):
            date = Field(seen.published, "visible", round(seen.score, 2))
        if seen.modified and modified is None:
            modified = Field(seen.modified, "visible", round(seen.score, 2))
        in_url = url_day(self.url or (self.canonical.value if self.canonical else ""))
        if in_url and (date is None or self._is_same_day(date, in_url)):
            date = Field(in_url, "url", 0.7)
        if date is None:
            posted = first_post(facts, self.place, self.url)
            date = Field(posted, "visible", 0.6) if posted else None
        if date is None and seen.modified:
            date = Field(seen.modified, "visible", round(min(seen.score, 0.6), 2))
        if modified is None:
            changed = last_change(facts, language)
            modified = Field(changed, "visible", 0.5) if changed else None
        return date, modified

    @staticmethod
    def _corrects(seen: Days, stated: str) -> bool:
        """Whether a visible day is the better one: an earlier one close to the headline.

        What a machine wrote is then the day of an import, or the next day in universal time.
        """
        if seen.score < _SURE:
            return False
        return (Date.fromisoformat(stated) - Date.fromisoformat(seen.published)).days >= 2

    @staticmethod
    def _is_same_day(date: Field, in_url: str) -> bool:
        """Whether a machine's date is the day after the address's: the same in universal time.

        Or a visible date the same with day and month changed round, as 03/10 is read either way.
        """
        if date.source == "visible":
            year, month, day = date.value.split("-")
            return in_url == f"{year}-{day}-{month}"
        return (Date.fromisoformat(date.value) - Date.fromisoformat(in_url)).days == 1

    def _stated(
        self, nodes: Sequence[jsonld.Node], key: str, metas: Sequence[str], confidence: float
    ) -> Field | None:
        day = parse_stamp(jsonld.first(self.linked, nodes[:1], key))
        if day:
            return Field(day, "json-ld", confidence)
        others = filter(_PUBLISHED.search, self.facts.metas) if metas is _DATE_METAS else ()
        for name in (*metas, *others):
            day = parse_stamp(self.facts.meta(name))
            if day:
                return Field(day, _meta_source(name), round(confidence - 0.05, 2))
        return None


def _meta_source(name: str) -> str:
    if name.startswith("itemprop:"):
        return "microdata"
    return "open-graph" if name.startswith(("article:", "og:")) else "meta"


def read_metadata(
    root: etree._Element,
    headline: str = "",
    prose: Callable[[], str] = str,
    url: str | None = None,
) -> Metadata:
    """What an HTML page says about itself; what is given is as `Reader` has it."""
    return Reader(collect(root), headline, prose, url).read()
