"""The demonstration's matrix, planned results and criteria, in invented words."""

from __future__ import annotations

from network.models import User
from plans.models import PlanItem
from plans.services.works import link_works
from projects.models import Direction, MatrixEntry, PlannedResult, Project, Stage
from projects.services.outcomes import (
    NewEntry,
    NewIndicator,
    NewResult,
    add_criterion,
    add_entries,
    add_results,
    set_result,
)

# By stage, then by direction, in their order.
WORKS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        (
            "Договоры о сетевых мастерских с организациями области",
            "Положение о наставнике:\nправа;\nнагрузка;\nдоплата",
        ),
        ("Программа обучения наставников",),
        ("Карта запросов начинающих педагогов",),
        ("Входная анкета начинающих и наставников",),
    ),
    (
        ("Расписание сетевых мастерских на учебный год",),
        ("Школа наставника: восемь занятий", "Стажировки наставников у соседей по сети"),
        ("Открытые мастерские в каждой организации сети", "Банк методических находок"),
        ("Наблюдение за первым годом начинающего педагога", "Промежуточная анкета"),
    ),
    (
        ("Предложения управлению образования о поддержке наставников",),
        ("Методические рекомендации для новых наставников",),
        ("Областная встреча мастерских", "Сборник бесед"),
        ("Сравнение входной и итоговой анкет",),
    ),
)
RESULTS: tuple[tuple[str, ...], ...] = (
    ("Договоры со всеми организациями сети", "Положение о наставнике"),
    ("Не меньше сорока обученных наставников", "Открытые мастерские в каждой организации"),
    ("Методические рекомендации", "Итоговая справка"),
)
CRITERIA = (
    (
        "Охват наставничеством",
        (
            NewIndicator("1.1", "Доля начинающих педагогов, у которых есть наставник", "%", "учёт пар", "35", "90"),
            NewIndicator("1.2", "Число сетевых мастерских за год", "ед.", "по отметкам плана", "0", "12"),
        ),
    ),
    (
        "Уверенность начинающих педагогов",
        (NewIndicator("2.1", "Начинающие, которые остались в профессии", "%", "анкета", "70", "85"),),
    ),
)
# Words of an item's title → the work it serves.
LINKS = (
    ("договоров о сетевом", "Договоры"),
    ("Положение о наставнике", "Положение"),
    ("Учебная программа для наставников", "Программа"),
    ("Карта запросов", "Карта"),
    ("Входная диагностика", "Входная анкета"),
    ("календарного плана", "Расписание"),
    ("Обучающий семинар", "Школа наставника"),
    ("Курс «Наставник", "Школа наставника"),
    ("Стажировка", "Стажировки"),
    ("Открытые", "Открытые мастерские"),
    ("методических находок", "Банк"),
    ("Промежуточный опрос", "Промежуточная анкета"),
    ("Методические рекомендации", "Методические рекомендации"),
    ("конференция", "Областная встреча"),
    ("Сборник", "Сборник бесед"),
)


def add_matrix(project: Project, actor: User) -> None:
    """Fill the matrix of the project's stages and directions, its results and criteria."""
    stages = list(Stage.objects.filter(project=project).order_by("order"))
    directions = list(Direction.objects.filter(project=project).order_by("order"))
    entries = [
        NewEntry(stage, direction, f"{number}.", text)
        for stage, row in zip(stages, WORKS, strict=True)
        for direction, works in zip(directions, row, strict=True)
        for number, text in enumerate(works, 1)
    ]
    add_entries(project, entries, actor=actor)
    results = [
        NewResult(stage, f"{number}.", text)
        for stage, texts in zip(stages, RESULTS, strict=True)
        for number, text in enumerate(texts, 1)
    ]
    for result in add_results(project, results, actor=actor):
        if result.stage_id == stages[0].pk:
            set_result(result, PlannedResult.State.ACHIEVED, "договоры и положение подписаны", actor=actor)
    for number, (title, indicators) in enumerate(CRITERIA, 1):
        add_criterion(project, f"{number}.", title, indicators, actor=actor)


def link_items(project: Project, actor: User) -> None:
    """Tie items to works by words of their titles."""
    works = list(MatrixEntry.objects.filter(project=project).order_by("pk"))
    for item in PlanItem.objects.filter(plan__project=project).select_related("plan"):
        title = item.title.casefold()
        starts = tuple(start for words, start in LINKS if words.casefold() in title)
        wanted = [work for work in works if starts and work.text.startswith(starts)]
        if wanted:
            link_works(item, wanted, actor=actor)
