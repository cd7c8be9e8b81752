"""The demonstration's passport, objectives, acts, risks and councils, in invented words."""

from __future__ import annotations

from datetime import date, timedelta

from network.models import Person, User
from plans.models import PlanItem
from plans.services.objectives import link_objectives
from projects.models import Council, CouncilMeeting, CouncilMember, NormativeAct, Objective, Project, Risk
from projects.services.acts import add_acts
from projects.services.councils import Seat, set_members, write_council, write_meeting
from projects.services.objectives import write_objective
from projects.services.passport import add_section
from projects.services.risks import write_risk
from projects.text.acts import read_act

SECTIONS: tuple[tuple[int, str, str, str], ...] = (
    (
        1,
        "1",
        "Актуальность",
        (
            "Каждый третий педагог дополнительного образования области работает меньше трёх лет. Начинающему трудно: "
            "кружок он ведёт один, а посмотреть на занятие опытного коллеги негде.\n"
            "Сеть мастерских даёт ему такое место рядом с домом."
        ),
    ),
    (
        1,
        "2",
        "Проблема",
        (
            "Наставники есть почти в каждой организации, но учатся они поодиночке и по-разному:\n"
            "- нет общего положения о наставнике и его нагрузке;\n"
            "- стажировки случайны и зависят от знакомств;\n"
            "- находки остаются в стенах одной организации."
        ),
    ),
    (
        1,
        "3",
        "Идея и механизмы её реализации",
        "Начинающий учится на настоящих занятиях опытного коллеги, а сеть договаривается, к кому и когда можно прийти.",
    ),
    (
        2,
        "3.1",
        "Сетевая мастерская",
        "Мастерская — это занятие, открытое для соседей по сети: с целью, разбором и коротким конспектом.",
    ),
    (
        2,
        "3.2",
        "Школа наставника",
        (
            "Восемь занятий за год:\n1) первые полгода начинающего;\n2) как смотреть занятие;\n"
            "3) разговор после занятия;\n4) трудный случай."
        ),
    ),
    (
        1,
        "4",
        "Целевые группы",
        "Начинающие педагоги дополнительного образования, наставники, методисты районных кабинетов.",
    ),
    (
        1,
        "5",
        "Практическая значимость",
        "Расписание мастерских, положение о наставнике и банк находок может взять любая область.",
    ),
)
# An objective and the words of titles of items that serve it; nothing serves the last one yet.
OBJECTIVES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Заключить договоры о сетевых мастерских со всеми организациями области, которые готовы принимать соседей",
        ("договоров о сетевом", "координационного совета"),
    ),
    ("Обучить не менее сорока наставников", ("наставник", "Обучающий семинар", "Стажировка")),
    ("Открыть мастерские в каждой организации сети", ("Открытые", "мастерск")),
    ("Собрать банк методических находок и издать рекомендации", ("находок", "рекомендации", "Сборник")),
    ("Подготовить предложения о доплате наставникам", ()),
)
# Level and the act as in the document; the fifth is the third with another number.
ACTS: tuple[tuple[str, str], ...] = (
    (NormativeAct.Level.FEDERAL, "Кодекс о дополнительном образовании от 14 января 2019 г. № 25-К"),
    (
        NormativeAct.Level.REGIONAL,
        "Постановление правительства Приозёрской области от 03.03.2020 № 118 «О программе поддержки молодых педагогов»",
    ),
    (
        NormativeAct.Level.REGIONAL,
        "Приказ управления образования Приозёрской области от 25.08.2021 № 402 «О сети наставнических мастерских»",
    ),
    (
        NormativeAct.Level.MUNICIPAL,
        "Приказ отдела образования города Заречье от 01.09.2021 № 77 «Об опорной площадке сети»",
    ),
    (
        NormativeAct.Level.REGIONAL,
        "Приказ управления образования Приозёрской области от 25.08.2021 № 420 «О сети наставнических мастерских»",
    ),
    (NormativeAct.Level.LOCAL, "Положение о наставнике Заречного дворца творчества детей и молодёжи"),
)
# Text, likelihood, impact, measures, who watches, days from today to the next look, state.
RISKS: tuple[tuple[str, int, int, str, str, int, str], ...] = (
    (
        "Опытные наставники откажутся от мастерских: на них нет времени в нагрузке",
        4,
        5,
        "Предложения о доплате, замена занятий на дни мастерских",
        "Тарасевич",
        -9,
        Risk.State.OPEN,
    ),
    (
        "Отдалённые районы не смогут приезжать зимой",
        4,
        3,
        "Мастерские по видеосвязи, выезд в район раз в четверть",
        "Корнеев",
        20,
        Risk.State.OPEN,
    ),
    (
        "Анкеты вернёт меньше половины начинающих",
        3,
        2,
        "Короткая анкета на бумаге в конце встречи",
        "Белоус",
        45,
        "open",
    ),
    ("Организация выйдет из сети посреди года", 2, 4, "Запасная мастерская в соседнем районе", "", 60, Risk.State.OPEN),
    (
        "Не успеем подписать договоры до первого сентября",
        3,
        4,
        "Договоры подписаны в августе",
        "Тарасевич",
        0,
        Risk.State.CLOSED,
    ),
)
SEATS = (
    ("Лозинская", CouncilMember.Role.CHAIR),
    ("Гринько", CouncilMember.Role.SECRETARY),
    ("Тарасевич", CouncilMember.Role.MEMBER),
    ("Корнеев", CouncilMember.Role.MEMBER),
)
EXPERTS = (
    Seat("Полянская В.Н.", CouncilMember.Role.CHAIR, "доцент кафедры педагогики"),
    Seat("Снежко И.Л.", CouncilMember.Role.MEMBER, "методист областного ресурсного центра"),
    Seat("Урбан Т.С.", CouncilMember.Role.MEMBER, "педагог-психолог высшей категории"),
)


