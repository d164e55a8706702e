"""The steps of random histories that ask for corrections and answer them."""

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, rule

from sales import transitions
from sales.models import CorrectionRequest

from ..oracle import UNANSWERED, Request, completed
from ..strategies import amounts, answered, ends, kinds, picks, whoever

sheets = Bundle("sheets")


class CorrectionHistories:
    """Part of Histories, whose attempt, page and oracle it uses."""

    @rule(
        place=sheets, who=whoever, missing=st.booleans(), row=picks, pick=st.none() | picks, kind=kinds, typed=amounts
    )
    def ask_for_a_correction(self, place, who, missing, row, pick, kind, typed):
        """Of the row's own producer and type, or of others."""
        page = self.page(place, fresh=not missing or place not in self.pages)
        about = None if missing or not page.ids else self.one_row(page, row)
        known = page.ids[about] if about else None
        key = about if about and pick is None else (self.producers[place[0]][(pick or 0) % 3].pk, kind)
        wanted = transitions.Wanted(*key, typed, *((known.pk, known.version) if known else ()))
        wish = Request(key, completed(typed), (about, page.rows[about]) if about else None)
        self.attempt(
            place,
            "district",
            who,
            lambda **where: transitions.request_correction(**where, wanted=wanted, reason="พิมพ์ผิด"),
            lambda: wish.amounts != UNANSWERED and self.oracle.ask(place, wish),
        )

    @rule(place=sheets, who=whoever, pick=picks, end=ends)
    def answer_a_correction(self, place, who, pick, end):
        asked = CorrectionRequest.objects.waiting().filter(sheet__district=place[0], sheet__month=place[1])
        waiting = [*asked.order_by("pk")]
        if not waiting:
            return
        number = pick % len(waiting)
        request, wish = waiting[number], self.oracle.requests[place][number]
        answers = {
            "accept": lambda by: transitions.accept_correction(request=request, by=by),
            "refuse": lambda by: transitions.refuse_correction(request=request, by=by, answer="ตรงกับใบเสร็จแล้ว"),
            "withdraw": lambda by: transitions.withdraw_correction(request=request, by=by),
        }
        oracle = self.oracle.accept if end == "accept" else self.oracle.end
        level = "district" if end == "withdraw" else "province"
        self.attempt(place, level, who, lambda by, **_: answers[end](by), lambda: oracle(place, wish))

    @rule(place=sheets, row=picks, typed=answered)
    def correct_after_the_lock(self, place, row, typed):
        for confirm in (self.confirm_by_district, self.confirm_by_province):
            confirm(place=place, who=None, wanted=None, fresh=True)
        for end in ("withdraw", "refuse", "accept"):
            self.ask_for_a_correction(
                place=place, who=None, missing=False, row=row, pick=None, kind="food", typed=typed
            )
            self.answer_a_correction(place=place, who=None, pick=0, end=end)

    @invariant()
    def the_requests_that_wait_are_the_oracles(self):
        waiting = CorrectionRequest.objects.waiting().select_related("sheet").order_by("pk")
        assert len(waiting) == sum(map(len, self.oracle.requests.values()))
        for place in [*self.oracle.requests]:
            own = [each for each in waiting if (each.sheet.district_id, each.sheet.month_id) == place]
            found = [((each.producer_id, each.product_type), each.amounts) for each in own]
            assert found == [(wish.key, wish.amounts) for wish in self.oracle.requests[place]]
        assert not CorrectionRequest.objects.visible_to(self.officers["cdd"]).exists()
