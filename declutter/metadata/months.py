"""Month names beyond English, for python-dateutil, whose own list is English only.

Row by row January to December: French, German, Spanish, Italian, Portuguese, Dutch, the Nordic
languages, Polish, Czech, Russian, Ukrainian, Bulgarian, Romanian, Turkish, Finnish, Arabic, Hindi,
Catalan, Indonesian, Greek, Hebrew.
Words that mean different months in two of them are left out.
"""

from __future__ import annotations

MONTHS: tuple[str, ...] = (
    ("janvier janv januar jän jänner enero ene gennaio gen janeiro januari januari stycznia "
     "styczeń января январь янв січня ledna leden ocak ianuarie január январи tammikuuta "
     "يناير जनवरी "
     "gener ιανουαρίου ינואר בינואר"),
    ("février févr fév fevrier februar febrero febbraio fevereiro fev februari lutego luty "
     "февраля февраль фев лютого února únor şubat februarie február февруари helmikuuta "
     "فبراير شباط फ़रवरी फरवरी "
     "febrer φεβρουαρίου פברואר בפברואר"),
    ("mars märz mär marzo março maart mrt marca marzec марта март мар березня března březen "
     "mart martie marts március maaliskuuta "
     "مارس آذار मार्च "
     "març maret μαρτίου מרץ במרץ"),
    ("avril avr april abril abr aprile kwietnia kwiecień апреля апрель апр квітня dubna duben "
     "nisan aprilie április април huhtikuuta "
     "أبريل ابريل نيسان अप्रैल "
     "απριλίου אפריל באפריל"),
    ("mai mayo maggio mag maio mei maja maj мая май травня května květen mayıs május toukokuuta "
     "مايو أيار मई "
     "maig μαΐου μαίου מאי במאי"),
    ("juin juni junio giugno giu junho czerwca czerwiec июня июнь июн червня června červen "
     "haziran iunie június юни kesäkuuta "
     "يونيو حزيران जून "
     "juny ιουνίου יוני ביוני"),
    ("juillet juil juli julio luglio lug julho lipca lipiec июля июль июл липня července "
     "temmuz iulie július юли heinäkuuta "
     "يوليو تموز जुलाई "
     "juliol ιουλίου יולי ביולי"),
    ("août aout august agosto ago augustus augusti sierpnia sierpień августа август авг серпня "
     "srpna srpen ağustos augusztus elokuuta "
     "أغسطس آب अगस्त "
     "agost agustus αυγούστου אוגוסט באוגוסט"),
    ("septembre september septiembre setiembre settembre setembro set wrzesień września "
     "сентября сентябрь сен вересня září eylül septembrie szeptember септември syyskuuta "
     "سبتمبر أيلول सितंबर सितम्बर "
     "setembre σεπτεμβρίου ספטמבר בספטמבר"),
    ("octobre oktober okt octubre ottobre ott outubro out października październik октября "
     "октябрь окт жовтня října říjen ekim octombrie október октомври lokakuuta "
     "أكتوبر اكتوبر अक्टूबर अक्तूबर "
     "οκτωβρίου אוקטובר באוקטובר"),
    ("novembre november noviembre novembro listopada listopad ноября ноябрь ноя noyabr "
     "kasım noiembrie ноември marraskuuta "
     "نوفمبر नवंबर नवम्बर "
     "novembre листопада листопад listopadu νοεμβρίου נובמבר בנובמבר"),
    ("décembre déc decembre dezember dez diciembre dic dicembre dezembro december grudnia "
     "grudzień декабря декабрь дек грудня prosince prosinec aralık decembrie декември "
     "joulukuuta "
     "ديسمبر दिसंबर दिसम्बर "
     "desembre desember δεκεμβρίου דצמבר בדצמבר"),
)  # fmt: skip
