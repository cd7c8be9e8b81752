"""Tables of an OpenDocument text as they stand in it."""

from __future__ import annotations

import pytest

from plans.importing.errors import ImportRefused
from plans.importing.readers.entry import read_file
from plans.importing.readers.odt import read_odt
from plans.importing.source import Line, SourceTable
from tests.plans.importing.office_files import At, odf, odf_table, odt, para
from tests.plans.importing.word_files import HEAD, plan_row

HIDDEN = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
PLAN = odf_table([list(HEAD), plan_row(1)])


def only(*blocks: str, looks: str = "", **parts: str | bytes) -> SourceTable:
    (table,) = read_odt(odt(*blocks, looks=looks, **parts))
    return table


def cell_of(inner: str) -> str:
    table = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
    return table.format(inner)


def shown(inner: str) -> str:
    return only(cell_of(inner)).cells[0].text


def refused(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refusal:
        read_odt(data)
    return refusal.value.code


def test_merged_cells_stand_once() -> None:
    table = only(odf_table([[At("а", rows=2), At("б", span=2)], ["в", "г"], ["д", "е", "ж"]]))

    assert [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in table.cells] == [
        (0, 0, 2, 1, "а"),
        (0, 1, 1, 2, "б"),
        (1, 1, 1, 1, "в"),
        (1, 2, 1, 1, "г"),
        (2, 0, 1, 1, "д"),
        (2, 1, 1, 1, "е"),
        (2, 2, 1, 1, "ж"),
    ]


def test_text_around_tables() -> None:
    first, second = read_odt(odt(para("до"), para(), PLAN, para("между"), PLAN, para("после")))

    assert [[line.text for line in table.before] for table in (first, second)] == [["до"], ["между"]]
    assert ([line.text for line in first.after], [line.text for line in second.after]) == ([], ["после"])


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<text:p>план<text:tab/>на<text:line-break/>год</text:p>", "план\tна\nгод"),
        ("<text:p>два<text:s text:c='2'/>пробела</text:p>", "два  пробела"),
        ("<text:p>много<text:s text:c='999999999'/></text:p>", "много" + " " * 1000),
        ("<text:p>строки\n  файла</text:p>", "строки файла"),
        ("<text:p>с<text:soft-page-break/>плошной</text:p>", "сплошной"),
        (
            "<text:p>слово<text:note><text:note-body><text:p>сноска</text:p></text:note-body></text:note></text:p>",
            "слово",
        ),
        ("<text:p>а<office:annotation><text:p>замечание</text:p></office:annotation>б</text:p>", "аб"),
        ("<text:p><text:a>ссылка</text:a> и <text:span>текст</text:span></text:p>", "ссылка и текст"),
        ("<text:p>видно<text:span text:style-name='H'> скрыто</text:span></text:p>", "видно"),
        ("<text:p>план\u00adграфик\u0085</text:p>", "план\u00adграфик"),
        ("<text:p>1</text:p><text:p/><text:p>2</text:p>", "1\n\n2"),
    ],
)
def test_text_of_a_paragraph(inner: str, text: str) -> None:
    assert only(cell_of(inner), looks=HIDDEN).cells[0].text == text


def test_bold_and_centred_lines_and_headings() -> None:
    styles = (
        '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="C"/>'
        '<style:style style:name="Strong" style:family="paragraph">'
        '<style:text-properties fo:font-weight="700"/></style:style>'
    )
    table = only(
        para("весь", bold=True, center=True),
        '<text:p text:style-name="P">часть <text:span text:style-name="B">жирная</text:span></text:p>',
        '<text:h text:outline-level="1">заголовок</text:h>',
        '<text:p text:style-name="Title">название</text:p>',
        '<text:p text:style-name="Strong">жирный</text:p>',
        PLAN,
        looks=styles,
    )

    assert table.before == (
        Line("весь", is_bold=True, is_centered=True),
        Line("часть жирная"),
        Line("заголовок", is_heading=True),
        Line("название", is_centered=True, is_heading=True),
        Line("жирный", is_bold=True),
    )


