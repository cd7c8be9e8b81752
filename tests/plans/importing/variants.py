"""Invented plans in the disorder of real ones, with what has to be read out of them known by construction."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.plans.importing.office_files import At, at

HEADINGS = {
    "number": (
        "№", "№ п/п", "№п/п", "№ п\\п", "п/п", "N", "N п/п", "NN п/п", "№ пп", "№ р/р", "№ п/н", "№\nп/п",
    ),
    "title": (
        "Мероприятия", "Мероприятие", "Наименование мероприятия", "Наименование мероприятий", "Содержание работы",
        "Содержание деятельности", "Деятельность/Мероприятия/Содержание", "Виды работ, содержание",
        "Рассматриваемые вопросы", "Дела, события, мероприятия", "Пошаговые мероприятия", "Назва мерапрыемства",
        "Мерапрыемства", "МЕРОПРИЯТИЯ", "Меро-\nприятия", "Наименование\nмероприятия",
    ),
    "deadline": (
        "Сроки", "Срок", "Срок исполнения", "Сроки проведения", "Срок выполнения", "Сроки реализации",
        "Срок реализации мероприятия", "Дата", "Дата проведения", "Дата/Время", "Время проведения",
        "Ориентировочное время проведения", "Период", "Месяц", "Периодичность", "Тэрмін", "Тэрмін правядзення", "СРОКИ",
        "Срок(и)\nисполнения",
    ),
    "responsible": (
        "Ответственный", "Ответственные", "Ответственный(-ые)", "Ответственные лица", "Отв. лица",
        "Ответственный исполнитель", "Ответственный исполнитель/соисполнители", "Ответственный за выполнение",
        "Исполнитель", "Исполнители", "Исполнитель(-и)", "Адказны", "Адказныя", "Ответствен- ный",
        "Ответственный за исполнение",
    ),
    "mark": ("Отметка о выполнении", "Отметка о выпол-\nнении", "ОТМЕТКА О ВЫПОЛНЕНИИ"),
    "expected_result": (
        "Ожидаемый результат", "Ожидаемые результаты", "Предполагаемый результат", "Планируемые результаты",
        "Полученный (ожидаемый) результат", "Результат", "Результат. Вид документа", "Вид документа",
        "Форма завершения, итоги", "Выход", "Контрольный показатель",
    ),
    "audience": (
        "Целевая аудитория", "Адресат", "Участники", "Контингент участников", "Классы", "Группы",
        "Возраст участников", "Удзельнікі",
    ),
    "form": ("Форма", "Форма контроля", "Форма проведения"),
    "place": ("Место проведения",),
    "note": ("Примечание",),
    "budget": ("Финансирование", "Смета, руб."),
    "grade": ("Уровень",),
}  # fmt: skip
DEADLINES = (
    "Сентябрь 2023", "сентябрь-октябрь", "до 01.10.2023", "В течение года", "ежемесячно", "1 раз в четверть",
    "15.11.2023", "Октябрь,\nапрель", "по мере необходимости", "декабрь 2023 г.", "", "2 неделя марта",
    "с 10.01.2024 по 20.01.2024", "По плану отдела",
)  # fmt: skip
PEOPLE = (
    "Соколова А.Б.", "Заместитель директора по УВР", "Методисты, педагоги", "Соколова А.Б.,\nВетрова Г.Д.",
    "Руководитель студии Лугов Е.Ж.", "Администрация; совет наставников", "Классные руководители", "",
)  # fmt: skip
STARTS = (
    "Семинар", "Заседание студии", "Круглый стол", "Выставка «Мастерская» и мастер-класс", "Мониторинг",
    "Подготовка сборника", "Консультации; беседы, встречи", 'Акция "Чистый двор"', "Неделя открытых занятий",
)  # fmt: skip
ENDS = (
    "для педагогов района", "по итогам полугодия", "с участием родителей, выпускников и гостей",
    "«Шаг навстречу»", "в школах-партнёрах", "на базе лицея № 5", "", "и размещение материалов на сайте",
)  # fmt: skip
RESULTS = ("Справка", "Приказ", "Сборник материалов", "Отчёт,\nфотоотчёт", "", "Повышение активности педагогов")
AUDIENCES = ("Педагоги", "Родители, дети 7–10 лет", "5-9 классы", "Молодые специалисты", "")
SECTIONS = (
    "Организационная работа", "Работа с педагогами", "Методическое сопровождение", "Сотрудничество с родителями",
)  # fmt: skip
MONTHS = ("СЕНТЯБРЬ", "ОКТЯБРЬ", "НОЯБРЬ", "ДЕКАБРЬ")
TITLES = (
    "План работы студии наставников", "Календарный план методической службы", "План мероприятий лаборатории",
    "Дорожная карта сетевого проекта",
)  # fmt: skip
UNKNOWN = ("budget", "grade")
UNKNOWN_SHARE = 0.15
MERGED = 0.8
AGREEMENT = ("СОГЛАСОВАНО", "Начальник отдела образования", "________ Л.М. Озеров", "30.08.2023")
APPROVAL = ("УТВЕРЖДАЮ", "Директор лицея № 5", "________ Е.Ж. Лугов", "01.09.2023")


@dataclass(frozen=True)
class Made:
    """A grid to be written into a file, and what has to come out: title, rows by field with their section."""

    grid: list[list[At | str]]
    title: str
    rows: list[dict[str, str]]
    fields: tuple[str, ...]
    traits: list[str] = field(default_factory=list)


def make(seed: int, *, merges: bool = True, bold: bool = True, gaps: bool = True) -> Made:
    """A plan of this number; without `merges` and `bold` as a table of text has it, without `gaps` as one of Word."""
    return _Maker(random.Random(seed), merges=merges, bold=bold, gaps=gaps).made()


class _Maker:
    def __init__(self, chance: random.Random, *, merges: bool, bold: bool, gaps: bool) -> None:
        self.chance = chance
        self.merges, self.bold, self.gaps = merges, bold, gaps
        self.grid: list[list[At | str]] = []
        self.rows: list[dict[str, str]] = []
        self.traits: list[str] = []
        self.merged = ""
        self.is_new_part = True
        self.fields = self._fields()
        self.width = len(self.fields)

    def yes(self, trait: str, share: float = 0.5) -> bool:
        if self.chance.random() < share:
            self.traits.append(trait)
            return True
        return False

    def _fields(self) -> tuple[str, ...]:
        names = ["title", "deadline"]
        for name, share in (
            ("number", 0.85), ("responsible", 0.85), ("mark", 0.4), ("expected_result", 0.4), ("audience", 0.3),
            ("form", 0.2), ("place", 0.1), ("note", 0.2),
        ):  # fmt: skip
            if self.chance.random() < share:
                names.append(name)
        names += [name for name in UNKNOWN if self.chance.random() < UNKNOWN_SHARE]
        rest = [name for name in names if name not in ("number", "mark", "note")]
        if self.yes("shuffled"):
            self.chance.shuffle(rest)
        return tuple(["number"] * ("number" in names) + rest + [name for name in ("mark", "note") if name in names])

    def made(self) -> Made:
        title = f"{self.chance.choice(TITLES)} на 2023/2024 учебный год"
        if self.gaps and self.yes("annex", 0.2):
            self.grid.append([*[""] * (self.width - 1), "Приложение № 1 к приказу от 30.08.2023 № 15"])
        if self.yes("approval"):
            is_paired = self.gaps and self.width > 2 and self.yes("agreement beside approval", 0.3)
            for line, other in zip(APPROVAL, AGREEMENT, strict=True):
                self.grid.append([other if is_paired else "", *[""] * (self.width - 2), line])
            self._gap("gap after approval")
        parts = [title]
        if self.gaps and self.yes("title over rows", 0.3):
            words = title.split()
            parts = [" ".join(words[:2]), " ".join(words[2:4]), " ".join(words[4:])]
        for part in parts:
            is_merged = self.merges and self.chance.random() < MERGED
            self.grid.append([At(part, self.width if is_merged else 1, 1, self.bold, is_merged)])
        self._gap("gap after title")
        head: list[At | str] = [At(self.chance.choice(HEADINGS[name]), bold=self.bold) for name in self.fields]
        if self.merges and self.yes("head of two rows", 0.2):
            tall: list[At | str] = [At(at(cell).text, rows=2) for cell in head]
            tall[self.fields.index("deadline")] = At("Сроки", bold=True)
            self.grid.append(tall)
            self.grid.append([At("проведения", bold=True)])
            head = []
        else:
            self.grid.append(head)
        if self.yes("numbering", 0.3):
            self.grid.append([str(number + 1) for number in range(self.width)])
        kind = self.chance.choice(("none", "sections", "numbered", "months", "repeated heads"))
        self.traits.append(kind)
        self._body(kind, head)
        if self.yes("total", 0.15):
            self.grid.append([f"Всего мероприятий: {len(self.rows)}", *[""] * (self.width - 1)])
        if self.gaps and self.yes("signature", 0.4):
            self.grid.append([])
            self.grid.append(["Руководитель студии ____________ Е.Ж. Лугов"])
        return Made(self.grid, title, self.rows, self.fields, self.traits)

    def _gap(self, trait: str, share: float = 0.6) -> None:
        if self.gaps and self.yes(trait, share):
            self.grid.append([])

    def _body(self, kind: str, head: list[At | str]) -> None:
        parts = 1 if kind == "none" else self.chance.randint(2, 3)
        is_manual = self.yes("numbers with full stops", 0.3)
        number = 0
        for part in range(parts):
            section = ""
            self.is_new_part = True
            if kind != "none":
                if self.gaps and part and self.chance.random() < 0.4:
                    self.grid.append([])
                section = self._section(kind, part)
                if kind == "repeated heads" and part and head:
                    self.grid.append(list(head))
            for _ in range(self.chance.randint(1, 4)):
                number += 1
                shown = f"{part + 1}.{number}" if kind == "numbered" else f"{number}." if is_manual else str(number)
                self._item(shown, section)
            if self.gaps and self.chance.random() < 0.15:
                self.grid.append([])

    def _section(self, kind: str, part: int) -> str:
        text = {
            "sections": f"{('I', 'II', 'III')[part]}. {SECTIONS[part]}",
            "numbered": f"{part + 1}. {SECTIONS[part]}",
            "months": MONTHS[part],
            "repeated heads": MONTHS[part],
        }[kind]
        if self.merges and self.chance.random() < 0.7:
            self.grid.append([At(text, span=self.width, bold=self.bold and self.chance.random() < 0.5)])
        else:
            self.grid.append([At(text, bold=self.bold), *[""] * (self.width - 1)])
        return text

    def _item(self, number: str, section: str) -> None:
        values = {
            "number": number,
            "title": f"{self.chance.choice(STARTS)} {self.chance.choice(ENDS)} {len(self.rows) + 1}".strip(),
            "deadline": self.chance.choice(DEADLINES),
            "responsible": self.chance.choice(PEOPLE),
            "mark": "",
            "expected_result": self.chance.choice(RESULTS),
            "audience": self.chance.choice(AUDIENCES),
            "form": self.chance.choice(("Очно", "Вебинар", "")),
            "place": self.chance.choice(("Лицей № 5", "Центр")),
            "note": "",
            "budget": self.chance.choice(("1500", "", "15 000 руб.")),
            "grade": self.chance.choice(("A", "B", "")),
        }
        if not values["deadline"] and not values["responsible"]:
            values["deadline"] = "октябрь"
        if self.merges and self.chance.random() < MERGED / 4 and self.rows and not self.is_new_part:
            self._merge_up(values)
        self.rows.append({name: values[name] for name in self.fields} | {"section": section})
        self.grid.append([values[name] for name in self.fields if name != self.merged])
        self.merged = ""
        self.is_new_part = False

    def _merge_up(self, values: dict[str, str]) -> None:
        """A person who answers for two rows, in a cell merged over both."""
        if "responsible" not in self.fields or len(self.grid[-1]) != self.width:
            return
        place = self.fields.index("responsible")
        above = at(self.grid[-1][place])
        if above.text and above.rows == 1:
            self.traits.append("merged cell")
            self.grid[-1][place] = At(above.text, rows=2)
            values["responsible"] = above.text
            self.merged = "responsible"
