"""A sheet of 100 rows in the month after the generated ledger, and the same lines in the twin."""

from collections.abc import Callable
from datetime import date
from itertools import count
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Count
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from otop_portal import fiscal, money, thai
from sales import transitions
from sales.forms.entry import Typed
from sales.models import CHANNELS, District, Officer, ReportingMonth, Sale, Sheet, Stage

from .twin.models import Line
from .twin.views import AMOUNTS, LineFormSet, confirm, lines, save

ROWS = 100


class BenchSheet:
    def __init__(self) -> None:
        newest = Sheet.objects.filter(stage=Stage.PROVINCE).order_by("-month").values_list("month", flat=True)[0]
        self.month: date = fiscal.following(newest)
        self.district = self._district_with(ROWS, newest)
        self.by = Officer.objects.get(username=f"d{self.district.pk}")
        self.province = Officer.objects.get(username=f"p{self.district.province_id}")
        self.where = {"district": self.district, "month": self.month}
        self.amounts = count(1000, 100)
        self._make()

    def _district_with(self, rows: int, month: date) -> District:
        begun = Sheet.objects.filter(month=self.month).values("district")
        sheets = Sheet.objects.filter(month=month).exclude(district__in=begun)
        sheets = sheets.annotate(size=Count("sales")).filter(size__gte=rows)
        return sheets.order_by("size").first().district

    def _make(self) -> None:
        transitions.copy_previous_month(**self.where, by=self.by)
        surplus = [row.pk for row in self.rows()[ROWS:]]
        transitions.delete_rows(**self.where, by=self.by, rows=surplus, reason="-")
        self.save_ours()()
        Line.objects.bulk_create(
            Line(
                district=self.district,
                month=self.month,
                producer_id=row.producer_id,
                product_type=row.product_type,
                **dict(zip(CHANNELS, row.amounts, strict=True)),
            )
            for row in self.rows()
        )

    def rows(self) -> list[Sale]:
        return list(Sale.objects.of(self.district, self.month).in_order())

    def save_ours(self) -> Callable[[], object]:
        self._return(Stage.DISTRICT)
        posted = QueryDict(urlencode(self._posted()))

        def timed() -> None:
            typed = Typed.from_post(posted)
            outcome = transitions.save_rows(**self.where, by=self.by, edits=typed.edits(), submission=uuid4())
            assert outcome.changed == ROWS

        return timed

    def _posted(self) -> list[tuple[str, str]]:
        fields: list[tuple[str, str]] = []
        for amount, row in enumerate(self.rows(), next(self.amounts)):
            read = " ".join("-" if baht is None else str(money.satang(baht)) for baht in row.amounts)
            fields.append(("read", f"{row.pk} {row.version} {read}"))
            fields += [("amount", thai.baht(money.baht(amount * 100 + n))) for n in range(len(CHANNELS))]
        return fields

    def save_twin(self) -> Callable[[], object]:
        first, data = next(self.amounts), {"form-TOTAL_FORMS": ROWS, "form-INITIAL_FORMS": ROWS}
        for number, line in enumerate(lines(self.district, self.month)):
            data |= {f"form-{number}-id": line.pk, f"form-{number}-product_type": line.product_type}
            data |= {f"form-{number}-{name}": f"{first + number}.{n:02}" for n, name in enumerate(AMOUNTS)}
        posted = QueryDict(urlencode(data))

        def timed() -> None:
            assert save(LineFormSet(posted, queryset=lines(self.district, self.month)))

        return timed

    def bare_update(self) -> Callable[[], object]:
        """The least that saving could be: the rows written once, by one statement, with what they hold anyway."""
        values = ", ".join(
            f"({row.pk}, {', '.join(str(money.satang(baht)) for baht in row.amounts)})" for row in self.rows()
        )
        assignments = ", ".join(f"{channel} = new.{channel}" for channel in CHANNELS)
        sql = (
            f"UPDATE sales_sale SET {assignments} FROM (VALUES {values}) AS new (id, {', '.join(CHANNELS)}) "
            "WHERE sales_sale.id = new.id"
        )

        def timed() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
                assert cursor.rowcount == ROWS

        return timed

    def confirm_by_district(self) -> Callable[[], object]:
        self._return(Stage.DISTRICT)
        seen = {row.pk: row.version for row in self.rows()}
        return lambda: transitions.confirm_by_district(**self.where, by=self.by, seen=seen, submission=uuid4())

    def confirm_by_province(self) -> Callable[[], object]:
        self._return(Stage.PROVINCE)
        if Sheet.objects.get(**self.where).stage == Stage.DRAFT:
            self.confirm_by_district()()
        seen = {row.pk: row.version for row in self.rows()}
        return lambda: transitions.confirm_by_province(**self.where, by=self.province, seen=seen, submission=uuid4())

    def _return(self, stage: Stage) -> None:
        """Take the sheet back if it has come as far as the stage."""
        if Stage(Sheet.objects.get(**self.where).stage).rank >= stage.rank:
            transitions.return_to_district(**self.where, by=self.province, rows=None, reason="-")

    def confirm_twin(self) -> Callable[[], object]:
        ticked = [line.pk for line in lines(self.district, self.month)]
        return lambda: confirm(ticked, self.by)

    def page(self, client: Client) -> Callable[[], object]:
        return self._fetched(client, reverse("sales:entry", args=self._reporting_month().address))

    def page_of_twin(self, client: Client) -> Callable[[], object]:
        return self._fetched(client, reverse("twin", args=[self.district.pk, self.month.isoformat()]))

    def _reporting_month(self) -> ReportingMonth:
        return ReportingMonth.objects.get(month=self.month)

    @staticmethod
    def _fetched(client: Client, address: str) -> Callable[[], object]:
        def timed() -> None:
            response = client.get(address)
            assert response.status_code == 200

        return timed
