"""Abbreviations and shortened words of the «Ответственный» column.

Every key is folded by `words.fold`: lower case, ё as е, Latin look-alikes as Cyrillic.
"""

from __future__ import annotations

from typing import Final


def keys(text: str) -> frozenset[str]:
    """Return the words of a text as keys, ё as е."""
    return frozenset(text.replace("ё", "е").split())


def stems(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, for patterns that are tried one by one."""
    return tuple(text.split())


# Legal forms take the name that follows: «МКУ ИМЦ», «ГБУ ДПО …», «МБОУ СОШ № 5».
LEGAL_FORMS: Final = keys("""
    мку мбу мау мкуо мбоу маоу моу мкоу гбоу гаоу гбу гау гку гкоу гу гуо гоу гбпоу гапоу гпоу
    гбудо гаудо мбудо маудо мкудо мудо мбудод моудод фгбоу фгаоу фгбу фгку фгкоу фку ано ноу
    чоу ооо оао зао пао нко кгу кгкп кгбу кгбоу кгбпоу кгапоу кгку кгкуз огбу огбоу огбпоу огку
    огкоу огкуз тогбоу тогапоу рго ргп гккп ккгп гкп дпо во впо спо нпо дод до мдоу мбдоу мадоу
    мкдоу гбдоу гдоу доу одо муп гуп пуп нп боу бдоу бу ау ку бпоу бук мбук маук мук гбук мбус
    мбуз гбуз мбусо гбусо мкук гоау гоо чуо спб ниу
""")
# These complete the abbreviation before them: «КДН и ЗП», «МО РФ», «ИДН РОВД».
COMPLETING: Final = keys("""
    рф рб рк рт рд рс ко кк мо мр го ло но ао зп овд ровд увд мвд омвд умвд ромвд гувд гровд ом
    оп янао хмао кбр кчр кр рсо чр ри ра рх обл
""")
# «по УПР, ВР, ИТ»: directions of work that a post may go on with after a comma.
DIRECTIONS: Final = keys("""
    ур вр увр мр нмр умр упр пр ор ср нр ир ахч ахр ахд хч хр ит икт от тб бж обж уд вд ид имр
    нир нид кр нвп фгос пв пвр вмр спр ком ипр тв дв фк чс цт дд убж
""")
# School subjects: «учитель технологии, ИЗО».
SUBJECTS: Final = keys("изо обж обзр мхк фк физо нвп икт орксэ однкнр опк вт")
# Deputies and other posts written as one abbreviation; HEADS makes persons of them.
POST_ABBREVIATIONS: Final = keys("""
    зувр звр збр здвр здувр здур зднмр здмр зднр здахч зупр знмр змр зур зимр здтв зуч пдо
    дтіжо доіжо дтәіжо дғіжо дәіжо дшіжо зд здпо ззувр здупр зпувр зпвр здупр знр здпвр здпо здиуд здиит зпур
""")
# Bodies inside an institution.
GROUP_ABBREVIATIONS: Final = keys("""
    шмо рмо гмо мо пцк цмк цк ппк пмпк мс нмс эмс спс сппс ос ус пс кс нмо псс шмк шмс спт шсп
    шск ссп рг пг втг вник тг втк ппс ппо вик рмс мсш мк мпк умо пк шпк шма рма гма умс шпмпк ппмпк смо ммо кмо
""")
# Bodies outside that stand alone; none of them goes on with «по …».
ORGANIZATION_ABBREVIATIONS: Final = keys("""
    уо имц иро тмс роо рмк румк ммс крц апо рцро црб кдн пдн идн одн гибдд мчс рдш рддм брсм
    брпо осво освод юид ддт цдт дюсш сюн сют рддт фок дк рдк сдк мфц цзн ксцсон кцсон цсон
    огибдд чиппкро оо роно гороно црр дс соиро уодо удодим тцсон црдм смк сми кдниз
""")
# Shortened adjectives before a noun: «кл. рук.», «соц. педагог».
MODIFIERS: Final = keys("""
    гл ст мл соц кл муз пед тех техн науч проф физ мед доп вед воен худ общ орг старш классн
    учебн дет шк попеч отв попечит твор творч раб гор рай метод
""")
# Other shortened words that carry a full stop of their own.
SHORTENED: Final = keys("""
    рук зам зав пом пред преп нач дир учит уч воспит восп психол инстр спец секр вож библ коорд
    предс предст сотр каб г гг с п пос дер обл р ул им гр др пр т е д ч чел яз рус мат физк
    культ лит осн обр св стр отдел деят хоз час мероп организ нац инф проект хим биол геогр
    ист англ нем проч отд отделен
""")
