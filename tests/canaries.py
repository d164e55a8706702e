"""Random months in which every amount and every name is one of its kind, and the text of any file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import product
from random import Random

import openpyxl
import pypdf
from django.http import HttpResponse

from sales import transitions
from sales.models import CHANNELS, CorrectionRequest, Sale, Sheet
from targets.missions.querysets import OnlineProductQuerySet
from targets.models import OnlineProduct
from tests import factories
from tests.factories import AUGUST, JULY
from tests.sales.checks.laid import explanation
from tests.targets.factories import target
from tests.targets.missions import reporting

CODES, MONTHS = ["4317", "4201"], [JULY, AUGUST]
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass
class Canaries:
    """What was typed, by its digits: the amounts that the province has ever confirmed, those it has now, and names."""

    random: Random
    typed: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)

    @property
    def now(self) -> set[str]:
        sales = {digits(amount) for row in Sale.objects.filter(stage="province") for amount in row.amounts}
        return sales | {digits(row.sales) for row in OnlineProduct.objects.confirmed()}

    @property
    def names(self) -> set[str]:
        return {*Sale.objects.values_list("producer__name", flat=True)} | words_of(OnlineProduct.objects.all())

    @property
    def names_now(self) -> set[str]:
        sales = Sale.objects.filter(stage="province").values_list("producer__name", flat=True)
        return {*sales} | words_of(OnlineProduct.objects.confirmed())

    def amounts(self) -> tuple[Decimal, ...]:
        made = tuple(Decimal(self.random.randrange(10**8, 10**9)).scaleb(-2) for _ in CHANNELS)
        self.typed |= {digits(amount) for amount in made}
        return made

    def some(self, rows: list) -> list:
        return [row for row in rows if self.random.random() < 0.6]

    def live_through(self, steps: int) -> None:
        """Months begin, and then whatever officers do to them."""
        sheets = [self._begin(code, month) for code, month in product(CODES, MONTHS)]
        for _ in range(steps):
            step = self.random.choice(
                [
                    *[self._correct, self._confirm, self._confirm, self._pass_on, self._pass_on, self._send_back],
                    *[self._ask, self._ask, self._answer],
                ]
            )
            step(self.random.choice(sheets))
        while not self.now:  # the department is to find something
            for step in (self._confirm, self._pass_on):
                step(self.random.choice(sheets))
        while not CorrectionRequest.objects.exists():  # and what waits, it is not to find
            self._ask(self.random.choice(sheets))

    def report_by_hand(self) -> None:
        """Products sold online, one at each stage; and one that came back after the province had confirmed it."""
        target(reporting.online(), 10)
        confirmed = [reporting.by_district, reporting.by_province]
        for steps in ([], confirmed[:1], confirmed, [*confirmed, reporting.give_back]):
            word = self._word()
            sold = {"link": f"เพจ{word}", "evidence": f"นค{word}", "sales": self.amounts()[0]}
            (row,) = reporting.report_online(reporting.product(f"สินค้า{word}", producer=f"ผู้ขาย{word}"), **sold)
            for step in steps:
                step(row)
                self.ever |= self.now

    def _word(self) -> str:
        return "".join(self.random.choices("กขคงจชซดตถทนบปผพฟมยรลวสห", k=12))

    def finish(self, code: str, month: date) -> None:
        """All of the sheet is confirmed."""
        sheet = Sheet.objects.get(district=code, month=month)
        transitions.confirm_by_district(**self._where(sheet, "d"), seen=factories.seen(sheet))
        transitions.confirm_by_province(**self._where(sheet, "p"), seen=factories.seen(sheet))
        self.ever |= self.now

    def explain_all(self) -> None:
        """Every figure, as it stands, has a reason that repeats it."""
        for row in Sale.objects.select_related("sheet", "producer"):
            explanation(row, words=" ".join(map(str, row.amounts)))

    def _begin(self, code: str, month) -> Sheet:
        names = [f"ร้าน{self._word()}" for _ in range(3)]
        lines = [(name, self.random.choice(["food", "cloth"]), self.amounts()) for name in names]
        return factories.sheet(*lines, by=factories.district_officer(code), of=month)

    def _correct(self, sheet: Sheet) -> None:
        edits = [
            factories.edit(row, **dict(zip(CHANNELS, self.amounts(), strict=True)))
            for row in self.some([*sheet.sales.all()])
        ]
        transitions.save_rows(**self._where(sheet, "d"), edits=edits)

    def _confirm(self, sheet: Sheet) -> None:
        seen = {row.pk: row.version for row in self.some([*sheet.sales.all()])}
        transitions.confirm_by_district(**self._where(sheet, "d"), seen=seen)

    def _pass_on(self, sheet: Sheet) -> None:
        seen = {row.pk: row.version for row in self.some([*sheet.sales.all()])}
        transitions.confirm_by_province(**self._where(sheet, "p"), seen=seen)
        self.ever |= self.now

    def _send_back(self, sheet: Sheet) -> None:
        rows = [row.pk for row in self.some([*sheet.sales.all()])]
        transitions.return_to_district(**self._where(sheet, "p"), rows=rows, reason="ยอดไม่ตรง")

    def _ask(self, sheet: Sheet) -> None:
        """Corrections after the lock, of figures that nobody above is to see before they are accepted."""
        asked = CorrectionRequest.objects.waiting().values_list("row", flat=True)
        for row in self.some([*sheet.sales.filter(stage="province").exclude(pk__in=[*asked])]):
            wanted = transitions.Wanted(row.producer_id, row.product_type, self.amounts(), row.pk, row.version)
            reason = f"ที่ถูกคือ {wanted.amounts[0]}"
            transitions.request_correction(**self._where(sheet, "d"), wanted=wanted, reason=reason)

    def _answer(self, sheet: Sheet) -> None:
        by = self._where(sheet, "p")["by"]
        for request in self.some([*CorrectionRequest.objects.waiting().filter(sheet=sheet)]):
            if self.random.random() < 0.5:
                transitions.accept_correction(request=request, by=by)
            else:
                transitions.refuse_correction(request=request, by=by, answer=f"ไม่ใช่ {request.domestic_offline}")
        self.ever |= self.now

    def _where(self, sheet: Sheet, level: str) -> dict:
        code = sheet.district_id
        by = factories.district_officer(code) if level == "d" else factories.province_officer(code[:2])
        return {"district": sheet.district, "month": sheet.month_id, "by": by}


def words_of(rows: OnlineProductQuerySet) -> set[str]:
    """What names an online product and where it is sold."""
    told = rows.values_list("link", "product__name", "producer__name", "evidence")
    return {word for row in told for word in row}


def digits(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", "")


def text_of(response: HttpResponse) -> str:
    """All words and figures of an answer; figures without separators, in Arabic digits."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub("[,.]", "", _read(response.headers.get("Content-Type", ""), content).translate(_THAI_DIGITS))


def _read(kind: str, content: bytes) -> str:
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    if "spreadsheet" in kind:
        return "\n".join(_cells(openpyxl.load_workbook(BytesIO(content))))
    return content.decode("utf-8-sig")


def _cells(book: openpyxl.Workbook) -> Iterator[str]:
    for row in (row for sheet in book for row in sheet.iter_rows(values_only=True)):
        yield from (f"{value:.2f}" if isinstance(value, float) else str(value) for value in row if value is not None)
