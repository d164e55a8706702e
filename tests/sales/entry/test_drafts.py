import pytest

from sales.models import Draft, Sale, SheetEvent
from tests import factories
from tests.factories import JULY
from tests.forms_in_pages import PageForm

from .pages import ENTRY, amounts, opened, shown_again, words

pytestmark = pytest.mark.django_db


def autosave(client, form, **more):
    """What the page's script posts: the fields as they stand."""
    data: dict[str, list[str]] = {}
    for name, value in form.fields:
        data.setdefault(name, []).append(value)
    return client.post(f"{ENTRY}draft", {**data, **more}, headers={"Accept": "application/json"})


@pytest.fixture
def typed_and_left(client, two_rows):
    """500 typed into the second row, kept by itself, and the page closed."""
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "500", "12O", "", "")
    assert autosave(client, form).status_code == 200
    return two_rows[1]


def test_autosave_keeps_the_typing_and_touches_no_row(client, typed_and_left):
    assert list(Draft.objects.get().content["rows"]) == [str(typed_and_left.pk)]
    assert not Sale.objects.get(pk=typed_and_left.pk).answered
    assert SheetEvent.objects.count() == 1


def test_typing_that_was_left_is_offered_and_comes_back_as_it_was(client, typed_and_left):
    offer = client.get(ENTRY)
    assert "มีตัวเลขที่กรอกไว้แต่ยังไม่ได้บันทึก 1 รายการ" in words(offer)

    again = shown_again(opened(client).press(client, "นำกลับมาใช้"))

    assert again.amounts_of(typed_and_left.pk) == ["500", "12O", "", ""]
    assert "มีตัวเลขที่กรอกไว้" not in words(client.post(f"{ENTRY}use-draft"))


def test_a_discarded_draft_is_gone(client, typed_and_left):
    opened(client).press(client, "ทิ้งร่าง")
    assert not Draft.objects.exists()
    assert "มีตัวเลขที่กรอกไว้" not in words(client.get(ENTRY))


def test_saving_settles_the_draft(client, typed_and_left):
    form = shown_again(opened(client).press(client, "นำกลับมาใช้"))
    form.type_amounts(typed_and_left.pk, "500", "120")
    form.press(client, "บันทึก")

    assert amounts(typed_and_left) == factories.baht(500, 120, 0, 0)
    assert not Draft.objects.exists()


def test_what_could_not_be_saved_stays_in_the_draft(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[0].pk, "5")
    form.type_amounts(two_rows[1].pk, "x")
    form.press(client, "บันทึก")

    assert list(Draft.objects.get().content["rows"]) == [str(two_rows[1].pk)]


def test_a_draft_nobody_has_answered_is_never_written_over(client, typed_and_left, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[0].pk, "7")
    answer = autosave(client, form).json()
    autosave(client, form, draft=answer["draft"])
    assert set(Draft.objects.get().content["rows"]) == {str(row.pk) for row in two_rows}

    form.press(client, "บันทึก")

    assert amounts(two_rows[0])[0] == 7
    assert "มีตัวเลขที่กรอกไว้แต่ยังไม่ได้บันทึก 1 รายการ" in words(client.get(ENTRY))


def test_the_next_autosave_of_a_page_replaces_its_own_draft(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[0].pk, "7")
    stamp = autosave(client, form).json()["draft"]
    form.type_amounts(two_rows[0].pk, "100.00")

    autosave(client, form, draft=stamp)

    assert not Draft.objects.exists()


def test_taking_a_draft_back_loses_nothing_typed_since(client, typed_and_left, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[0].pk, "7")
    again = shown_again(form.press(client, "นำกลับมาใช้"))
    assert again.amounts_of(two_rows[0].pk)[0] == "7"
    assert again.amounts_of(typed_and_left.pk)[0] == "500"