def add_passport(project: Project, people: dict[str, Person], actor: User, today: date) -> None:
    """Fill the passport and its registers as they stand on `today`; items of plans must be there to be linked."""
    for level, number, heading, text in SECTIONS:
        add_section(project, {"level": level, "number": number, "heading": heading, "text": text}, actor=actor)
    _add_objectives(project, actor)
    _add_acts(project, actor)
    for text, likelihood, impact, measures, owner, days, state in RISKS:
        said = {"text": text, "likelihood": likelihood, "impact": impact, "measures": measures, "state": state}
        day = today + timedelta(days=days) if days else None
        write_risk(Risk(project=project), said | {"owner": people.get(owner), "review_on": day}, actor=actor)
    _add_councils(project, people, actor, today)


def _add_objectives(project: Project, actor: User) -> None:
    items = list(PlanItem.objects.filter(plan__project=project).select_related("plan").order_by("pk"))
    served: dict[int, list[Objective]] = {}
    for number, (text, words) in enumerate(OBJECTIVES, 1):
        objective = write_objective(Objective(project=project), f"{number}.", text, actor=actor)
        for item in items:
            if any(word.casefold() in item.title.casefold() for word in words):
                served.setdefault(item.pk, []).append(objective)
    for item in items:
        if item.pk in served:
            link_objectives(item, served[item.pk], actor=actor)


def _add_acts(project: Project, actor: User) -> None:
    said = []
    for level, text in ACTS:
        act = read_act(text)
        parts = {"kind": act.kind, "number": act.number, "dated_on": act.dated_on}
        said.append({"text": text, "level": level, "issuer": act.issuer, "title": act.title, **parts})
    add_acts(project, said, actor=actor)


def _add_councils(project: Project, people: dict[str, Person], actor: User, today: date) -> None:
    steering = Council(project=project)
    words = {"kind": Council.Kind.COORDINATION, "title": "Координационный совет", "basis": "приказ от 30.08.2021 № 91"}
    write_council(steering, words, actor=actor)
    set_members(steering, [Seat("", role, person=people[name]) for name, role in SEATS], actor=actor)
    held = {
        "held_on": today - timedelta(days=24),
        "place": "Заречный дворец творчества, методический кабинет",
        "number": "3",
        "agenda": "1. Итоги первой четверти.\n2. Расписание мастерских на зиму.",
        "decisions": "1. Итоги принять к сведению.\n2. Расписание утвердить, выезды назначить раз в четверть.",
    }
    coming = {
        "held_on": today + timedelta(days=18),
        "place": "видеосвязь",
        "number": "",
        "agenda": "1. Промежуточная справка.\n2. Предложения о доплате наставникам.",
        "decisions": "",
    }
    for said in (held, coming):
        write_meeting(CouncilMeeting(council=steering), said, actor=actor)
    expert = Council(project=project)
    words = {"kind": Council.Kind.EXPERT, "title": "Экспертный совет по методическим материалам", "basis": ""}
    write_council(expert, words, actor=actor)
    set_members(expert, EXPERTS, actor=actor)
