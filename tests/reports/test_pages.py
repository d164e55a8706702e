from reports.pages import READABLE, closing_rows, fits_smaller, page_room, page_scale, page_starts, pages_beside

NAMES, MONTH, TOTAL = [5, 22], [16, 6.5], [18, 6.5]
A_YEAR = [*NAMES, *MONTH * 12, *TOTAL]


def starts(lines: int, closing: int, *, room: float = 10, repeated: float = 2) -> list[int]:
    return page_starts([1.0] * lines, room=room, repeated=repeated, closing=range(closing, lines))


def test_a_page_holds_what_it_has_room_for_and_the_next_ones_less_by_the_headings():
    assert starts(10, closing=9) == [0]
    assert starts(26, closing=25) == [0, 10, 18]
    assert starts(27, closing=26) == [0, 10, 18, 26]


def test_what_closes_the_paper_stays_together():
    for lines in range(5, 60):
        *_, last = starts(lines, closing=lines - 5)
        assert last <= lines - 5


def test_what_is_longer_than_a_page_still_ends():
    assert starts(30, closing=0) == [0, 10, 18, 26]


def test_a_page_too_long_by_a_little_is_printed_smaller_and_not_so_that_nobody_reads_it():
    assert fits_smaller([1.0] * 10, room=10, scale=READABLE)
    assert fits_smaller([1.0] * 16, room=10, scale=1)
    assert not fits_smaller([1.0] * 17, room=10, scale=1)
    assert not fits_smaller([1.0] * 11, room=10, scale=READABLE)


def test_many_notes_follow_on_the_next_page_and_leave_the_lines_where_they_are():
    lines = range(2, 10)
    few, many = [1.0] * 12, [1.0] * 30
    assert closing_rows(few, lines=lines, is_signed=False, room=20) == range(7, 12)
    assert closing_rows(many, lines=lines, is_signed=False, room=20) == range(7, 10)
    assert closing_rows(many, lines=lines, is_signed=True, room=20) == range(7, 30)


def test_more_columns_are_printed_smaller_and_leave_room_for_more_rows():
    scales = [page_scale([width], across=60) for width in (50, 200, 400)]
    narrow, wide, wider = (page_room(scale, down=80) for scale in scales)
    assert narrow < wide
    assert wider == 2 * wide


def beside(widths: list[float]) -> list[list[float]]:
    return pages_beside(widths, groups=range(2, len(widths), 2), across=60)


def test_what_is_readable_one_page_wide_stays_so():
    half = [*NAMES, *MONTH * 6]
    assert beside(half) == [half]


def test_a_year_is_halved_with_the_names_on_both_halves_and_no_month_torn():
    assert beside(A_YEAR) == [[*NAMES, *MONTH * 6], [*NAMES, *MONTH * 6, *TOTAL]]


def test_letters_stay_readable_however_many_columns_there_are():
    for months in range(1, 120):
        pages = beside([*NAMES, *MONTH * months])
        assert min(page_scale(page, across=60) for page in pages) >= READABLE
        assert sum(len(page) - len(NAMES) for page in pages) == months * len(MONTH)