def item(text: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def listed(*items: str, style: str = "N", more: str = "") -> str:
    return f'<text:list text:style-name="{style}" {more}>{"".join(items)}</text:list>'


def inner(*items: str) -> str:
    return f"<text:list>{''.join(items)}</text:list>"


SEVENTH = '<text:list-item text:start-value="7"><text:p>а</text:p><text:p>ещё</text:p></text:list-item>'
HEADER = "<text:list-header><text:p>шапка</text:p></text:list-header>"


@pytest.mark.parametrize(
    ("blocks", "marks"),
    [
        (listed(item("а"), item("б")), ["1.", "2."]),
        (
            listed(item("а", inner(item("б"), item("в"))), item("г", inner(item("д")))),
            ["1.", "1.1", "1.2", "2.", "2.1"],
        ),
        (listed(item("а"), style="U"), ["•"]),
        (listed(item("а"), style="нет"), [""]),
        (
            listed(item("а"), more='xml:id="L"') + para("текст") + listed(item("б"), more='text:continue-list="L"'),
            ["1.", "", "2."],
        ),
        (
            listed(item("а")) + listed(item("б"), more='text:continue-numbering="true"') + listed(item("в")),
            ["1.", "2.", "1."],
        ),
        (listed(SEVENTH, HEADER), ["7.", "", ""]),
    ],
)
def test_automatic_numbers_and_bullets(blocks: str, marks: list[str]) -> None:
    assert [line.mark for line in only(cell_of(blocks)).cells[0].lines] == marks


@pytest.mark.parametrize(
    ("level", "mark"),
    [
        ('style:num-format="i" style:num-suffix=")"', "iii)"),
        ('style:num-format="I" style:num-prefix="("', "(III"),
        ('style:num-format="a"', "c"),
        ('style:num-format="А"', "В"),
        ('style:num-format=""', ""),
        ('style:num-format="1" text:start-value="5"', "7"),
        ('style:num-format="1" loext:num-list-format="№ %1%"', "№ 3"),
    ],
)
def test_ways_of_numbering(level: str, mark: str) -> None:
    space = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    first = f'<text:list-level-style-number {space} text:level="1" {level}/>'
    style = f'<text:list-style style:name="X">{first}</text:list-style>'

    assert only(cell_of(listed(item("а"), item("б"), item("в"), style="X")), looks=style).cells[0].lines[2].mark == mark


def test_head_that_repeats_and_rows_that_are_grouped() -> None:
    row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    table = only(
        f"<table:table><table:table-header-rows>{row.format('шапка')}</table:table-header-rows>"
        f"<table:table-rows>{row.format('а')}</table:table-rows>"
        f"<table:table-row-group>{row.format('б')}</table:table-row-group></table:table>"
    )

    assert (table.header_rows, [cell.text for cell in table.cells]) == (1, ["шапка", "а", "б"])


@pytest.mark.parametrize("borders", [True, False, None])
def test_borders(borders: bool | None) -> None:
    assert only(odf_table([["а", "б"]], borders=borders)).has_borders is borders


def test_small_table_inside_a_cell_is_its_text() -> None:
    inner = odf_table([["одно"], ["другое"]])

    assert shown(f"{para('до')}{inner}{para('после')}") == "до\nодно\nдругое\nпосле"


def test_table_inside_a_layout_table_stands_for_itself() -> None:
    layout, plan = read_odt(odt(cell_of(para("План") + PLAN)))

    assert (layout.cells[0].text, [line.text for line in plan.before], plan.rows) == ("План", ["План"], 2)


def test_table_in_a_frame_and_text_box() -> None:
    frame = f"<text:p><draw:frame><draw:text-box>{para('в рамке')}{PLAN}</draw:text-box></draw:frame>текст</text:p>"
    table = only(frame)

    assert ([line.text for line in table.before], table.rows) == (["в рамке", "текст"], 2)


def test_what_is_not_text_of_the_document_is_left_out() -> None:
    table = only(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>",
        "<text:table-of-content><text:index-body><text:p>оглавление</text:p></text:index-body></text:table-of-content>",
        f"<text:section>{para('раздел')}</text:section>",
        PLAN,
    )

    assert [line.text for line in table.before] == ["раздел"]


def test_styles_of_the_other_part() -> None:
    styles = (
        '<a xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><style:style style:name="S" '
        'style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style></a>'
    )

    assert only('<text:p text:style-name="S">план</text:p>', PLAN, styles=styles).before == (
        Line("план", is_bold=True),
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odf("text", PLAN)[:-100], "damaged"),
        (odf("text", "<text:p>"), "damaged"),
        (odt("<text:section>" * 300 + "</text:section>" * 300), "damaged"),
        (odt(*[PLAN] * 201), "too_many_tables"),
        (odt(odf_table([["а"] * 61])), "too_many_columns"),
        (odt(odf_table([["а"]] * 5002)), "too_many_rows"),
        (odt(PLAN, media=bytes(45 * 1024 * 1024)), "bomb"),
    ],
)
def test_bad_files(data: bytes, code: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read_file(data)
    assert refusal.value.code == code


def test_document_without_text() -> None:
    assert refused(odf("spreadsheet", "")) == "damaged"


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        ("", "table:number-columns-repeated='1000000'", "too_many_columns"),
        ("table:number-rows-repeated='1000000000'", "", "too_many_rows"),
    ],
)
def test_repeats_without_end_are_refused(row: str, cell: str, code: str) -> None:
    inside = f"<table:table-cell {cell}><text:p>а</text:p></table:table-cell>"

    assert refused(odt(f"<table:table><table:table-row {row}>{inside}</table:table-row></table:table>")) == code