def test_a_draft_older_than_a_colleagues_save_is_a_clash_not_a_loss(client, typed_and_left):
    form = shown_again(opened(client).press(client, "ทิ้งร่าง"))
    form.type_amounts(typed_and_left.pk, "500")
    autosave(client, form)
    colleague = factories.officer("d4317b", "district", factories.district())
    row = Sale.objects.get(pk=typed_and_left.pk)
    factories.transitions.save_rows(
        district=colleague.district,
        month=factories.AUGUST,
        by=colleague,
        edits=[factories.edit(row, domestic_offline=900)],
    )

    response = shown_again(opened(client).press(client, "นำกลับมาใช้")).press(client, "บันทึก")

    assert "นาย d4317b แก้ไขช่องนี้เป็น 900.00" in words(response) and "ท่านกรอก 500.00" in words(response)


def test_a_draft_is_its_officers_own(client, typed_and_left):
    client.force_login(factories.officer("d4317b", "district", factories.district()))
    assert "มีตัวเลขที่กรอกไว้" not in words(client.get(ENTRY))


def test_autosave_of_an_ended_session_answers_401(client, two_rows):
    form = opened(client)
    client.logout()
    assert autosave(client, form).status_code == 401


def test_new_lines_wait_in_the_draft_too(client, officer):
    form = shown_again(opened(client).press(client, "เพิ่มกลุ่ม"))
    (key,) = form.values("new")
    form.type(f"new-{key}-name", "กลุ่มใหม่")
    form.type(f"new-{key}-product_type", "herb")
    autosave(client, form)

    again = shown_again(opened(client).press(client, "นำกลับมาใช้"))

    assert again.values(f"new-{key}-name") == ["กลุ่มใหม่"]
    assert again.values(f"new-{key}-product_type") == ["herb"]


def test_an_autosave_that_comes_in_after_the_saving_it_raced_is_not_offered(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "5", "", "", "")
    form.press(client, "บันทึก")
    autosave(client, form)

    assert Draft.objects.exists()
    assert "มีตัวเลขที่กรอกไว้" not in words(client.get(ENTRY))


def test_search_keeps_what_is_typed_before_it_goes_to_the_month_asked_for(client, two_rows):
    factories.month(JULY)
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "500", "12O", "", "")
    form.type("month", "7")

    july = form.press(client, "ค้นหา")

    assert july.redirect_chain == [("/entry/2566/7/", 302)]
    assert "เดือนสิงหาคม 2566: บันทึกร่างแล้ว เวลา" in words(july)
    assert not Sale.objects.get(pk=two_rows[1].pk).answered
    again = shown_again(opened(client).press(client, "นำกลับมาใช้"))
    assert again.amounts_of(two_rows[1].pk) == ["500", "12O", "", ""]


def test_search_with_nothing_typed_only_goes(client, typed_and_left):
    factories.month(JULY)
    form = opened(client)
    form.type("month", "7")
    assert "บันทึกร่างแล้ว" not in words(form.press(client, "ค้นหา"))
    assert typed_and_left.pk in map(int, Draft.objects.get().content["rows"])


def test_search_for_the_month_that_is_open_leaves_what_is_typed_in_the_cells(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "500", "", "", "")
    assert shown_again(form.press(client, "ค้นหา")).amounts_of(two_rows[1].pk)[0] == "500"


def test_a_month_that_cannot_be_typed_into_is_left_by_a_search_of_its_own(client, officer):
    factories.month(JULY)
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    form = PageForm(client.get(ENTRY), "period")
    form.type("month", "7")
    assert form.method == "get"
    assert form.press(client, "ค้นหา").redirect_chain == [("/entry/2566/7/", 302)]


def test_whoever_signs_out_finds_what_he_typed_when_he_is_back(client, officer, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "500", "", "", "")

    form.press(client, "ออกจากระบบ")

    assert client.get(ENTRY).status_code == 302
    client.force_login(officer)
    assert "มีตัวเลขที่กรอกไว้แต่ยังไม่ได้บันทึก 1 รายการ" in words(client.get(ENTRY))


def test_the_enter_key_saves(client, two_rows):
    """A browser presses the first button of the form, wherever it stands in the page."""
    assert opened(client).buttons[0].items() >= {"words": "บันทึก", "form": "sheet"}.items()
    assert "formaction" not in opened(client).buttons[0]
