import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from otop_portal import thai

NONG_KHAI = ["ท่าบ่อ", "เฝ้าไร่", "โพธิ์ตาก", "โพนพิสัย", "เมืองหนองคาย", "รัตนวาปี", "ศรีเชียงใหม่", "สระใคร", "สังคม"]

GROUPS = [
    f"{kind}{name}"
    for kind in ("กลุ่ม", "กลุ่มฯ ", "กลุ่มแม่บ้านเกษตรกร", "กลุ่มทอผ้าบ้าน", "วิสาหกิจชุมชน", "ร้าน ", "หจก. ", "น้ำพริก")
    for name in (
        *NONG_KHAI, "อาหารรสเลิศ", "อาหารอร่อย", "แก", "แก่", "แก้", "แกะ", "เก็บ", "เกบ", "น้ำใจ", "นาม", "ศิลป์", "ศิลปะ",
        "สรร", "สร้างสรรค์", "ฤทธิ์", "รุ่งเรือง", "1", "2", "10", "๑๑", "ผ้า-ไหม", "ผ้าไหม", "ผ้าฝ้าย", "ต่าง ๆ", "(หมู่ 3)", "ABC",
    )
]  # fmt: skip


def sorted_again(names):
    return sorted(random.Random(2566).sample(names, len(names)), key=lambda name: (thai.sort_key(name), name))


def test_districts_stand_in_dictionary_order():
    assert sorted_again(NONG_KHAI) == NONG_KHAI


@pytest.mark.parametrize(
    "names",
    [
        ["กาแฟ", "แก้ว", "ไก่", "ขนม"],
        ["แม", "แม่", "แม้", "แมก", "แมว"],
        ["ปาตอง", "ป่าตอง", "ปาตองใต้"],
        ["เกบ", "เก็บ", "เกม"],
        ["รวม", "ฤทธิ์", "ลาว"],
        ["กลุ่ม 1", "กลุ่ม ๒", "กลุ่ม 3", "กลุ่ม ก", "กลุ่ม A"],
        ["กลุ่มทอผ้า", "กลุ่ม ทอผ้าไหม", "กลุ่มทอเสื่อ"],
        ["นาม", "น้ำ", "นิล"],
    ],
)
def test_leading_vowels_follow_their_consonant_and_marks_decide_last(names):
    assert sorted_again(names) == names


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("names", [NONG_KHAI, GROUPS], ids=["districts", "groups"])
def test_names_stand_as_postgresql_sorts_them(names):
    with connection.cursor() as cursor:
        cursor.execute('SELECT name FROM unnest(%s) name ORDER BY name COLLATE "th-x-icu"', [names])
        assert sorted_again(names) == [name for (name,) in cursor]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  กลุ่มทอผ้า   บ้านโพน ", "กลุ่มทอผ้า บ้านโพน"),
        ("กลุ่มทอผ้า\u00a0บ้านโพน", "กลุ่มทอผ้า บ้านโพน"),
        ("กลุ่ม\u200bทอผ้า", "กลุ่มทอผ้า"),
        ("\u202eกลุ่ม\u00adทอผ้า\u2069", "กลุ่มทอผ้า"),
        ("กลุ่ม\x07ทอ\u034fผ้า\ufe0f", "กลุ่มทอผ้า"),
        ("กลุ่ม \u3164 ทอผ้า\u2800", "กลุ่ม ทอผ้า"),
        ("กลุ่มน\u0e49\u0e4d\u0e32พริก", "กลุ่มน้ำพริก"),
        ("กลุ่มน\u0e4d\u0e49\u0e32พริก", "กลุ่มน้ำพริก"),
        ("กลุ่มน\u0e33\u0e49พริก", "กลุ่มน้ำพริก"),
        ("กลุ่มเเม่บ้าน", "กลุ่มแม่บ้าน"),
        ("กลุ่มท\u0e48\u0e35หนึ่ง", "กลุ่มที่หนึ่ง"),
        ("กลุ่มผ้้า", "กลุ่มผ้า"),
        ("ของฝากต่างๆบ้านโพน", "ของฝากต่าง ๆ บ้านโพน"),
        ("ของฝากต่าง  ๆ", "ของฝากต่าง ๆ"),
        ("หมู่ที่ ๓", "หมู่ที่ 3"),
        ("OTOP Nongkhai", "otop nongkhai"),
    ],
)
def test_the_same_name_typed_otherwise_is_the_same_name(typed, meant):
    assert thai.normalised_name(typed) == meant == thai.normalised_name(meant)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("กลุ่มทอผ้าบ้านโพน", "กลุ่มทอผ้า บ้านโพน"),
        ("กลุ่มทอผ้าบ้านโพน", "กลุ่มฯ ทอผ้าบ้านโพน"),
        ("กลุ่มของฝากต่างๆ", "กลุ่มของฝากต่าง"),
        ("กลุ่มทอผ้า (บ้านโพน)", "กลุ่มทอผ้าบ้านโพน"),
        ("กลุ่มอาหารอร่อย", "กลุ่มอาหารอรอย"),
        ("กลุ่มอาหารรสเลิศ", "กลุ่มอาหารรสเลิด"),
        ("กลุ่มอาหารรสเลิศ", "กลุ่มอาหารรสเลิศศ"),
        ("กลุ่มทอผ้า หมู่ 3", "กลุ่มทอผ้าหมู่ ๓"),
        ("เฝ้าไร่", "เผ้าไร่"),
    ],
)
def test_names_apart_by_signs_or_one_letter_are_nearly_the_same(a, b):
    assert thai.nearly_same(a, b) and thai.nearly_same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("กลุ่มทอผ้า 1", "กลุ่มทอผ้า 2"),
        ("กลุ่มทอผ้า", "กลุ่มทอผ้า 2"),
        ("กลุ่มทอผ้า หมู่ 3", "กลุ่มทอผ้า หมู่ ๔"),
        ("กลุ่มทอผ้า หมู่ 1", "กลุ่มทอผ้า หมู่ 11"),
        ("กลุ่มทอผ้า หมู่ 1, 1", "กลุ่มทอผ้า หมู่ 11"),
        ("กลุ่มอาหารอร่อย", "กลุ่มอาหารรสเลิศ"),
        ("กลุ่มทอผ้าบ้านโพน", "กลุ่มทอผ้าบ้านเดื่อ"),
        ("กลุ่มทอผ้า", "วิสาหกิจชุมชนทอผ้า"),
    ],
)
def test_other_names_and_other_numbers_are_not_nearly_the_same(a, b):
    assert not thai.nearly_same(a, b) and not thai.nearly_same(b, a)


names = st.text("กขคงนมรสอเแโไะาิีุู่้็์ำๆฯ 1๑.-A", max_size=12)


@given(names)
def test_a_normalised_name_is_left_as_it_is(name):
    assert thai.normalised_name(thai.normalised_name(name)) == thai.normalised_name(name)


@given(names, names)
def test_the_same_normalised_name_is_nearly_the_same(a, b):
    assert thai.nearly_same(a, a)
    if thai.normalised_name(a) == thai.normalised_name(b):
        assert thai.nearly_same(a, b)


letters = st.text("กขคงนมรสอ", max_size=8)


@given(letters, st.sampled_from("กขค"), letters)
def test_one_letter_more_is_nearly_the_same_two_are_not(before, letter, after):
    assert thai.nearly_same(before + letter + after, before + after)
    assert not thai.nearly_same(before + after, before + after + "อี")
