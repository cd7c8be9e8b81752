"""How words are built where a hyphen stands: which belong together, which cannot be parted."""

from __future__ import annotations

import re

VOWELS = frozenset("аеёиоуыэюяіaeiouy")
ADJECTIVE = re.compile(
    r"(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ые|ие|ых|их|ыми|ими|ей|ом|скі|ага|ай|ыя|ія)$"
)
ADVERBIAL = re.compile(r"(?:нно|чно|льно|вно|ско|цко|тно|рно|сно|дно|бно|мно|жно|йно|жско)$")
FIRST_PARTS = re.compile(
    r"^(?:научно|учебно|психолого|социально|культурно|досугово|материально|нормативно|финансово|духовно|"
    r"опытно|практико|личностно|лечебно|эколого|историко|технико|медико|химико|физико|художественно|физкультурно|"
    r"спортивно|туристско|естественно|гражданско|педагого|методолого|северо|юго|западно|восточно)$"
)
PAIRS = re.compile(
    r"^(?:(?:он|оф+)лайн|веб|интернет|экспресс|блиц|бизнес)-\w{4,}|^пресс-(?:релиз|конференц|центр|служб|тур|секретар)|"
    r"^мастер-(?:класс|план)|^план\w*-(?:график|сетк|конспект|схем|задани|проспект)|^арт-(?:объект|терапи|студи|пространств)|"
    r"^(?:педагог|учител|врач|воспитател|методист|заместител|руководител)\w*-(?:психолог|инноватор|организатор|предметник|"
    r"библиотекар|логопед|дефектолог|новатор|наставник|исследовател|куратор|тьютор|методист|консультант|участник|эксперт)|"
    r"^(?:семинар|тренинг|вебинар|заняти|лекци|игр|бесед|урок|конкурс|фестивал|концерт|выставк|отч[её]т|дискусси|квест|"
    r"интенсив|конференци|сайт|форум|занятие)\w*-(?:практикум|тренинг|совещани|игр|викторин|фестивал|конкурс|выставк|концерт|"
    r"путешестви|презентаци|диалог|дискусси|погружени|ярмарк|беседа|экскурси|портфолио|визитк|спутник|лектори|отч[её]т)"
)
SOLID = re.compile(r"^(?:сельскохоз|военнослуж|естественнонауч|естествозна|красно(?:дар|яр|гор|слоб|кам|арм))")
NO_START = re.compile(r"^(?:[ьъы]|нн|лл|рр|тт|мм|й[^оое]|льн|нск|нт|рн|лс|рс|нц|нч)")
SUFFIX = re.compile(r"^(?:ванн|вавш|вающ|тельн|ческ|ствен|ност|нн|вш|вн)")
PARTICLES = frozenset({"то", "либо", "нибудь"})
PRONOUN = re.compile(
    r"^(?:как|как\w{2,3}|кт?о|кого|кому|кем|ком|что|чего|чему|чем|где|куда|откуда|когда|зачем|почему|сколько|чей|чь\w+)$"
)
PERIODS = re.compile(
    r"^(?:январ|феврал|март|апрел|ма[йя]$|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    r"понедельник|вторник|сред[аыу]$|четверг|пятниц|суббот|воскресень)"
)
TO_WORD = re.compile(r"(?:ому|ему|ски|цки|ьи)$")
SHORT_WORDS = frozenset({"в", "к", "с", "б", "ж"})
TORN_END = re.compile(
    r"(?:[нкчщшжтвлд](?:ых|их|ый|ий|ая|ое|ие|ые|ым|им|ой|ую|ом)|[нщшжч]ей|(?:ск|[нчш])ого|ция|(?:ани|ени|стви)[яюе]|"
    r"(?:ци|ани|ени)и|ост[ьи])$"
)
SHORT_END = 5


def is_compound(left: str, right: str) -> bool:
    """True if the two parts are built as a word that is written with a hyphen."""
    if left.isascii() != right.isascii() or _is_named(left, right):
        return True
    one, two = left.casefold(), right.casefold()
    if (PERIODS.match(one) and PERIODS.match(two)) or PAIRS.match(f"{one}-{two}"):
        return True
    if one == "кое" or (one == "по" and TO_WORD.search(two)) or (one == "из" and two in ("за", "под")):
        return True
    if two in PARTICLES:
        return bool(PRONOUN.match(one))
    if SOLID.match(one + two) or SUFFIX.match(two) or not ADJECTIVE.search(two) or len(two) < SHORT_END:
        return False
    return bool(FIRST_PARTS.match(one)) or (len(one) >= SHORT_END and bool(ADVERBIAL.search(one)))


def _is_named(left: str, right: str) -> bool:
    """True for double names («Римского-Корсакова») and for an abbreviation with a word («ОУ-участники»)."""
    if right[0].isupper():
        is_abbreviation = right.isupper() and left.isupper() and len(left) > 1
        return not is_abbreviation and not left[1:].isupper()
    return left.isupper() and len(left) > 1


def cannot_begin(rest: str) -> bool:
    """True if no word is written so: without a vowel, or opening with a letter that only goes on."""
    return (VOWELS.isdisjoint(rest) and rest not in SHORT_WORDS) or bool(NO_START.match(rest))
