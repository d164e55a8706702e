"""What the steps of random histories are drawn from."""

from decimal import Decimal

from hypothesis import strategies as st

from otop_portal import money

TYPES = ["food", "cloth"]
EVERYBODY = ("d4317", "d4301", "d4201", "x4317", "c4317", "c4301", "p43", "p42", "x43", "cdd", "admin", "x", "system")

# Most steps are the right officer's and in one sheet, or a history would hardly reach the province.
whoever = st.sampled_from([None] * 60 + [*EVERYBODY])
amount = st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("1234.50"), money.MAX_BAHT])
answered = st.tuples(*[amount] * 4)
amounts = st.one_of(answered, answered, st.tuples(*[st.none() | amount] * 4))
picks = st.integers(0, 7)
some = st.none() | st.lists(picks, min_size=1, max_size=2)
fresh = st.booleans()
kinds = st.sampled_from(TYPES)
ends = st.sampled_from(["accept", "refuse", "withdraw"])
