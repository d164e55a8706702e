"""BahtField on the database at hand, through a table that lives as long as the test."""

import json
from decimal import Decimal

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.db.models import Avg, F, Max, Sum, Value
from django.db.models.functions import Coalesce
from django.forms import modelform_factory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otop_portal import money
from otop_portal.money import MAX_BAHT, ZERO, BahtField

amounts = st.integers(0, money.satang(MAX_BAHT)).map(money.baht)
INEXACT = [1.5, Decimal("1.234"), Decimal("NaN"), Decimal("Infinity"), "NaN", "1.005", "abc", "", "1,5", True, [1]]


class Purse(models.Model):
    id = models.IntegerField(primary_key=True)
    offline = BahtField(default=ZERO)
    online = BahtField(null=True, blank=True)

    class Meta:
        app_label = "otop_portal_tests"
        managed = False
        db_table = "purse"

    def __str__(self):
        return f"{self.offline} {self.online}"


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def purses(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE purse (id integer PRIMARY KEY, offline bigint NOT NULL, online bigint)")


def purse(offline, online=None, number=1):
    return Purse.objects.create(id=number, offline=offline, online=online)


def test_the_database_holds_satang():
    purse(Decimal("1234.50"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT offline, online FROM purse")
        assert cursor.fetchone() == (123450, None)


@pytest.mark.parametrize("given_amount", [Decimal("5"), 5, "5", "5.00"])
def test_whole_baht_are_read_back_with_two_decimals(given_amount):
    purse(given_amount)
    assert str(Purse.objects.get().offline) == "5.00"


@pytest.mark.parametrize("value", INEXACT)
def test_what_is_not_an_exact_amount_is_never_stored_nor_looked_up(value):
    with pytest.raises(ValueError):
        purse(value)
    with pytest.raises(ValueError):
        Purse.objects.filter(offline__gt=value).exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(amounts, amounts | st.none())
def test_every_amount_comes_back_as_it_went(offline, online):
    Purse.objects.all().delete()
    purse(offline, online)
    assert Purse.objects.values_list("offline", "online").get() == (offline, online)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=20))
def test_sums_of_amounts_and_of_expressions_are_exact(rows):
    Purse.objects.all().delete()
    Purse.objects.bulk_create(Purse(id=i, offline=a, online=b) for i, (a, b) in enumerate(rows))
    sums = Purse.objects.aggregate(
        first=Sum("offline"), together=Sum(F("offline") + F("online")), apart=Sum(F("offline") - F("online"))
    )
    offline, online = money.total(a for a, _ in rows), money.total(b for _, b in rows)
    assert sums == {"first": offline, "together": offline + online, "apart": offline - online}


def test_the_largest_amounts_of_928_districts_and_12_months_are_summed_exactly():
    Purse.objects.bulk_create((Purse(id=i, offline=MAX_BAHT) for i in range(928 * 12)), batch_size=500)
    assert Purse.objects.aggregate(total=Sum("offline"))["total"] == MAX_BAHT * 928 * 12


def test_a_sum_of_nothing_is_nothing_or_the_default():
    assert Purse.objects.aggregate(none=Sum("offline"), zero=Sum("offline", default=ZERO)) == {
        "none": None,
        "zero": ZERO,
    }


def test_expressions_over_rows_are_amounts():
    purse(Decimal("0.10"), Decimal("0.20"))
    row = Purse.objects.annotate(
        total=F("offline") + F("online"), filled=Coalesce("online", Value(ZERO, output_field=BahtField()))
    ).get()
    assert (str(row.total), str(row.filled)) == ("0.30", "0.20")
    assert Purse.objects.aggregate(largest=Max("online"))["largest"] == Decimal("0.20")


def test_lookups_speak_baht():
    for number, amount in enumerate(["0.99", "1.00", "1.01", "100.00"]):
        purse(Decimal(amount), number=number)

    def found(**lookup):
        return Purse.objects.filter(**lookup).count()

    assert found(offline=1) == found(offline="1.00") == found(offline__exact=Decimal(1)) == 1
    assert found(offline__gt=1) == found(offline__in=[Decimal("1.01"), 100, "5"]) == 2
    assert found(offline__range=(Decimal("0.99"), 1)) == found(offline__lte=1) == 2
    assert found(offline=F("offline")) == 4
    assert found(online=None) == found(online__isnull=True) == 4


def test_amounts_are_updated_by_amounts():
    one = purse(Decimal("1.00"))
    Purse.objects.update(offline=F("offline") + Value(Decimal("0.05"), output_field=BahtField()))
    one.refresh_from_db()
    assert one.offline == Decimal("1.05")
    one.offline = Decimal("7.25")
    Purse.objects.bulk_update([one], ["offline"])
    assert Purse.objects.get().offline == Decimal("7.25")


def test_a_bare_number_in_an_expression_is_refused_rather_than_read_as_satang():
    with pytest.raises(FieldError):
        Purse.objects.annotate(more=F("offline") + 5).get()


def test_an_average_is_no_amount():
    purse(Decimal("0.01"), number=1)
    purse(Decimal("0.02"), number=2)
    with pytest.raises(ValueError):
        Purse.objects.aggregate(Avg("offline"))


@pytest.mark.parametrize("value", INEXACT)
def test_validation_names_the_field_of_an_amount_that_is_none(value):
    with pytest.raises(ValidationError) as refusal:
        Purse(id=1, offline=value).full_clean()
    assert list(refusal.value.message_dict) == ["offline"]


def test_an_amount_survives_a_fixture():
    purse(MAX_BAHT, None)
    (stored,) = json.loads(serializers.serialize("json", Purse.objects.all()))
    offline, online = (Purse._meta.get_field(name).to_python(stored["fields"][name]) for name in ("offline", "online"))
    assert (stored["fields"]["offline"], offline, online) == ("999999999999.99", MAX_BAHT, None)


def test_a_migration_names_the_field_by_its_module():
    assert Purse._meta.get_field("offline").deconstruct() == (
        "offline",
        "otop_portal.money.BahtField",
        [],
        {"default": ZERO},
    )


def test_a_model_form_keeps_an_empty_cell_empty():
    form = modelform_factory(Purse, fields=["offline", "online"])({"offline": "1.50", "online": ""})
    assert form.is_valid()
    assert (form.instance.offline, form.instance.online) == (Decimal("1.50"), None)


def test_a_model_form_refuses_what_is_not_an_amount():
    form = modelform_factory(Purse, fields=["offline", "online"])({"offline": "1.505", "online": "x"})
    assert list(form.errors) == ["offline", "online"]
