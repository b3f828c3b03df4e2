"""What pages say that are no article: errors, walls and shells. One row, one language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple


class PageRow(NamedTuple):
    """What pages of one kind say, in one language.

    pattern: for the lower-cased title, headline or a short line. hit, miss: a line that it must
    match, and one that it must not.
    """

    language: str
    pattern: str
    hit: str
    miss: str


#: Lines of pages that are not there, or that the server would not give out.
ERRORS: Final = (
    PageRow("und", r"^(?:error )?(?:40[0134]|410|429|50[0234])(?: error)?$", "404", "404 ways"),
    PageRow(
        "en",
        r"^(?:http )?(?:error )?(?:4\d\d|5\d\d)?(?: error)?\W{0,4}(?:sorry,? |"
        r"oops\W{0,4})?(?:the |this |that )?"
        r"(?:page|file|article|url|site|content)?(?: you (?:requested|are looking for|were "
        r"looking for))?"
        r"(?: (?:was|is|can ?not be|could not be|couldn't be|can't be|has been|no longer))?"
        r"(?: no longer)? ?(?:not found|found|not available|unavailable|available|missing|"
        r"removed|exists?)"
        r"\W*$",
        "404 - Page not found",
        "Lost city found",
    ),
    PageRow(
        "en",
        r"^(?:4\d\d |5\d\d )?(?:forbidden|access denied|bad gateway|internal server error|"
        r"bad request|"
        r"service (?:temporarily )?unavailable|gateway time-?out|too many requests|gone)\W*$",
        "502 Bad Gateway",
        "Access denied to refugees",
    ),
    PageRow(
        "en",
        r"^(?:just a moment|attention required|are you (?:a )?(?:human|robot)|"
        r"verify(?:ing)? you are (?:a )?human|checking your browser)\b.{0,40}$",
        "Just a moment...",
        "A moment of truth",
    ),
    PageRow(
        "de",
        r"^\W*(?:fehler )?(?:404)?\W*(?:die |diese )?(?:seite|artikel|datei)(?: wurde| "
        r"konnte)?(?: leider)? "
        r"nicht (?:gefunden|verfügbar|vorhanden)(?: werden)?\W*$",
        "404 – Seite nicht gefunden",
        "Schatz nicht gefunden",
    ),
    PageRow(
        "fr",
        r"^\W*(?:erreur )?(?:404)?\W*(?:la |cette )?page (?:est |que vous (?:cherchez|"
        r"recherchez) est )?"
        r"(?:introuvable|non trouvée|n'existe (?:pas|plus))\W*$",
        "Erreur 404 : page introuvable",
        "Page d'histoire",
    ),
    PageRow(
        "es",
        r"^\W*(?:error )?(?:404)?\W*(?:la |esta )?página (?:no (?:encontrada|existe|disponible)|"
        r"(?:que buscas |solicitada )?no (?:existe|se (?:ha )?encontr\w+))\W*$",
        "Error 404: página no encontrada",
        "Una página de la historia",
    ),
    PageRow(
        "pt",
        r"^\W*(?:erro )?(?:404)?\W*(?:a |esta )?página (?:não (?:encontrada|existe|foi "
        r"encontrada))\W*$",
        "Página não encontrada",
        "Página virada",
    ),
    PageRow(
        "it",
        r"^\W*(?:errore )?(?:404)?\W*(?:la )?pagina (?:non (?:trovata|esiste|è stata "
        r"trovata|disponibile))\W*$",
        "Pagina non trovata",
        "Pagina bianca",
    ),
    PageRow(
        "nl",
        r"^\W*(?:fout )?(?:404)?\W*(?:de |deze )?pagina (?:is )?(?:niet (?:gevonden|"
        r"beschikbaar)|bestaat niet)\W*$",
        "Pagina niet gevonden",
        "Pagina twee",
    ),
    PageRow(
        "pl",
        r"^\W*(?:błąd )?(?:404)?\W*(?:nie znaleziono(?: takiej)? strony|strona (?:nie "
        r"(?:istnieje|została "
        r"znaleziona)))\W*$",
        "Błąd 404. Nie znaleziono strony",
        "Strona główna",
    ),
    PageRow(
        "ru",
        r"^\W*(?:ошибка )?(?:404)?\W*(?:такая |эта )?страница (?:не (?:найдена|существует))\W*$",
        "Ошибка 404. Страница не найдена",
        "Страница истории",
    ),
    PageRow("uk", r"^\W*(?:404)?\W*сторінк\w (?:не знайдено|не існує)\W*$", "Сторінку не знайдено",
            "Сторінка перша"),
    PageRow("sv", r"^\W*(?:404)?\W*sidan (?:hittades inte|kunde inte hittas|finns inte)\W*$",
            "Sidan hittades inte", "Sidan två"),
    PageRow("cs", r"^\W*(?:404)?\W*stránka (?:nenalezena|nebyla nalezena|neexistuje)\W*$",
            "Stránka nenalezena", "Stránka první"),
    PageRow("tr", r"^\W*(?:404)?\W*(?:aradığınız )?sayfa "
            r"(?:bulunamadı|mevcut değil)\W*$",
            "Sayfa bulunamadı", "Sayfa iki"),
    PageRow("ja", r"(?:ページ|記事)(?:が|は)"
            r"(?:見つかりません|存在しません|ございません)",
            "お探しのページが見つかりません", "最初のページ"),
    PageRow("zh", r"^\W*(?:404)?\W*(?:您(?:访问|查找)的)?(?:页面|網頁|頁面|网页|文章)"
            r"(?:不存在|未找到|找不到|无法找到|已删除)"
            r"|找不到(?:页面|網頁|頁面|网页)",
            "404 页面不存在", "页面设计"),
    PageRow("ko", r"페이지를 찾을 수 없|존재하지 않는 페이지",
            "페이지를 찾을 수 없습니다", "첫 페이지"),
    PageRow("ar", r"الصفحة (?:غير موجودة|المطلوبة غير|التي تبحث عنها غير)", "الصفحة غير موجودة",
            "الصفحة الأولى"),
    PageRow("hi", r"(?:पृष्ठ|पेज) नहीं मिला", "पृष्ठ नहीं मिला", "पहला पेज"),
)  # fmt: skip

#: What a page says whose text a script has to fetch.
SHELLS: Final = (
    PageRow(
        "en",
        r"(?:enable|turn on|requires?|activate|without|support) (?:\w+ )?java ?script|"
        r"java ?script (?:is|to be|must be|has to be) (?:\w+ )?(?:disabled|enabled|required|"
        r"turned)",
        "You need to enable JavaScript to run this app.",
        "JavaScript for beginners",
    ),
    PageRow("en", r"^(?:loading|please wait)\W*$", "Loading…", "Loading docks"),
    PageRow("de", r"(?:aktivieren sie|bitte) (?:bitte )?java ?script|^wird geladen\W*$",
            "Bitte aktivieren Sie JavaScript.", "JavaScript lernen"),
    PageRow("fr", r"activer java ?script|^chargement(?: en cours)?\W*$",
            "Veuillez activer JavaScript.", "Le chargement du navire"),
    PageRow("es", r"(?:habilit|activ)\w{1,8} java ?script|^cargando\W*$",
            "Debes habilitar JavaScript.", "Aprender JavaScript"),
    PageRow("pt", r"(?:habilit|ativ)\w{1,8} o? ?java ?script|^carregando\W*$",
            "Por favor, ative o JavaScript.", "Carregando navios"),
    PageRow("it", r"(?:abilit|attiv)\w{1,8} java ?script|^caricamento(?: in corso)?\W*$",
            "Abilita JavaScript per continuare", "Il caricamento della nave"),
    PageRow("nl", r"java ?script (?:in te schakelen|aan)|schakel java ?script",
            "Schakel JavaScript in", "Cursus JavaScript"),
    PageRow("pl", r"włącz\w{0,8} (?:obsługę )?java ?script", "Włącz obsługę JavaScript",
            "Kurs JavaScript"),
    PageRow("ru", r"включите java ?script|^загрузка\W*$", "Включите JavaScript",
            "Загрузка судна"),
    PageRow("tr", r"java ?script\W{0,3}\w{0,3} (?:etkinleştir|açın)", "JavaScript'i etkinleştirin",
            "JavaScript dersleri"),
    PageRow("ja", r"java ?scriptを(?:有効|オン)|^読み込み中\W*$",
            "JavaScriptを有効にしてください", "JavaScript入門"),
    PageRow("zh", r"(?:启用|开启|啟用|打开) ?java ?script|^(?:正在)?加载中?\W*$",
            "请启用JavaScript", "JavaScript教程"),
    PageRow("ko", r"자바스크립트를 (?:활성화|사용)|java ?script를 (?:활성화|사용)",
            "자바스크립트를 활성화해 주세요", "자바스크립트 강좌"),
    PageRow("ar", r"(?:تفعيل|تمكين) ?(?:جافا ?سكريبت|java ?script)", "يرجى تفعيل جافا سكريبت",
            "دروس جافا سكريبت"),
)  # fmt: skip
#: Lines longer than this, in characters, say something else as well.
MAX_LINE: Final = 160


@cache
def _pattern(rows: tuple[PageRow, ...]) -> re.Pattern[str]:
    """All rows as one pattern; compiled when it is first needed, for few pages need it."""
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows))


def says_error(line: str) -> bool:
    """Whether a short line is what an error page says."""
    return len(line) <= MAX_LINE and bool(_pattern(ERRORS).search(" ".join(line.lower().split())))


def says_shell(line: str) -> bool:
    """Whether a line asks for JavaScript, or to wait for it."""
    return len(line) <= MAX_LINE * 3 and bool(
        _pattern(SHELLS).search(" ".join(line.lower().split()))
    )
