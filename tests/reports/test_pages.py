from reports.pages import page_room, page_starts


def starts(lines: int, closing: int, *, room: float = 10, repeated: float = 2) -> list[int]:
    return page_starts([1.0] * lines, room=room, repeated=repeated, closing=closing)


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


def test_more_columns_are_printed_smaller_and_leave_room_for_more_rows():
    narrow, wide, wider = (page_room([width], across=60, down=80) for width in (50, 200, 400))
    assert narrow < wide
    assert wider == 2 * wide
