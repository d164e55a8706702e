"""An event's changes go into columns and come back as they were."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sales.models.changes import pack, unpack

values = st.none() | st.integers(0, 3) | st.sampled_from(["draft", "district", ""])
sides = st.none() | st.dictionaries(st.sampled_from(["stage", "version", "domestic_offline"]), values)
changes = st.lists(st.fixed_dictionaries({"row": st.integers(1, 9), "before": sides, "after": sides}))


@given(changes)
def test_what_comes_back_is_what_went_in(given_changes):
    assert unpack(json.loads(json.dumps(pack(given_changes)))) == given_changes


def test_what_a_hundred_rows_share_is_written_once():
    confirmed = [
        {"row": row, "before": {"stage": "draft"}, "after": {"stage": "district", "by": 7}} for row in range(100)
    ]
    assert pack(confirmed) == [[list(range(100)), {"stage": ["draft"]}, {"stage": ["district"], "by": [7]}]]
