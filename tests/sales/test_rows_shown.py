"""A row that is filled into a stencil is the row that its template would have made."""

from itertools import product

import pytest
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import strategies as st

from sales import grid
from sales.standing import Standing

TEMPLATE = "sales/entry/_row.html"
CHIPS = (None, Standing("district", "✓ อำเภอ"))
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
SHAPES = [grid.Shape(*flags, chip) for *flags, chip in product(*[(False, True)] * 5, CHIPS)]


def by_template(shape, shown):
    return render_to_string(TEMPLATE, {"row": grid._shown(shown, shape)})


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_stencil_shows_what_the_template_shows(shape):
    shown = {name: f"{name} {number}" for number, name in enumerate(grid._TEXTS)}
    assert grid._stencil(shape).fill(shown.values()) == by_template(shape, shown)


@given(name=texts)
@example(name="<script>alert('กลุ่ม')</script> & \"ผ้า\" 100 % %s %(name)s {name} {{ name }}")
@example(name="")
def test_whatever_a_producer_is_called(name):
    shown = dict.fromkeys(grid._TEXTS, "1") | {"name": name}
    filled = grid._stencil(SHAPES[0]).fill(shown.values())
    assert filled == by_template(SHAPES[0], shown)
    assert "<script>" not in filled
