"""The ledger's vocabulary. `visible_to(officer)` is the only way a view reaches rows (DESIGN 2, "Who sees what")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Aggregate, Case, Count, Exists, F, Max, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Coalesce, NullIf

from otop_portal import clock, fiscal, money, thai

from .choices import CHANNELS, SYSTEM_USERNAME, UNTOLD_ACTIONS, ProducerStatus, ProducerType, Role, Stage
from .shared_sums import SharedSums

if TYPE_CHECKING:
    from .measures import Measure
    from .models import Area, District, Draft, Officer, Province, ReportingMonth, Tally

# By key, then by name of the measure.
Figures = dict[tuple[Any, ...], dict[str, Any]]
Months = frozenset[date]

BAHT = money.BahtField()
TOTAL = sum((F(channel) for channel in CHANNELS[1:]), F(CHANNELS[0]))


class AreaQuerySet(models.QuerySet):
    """Rows that belong to a district; the names are the way there, and to their month."""

    district = "district"
    province = "district__province"
    month = "month"

    def visible_to(self, officer: Any) -> Self:
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        match officer.role:
            case Role.DISTRICT | Role.CHIEF:
                return self.filter(**{self.district: officer.district_id})
            case Role.PROVINCE:
                return self.filter(**{self.province: officer.province_id})
            case Role.DEPARTMENT:
                return self.visible_to_department()
            case Role.ADMIN:
                return self.all()
        return self.none()

    def visible_to_department(self) -> Self:
        return self.none()

    def within(self, area: Area | None) -> Self:
        """Only those of the area; without one, of the whole country."""
        return self.filter(**{self.way_to(area.level): area.pk}) if area else self.all()

    def way_to(self, level: str) -> str:
        """The field that holds the key of a row's region, province or district, or its month."""
        areas = {"region": f"{self.province}__region", "province": self.province, "district": self.district}
        return self.month if level == "month" else areas[level]


class MeasuredQuerySet(AreaQuerySet):
    """Rows whose amounts and producers can be added up."""

    def added_up(self, by: Sequence[str], measures: Mapping[str, Aggregate], also: Sequence[str] = ()) -> Figures:
        """The measures by name, for each combination of region, province, district, month, and of what the rows are
        annotated with (`also`): the keys. The one key is () where all rows are added up together. A sum of nothing is
        None."""
        named = {f"of_{name}": measure for name, measure in measures.items()}  # no field is called so
        ways = [*map(self.way_to, by), *also]
        if ways:
            lines = self.order_by().values(*ways).annotate(**named).values_list(*ways, *named)
        else:
            lines = [tuple(self.aggregate(**named).values())]
        return {line[: len(ways)]: dict(zip(measures, line[len(ways) :], strict=True)) for line in lines}


class ProvinceQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """An officer's own province; the country for the department and administrators."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        if officer.role in (Role.DEPARTMENT, Role.ADMIN):
            return self.all()
        return self.filter(pk=officer.province_id or officer.district.province_id)


class DistrictQuerySet(AreaQuerySet):
    district = "pk"
    province = "province"

    def visible_to_department(self) -> Self:
        return self.all()

    def reporting(self) -> Self:
        return self.filter(reporting=True)


class OfficerQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """The accounts an officer looks after: the province those of its districts, the administrator all."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        match officer.role:
            case Role.ADMIN:
                return self.all()
            case Role.PROVINCE:
                return self.filter(district__province=officer.province_id)
        return self.filter(pk=officer.pk)

    def listed(self) -> Self:
        """People, with their area: not the officer in whose name commands act."""
        return self.exclude(username=SYSTEM_USERNAME).with_area()

    def with_area(self) -> Self:
        return self.select_related("district__province", "province")

    def named(self, text: str) -> Self:
        """A part of the name, the user name or the area's name."""
        fields = ("username", "name", "district__name_th", "province__name_th", "district__province__name_th")
        return self.filter(Q(*((f"{field}__icontains", text) for field in fields), _connector=Q.OR))

    def of_province(self, province: Province | None) -> Self:
        return self.filter(Q(province=province) | Q(district__province=province)) if province else self

    def without_password(self) -> Self:
        """Opened, but no password has been issued yet."""
        return self.filter(is_active=True, password_is_temporary=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def at_home_in(self, province: Province | None) -> Self:
        """Of the province and its districts; without one, of the whole country."""
        if province is None:
            return self.filter(province=None, district=None)
        return self.of_province(province)

    def by_home(self) -> list[tuple[str | None, int]]:
        """How many for each province's code; None is the whole country."""
        home = Coalesce("province", "district__province")
        return list(self.annotate(home=home).order_by("home").values_list("home").annotate(Count("pk")))

    def in_state(self, state: str) -> Self:
        """`open`, `temporary` (no password of his own yet) or `closed`; any other is all."""
        states = {
            "open": Q(is_active=True),
            "temporary": Q(is_active=True, password_is_temporary=True),
            "closed": Q(is_active=False),
        }
        return self.filter(states.get(state, Q()))


class OfficerManager(BaseUserManager.from_queryset(OfficerQuerySet)):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Officer:
        officer = self.model(username=self.model.normalize_username(username), **fields)
        officer.set_password(password)
        officer.full_clean(exclude=["password"])
        officer.save(using=self._db)
        return officer

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> Officer:
        """The first administrator, for `manage.py createsuperuser`."""
        return self.create_user(username, password, **{"role": Role.ADMIN, **fields})


class OfficerEventQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """What was done to the accounts that he sees."""
        return self.filter(officer__in=get_user_model().objects.visible_to(officer))

    def newest_first(self) -> Self:
        return self.order_by("-pk").select_related("by")


class ReportingMonthQuerySet(models.QuerySet):
    def of_fiscal_year(self, year_be: int) -> Self:
        months = fiscal.months_of(year_be)
        return self.filter(month__range=(months[0], months[-1]))

    def opened(self, today: date) -> Self:
        return self.filter(opens_on__lte=today)

    def asks_for_producers(self, today: date) -> bool:
        """Has the way begun in which new producers come through the province's staff (S001:87)?"""
        newest = self.opened(today).last()
        return newest is not None and newest.saving_confirms


class ProducerQuerySet(AreaQuerySet):
    def active(self) -> Self:
        return self.filter(status=ProducerStatus.ACTIVE)

    def requested(self) -> Self:
        return self.filter(status=ProducerStatus.REQUESTED)

    def asked_for(self) -> Self:
        """Those that came by a request, however it was decided: what waits first (requested, refused, active)."""
        action = self.model._meta.get_field("events").related_model.Action.REQUEST
        return self.filter(events__action=action).order_by("-status", "-pk")

    def listed(self) -> Self:
        """The register proper: without the entries that only collect imported sums."""
        return self.filter(is_collecting=False)

    def named(self, district: District, name: str) -> Self:
        """Those of the district whose name is the same but for spaces, digits and invisible signs."""
        return self.filter(district=district, normalised_name=thai.normalised_name(name))

    def in_thai_order(self) -> Self:
        return self.order_by("sort_key", "pk")

    def with_name_part(self, part: str) -> Self:
        return self.filter(normalised_name__contains=thai.normalised_name(part)) if part else self

    def count_by_type(self, area: str) -> Self:
        """Per value of `area`: one column per producer type, `unknown` for those without, `producers` for all."""
        kinds = {kind: Count("pk", filter=Q(producer_type=kind)) for kind in ProducerType.values}
        unknown = Count("pk", filter=Q(producer_type=""))
        return self.order_by().values(area).annotate(**kinds, unknown=unknown, producers=Count("pk"))

    def active_in(self, month: date) -> Self:
        """Those expected to answer for the month; the month of opening and of closing count."""
        following = fiscal.following(month)
        return (
            self.listed()
            .filter(Q(status=ProducerStatus.ACTIVE) | Q(status=ProducerStatus.CLOSED, active_until__gte=month))
            .filter(Q(active_from__isnull=True) | Q(active_from__lt=following))
        )

    def without_row(self, district: District, month: date) -> Self:
        """Active producers of the district that have no line in the month's sheet."""
        return self.filter(district=district).missing_from(month)

    def missing_from(self, month: date) -> Self:
        """Active producers that have no line in any sheet of the month."""
        sales = self.model._meta.get_field("sales").related_model.objects
        # An entry of the register keeps its district. Unless told so, PostgreSQL reads the country's rows of the month.
        lines = sales.filter(producer=OuterRef("pk"), sheet__month=month, sheet__district=OuterRef("district"))
        return self.active_in(month).active().filter(~Exists(lines))


class ProductQuerySet(AreaQuerySet):
    district = "producer__district"
    province = "producer__district__province"


class ProducerEventQuerySet(AreaQuerySet):
    district = "producer__district"
    province = "producer__district__province"


class SheetQuerySet(AreaQuerySet):
    """The department sees every sheet's stage and dates; its amounts only through `Sale` and `Tally`."""

    def visible_to_department(self) -> Self:
        return self.all()

    def with_progress(self) -> Self:
        """Adds the numbers of rows: rows, answered, district_rows, province_rows."""
        return self.annotate(
            rows=Count("sales"),
            answered=Count("sales", filter=Q(sales__domestic_offline__isnull=False)),
            district_rows=Count("sales", filter=~Q(sales__stage=Stage.DRAFT)),
            province_rows=Count("sales", filter=Q(sales__stage=Stage.PROVINCE)),
        )

    def with_total(self) -> Self:
        """Adds the sum of the sheet's rows in baht; unanswered rows add nothing."""
        amounts = sum((F(f"sales__{channel}") for channel in CHANNELS[1:]), F(f"sales__{CHANNELS[0]}"))
        return self.annotate(total=Coalesce(Sum(amounts, output_field=BAHT), Value(money.ZERO, BAHT)))

    def counted(self, stages: Collection[Stage]) -> Self:
        """Those with an answered row at one of the stages, or declared empty at one; each once."""
        answered = Q(sales__stage__in=stages, sales__domestic_offline__isnull=False)
        declared = Q(sales=None, stage__in=[stage for stage in stages if stage != Stage.DRAFT])
        return self.order_by().filter(answered | declared).distinct()

    def confirmed_version(self) -> int:
        """Rises whenever anything of what is confirmed of these changes."""
        return self.aggregate(version=Sum("confirmed_version"))["version"] or 0


class SaleQuerySet(MeasuredQuerySet):
    district = "sheet__district"
    province = "sheet__district__province"
    month = "sheet__month"

    def visible_to_department(self) -> Self:
        return self.filter(stage=Stage.PROVINCE)

    def of(self, district: District, month: date) -> Self:
        return self.filter(sheet__district=district, sheet__month=month)

    def in_order(self) -> Self:
        """The one order of the grid, every page, form and file."""
        return self.order_by("position", "pk")

    def with_register(self) -> Self:
        """Adds what the register says of the row's producer: name, type, status, collecting."""
        return self.annotate(
            register_name=F("producer__name"),
            register_type=F("producer__producer_type"),
            register_status=F("producer__status"),
            collecting=F("producer__is_collecting"),
        )

    def measured(self, *by: str, **measures: Measure) -> Figures:
        """As the tally's; a row that is not confirmed yet has the type that the register gives its producer."""
        frozen = NullIf(F("producer_type"), Value(""))
        rows = self.annotate(type_by_now=Coalesce(frozen, F("producer__producer_type")))
        return rows.added_up(by, {name: measure.in_rows() for name, measure in measures.items()})

    def figures_by_month(self) -> dict[date, tuple[money.Decimal, int]]:
        """Of each month that has rows: their sum in baht, and how many are not answered."""
        figures = (
            self.order_by()
            .values("sheet__month")
            .annotate(
                sum=Sum(TOTAL, output_field=BAHT), unanswered=Count("pk", filter=Q(domestic_offline__isnull=True))
            )
        )
        return {each["sheet__month"]: (each["sum"] or money.ZERO, each["unanswered"]) for each in figures}

    def total(self) -> money.Decimal:
        """The sum of all four channels in baht; unanswered rows add nothing."""
        return self.aggregate(total=Sum(TOTAL, output_field=BAHT))["total"] or money.ZERO


class DraftQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """One's own typing only, and only while one still has that district."""
        if not officer.is_authenticated or not officer.is_active or officer.role != Role.DISTRICT:
            return self.none()
        return self.filter(officer=officer.pk, district=officer.district_id)

    def keep(self, *, officer: Officer, month: ReportingMonth, content: dict[str, Any]) -> Draft | None:
        """Remember an officer's typing in the month; without any, forget it."""
        where = {"officer": officer, "district_id": officer.district_id, "month": month}
        if content:
            return self.update_or_create(**where, defaults={"content": content, "saved_at": clock.now()})[0]
        self.filter(**where).delete()
        return None


class SheetEventQuerySet(AreaQuerySet):
    district = "sheet__district"
    province = "sheet__district__province"

    def visible_to_department(self) -> Self:
        """Officer and time of all that it is told; what it may read of the amounts the history decides."""
        return self.exclude(action__in=UNTOLD_ACTIONS)

    def milestones(self) -> list[tuple[str, datetime]]:
        """Each action that there was, with its newest moment, in the order of these moments."""
        return list(self.order_by().values_list("action").annotate(newest=Max("at")).order_by("newest"))


class TallyQuerySet(MeasuredQuerySet):
    province = "province"

    def visible_to_department(self) -> Self:
        return self.all()

    def at(self, moment: datetime | None) -> Self:
        """The lines in force at the moment; now, without one."""
        if moment is None:
            return self.filter(until=None)
        return self.filter(since__lte=moment).filter(Q(until=None) | Q(until__gt=moment))

    def measured(self, *by: str, **measures: Measure) -> Figures:
        """What the measures (sales.measures) find in the lines in force."""
        return SharedSums(measures).of(self, by)

    def months_by_district(self, months: Collection[date]) -> dict[str, tuple[Months, Months]]:
        """Per district: of which of these months it has a line, and of which one that is complete."""
        ordered = sorted(months)
        bit = Case(*(When(month=month, then=Value(1 << n)) for n, month in enumerate(ordered)))
        lines = self.filter(month__in=ordered).order_by().values_list("district", "complete")
        bits: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for district, is_complete, sum_of_bits in lines.annotate(bits=Sum(bit)):
            bits[district][is_complete] = sum_of_bits
        months_of = cache(lambda bits: frozenset(month for n, month in enumerate(ordered) if bits >> n & 1))
        return {district: (months_of(part | whole), months_of(whole)) for district, (part, whole) in bits.items()}

    def current_of(self, sheet_id: int) -> Tally | None:
        return self.filter(sheet=sheet_id, until=None).first()