def test_empty_repeats_only_take_their_place() -> None:
    wide = PLAN.replace(
        "</table:table-row>", "<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    )
    long = wide.replace(
        "</table:table>",
        "<table:table-row table:number-rows-repeated='1000000'><table:table-cell/></table:table-row></table:table>",
    )

    table = only(long)

    assert (table.rows, table.columns) == (3, 4)


@pytest.mark.parametrize("span", ["", "-1", "x", "0", "99999999"])
def test_span_that_is_no_number_or_too_large(span: str) -> None:
    cell = f"<table:table-cell table:number-columns-spanned='{span}'><text:p>а</text:p></table:table-cell>"

    table = only(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")

    assert table.columns == (60 if span == "99999999" else 1)


def test_style_that_is_its_own_parent() -> None:
    loop = '<style:style style:name="P" style:family="paragraph" style:parent-style-name="P"/>'

    assert only(para("план"), PLAN, looks=loop).before == (Line("план"),)


def test_list_that_its_paragraphs_name() -> None:
    look = '<style:style style:name="L" style:family="paragraph" style:list-style-name="N"/>'
    first = '<text:list-item><text:p text:style-name="L">а</text:p></text:list-item>'

    table = only(cell_of(f"<text:list>{first}</text:list><text:list/>"), looks=look)

    assert [line.mark for line in table.cells[0].lines] == ["1."]


def test_table_in_an_item_of_a_list_and_box_without_text() -> None:
    box = f"<text:p><draw:frame><draw:text-box>{para('в рамке')}</draw:text-box></draw:frame></text:p>"
    item_with_table = f"<text:list-item>{odf_table([['внутри']])}</text:list-item>"

    assert shown(f"{box}<text:list>{item_with_table}</text:list>") == "в рамке\nвнутри"


def test_table_without_any_text_is_no_table() -> None:
    table = only(para("до"), odf_table([["", ""]]), PLAN)

    assert (table.index, [line.text for line in table.before]) == (1, ["до"])
