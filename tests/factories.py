"""Small real objects for tests; states are reached by walking the real transitions."""

from datetime import date
from decimal import Decimal

from otop_portal import fiscal
from sales import transitions
from sales.models import CHANNELS, District, EntryMode, Officer, Producer, Province, ReportingMonth, Role, Sale, Sheet
from sales.transitions.producers import add_producer

AUGUST = date(2023, 8, 1)
JULY = date(2023, 7, 1)


def province(code: str = "43", name: str = "", region: str = "ภาคตะวันออกเฉียงเหนือ") -> Province:
    name = name or {"43": "หนองคาย", "42": "เลย"}.get(code, f"จังหวัด {code}")
    return Province.objects.get_or_create(
        code=code, defaults={"name_th": name, "name_en": f"Province {code}", "region": region}
    )[0]


def district(code: str = "4317", name: str = "") -> District:
    name = name or {"4317": "โพธิ์ตาก"}.get(code, f"ที่ {code}")
    defaults = {"name_th": name, "province": province(code[:2])}
    return District.objects.get_or_create(code=code, defaults=defaults)[0]


def month(first: date = AUGUST, mode: str = EntryMode.TWO_STEP) -> ReportingMonth:
    return ReportingMonth.objects.get_or_create(month=first, defaults={"entry_mode": mode, "opens_on": first})[0]


def months(first: date, last: date) -> list[ReportingMonth]:
    made = [month(first)]
    while made[-1].pk < last:
        made.append(month(fiscal.following(made[-1].pk)))
    return made


def officer(username: str, role: str, area: District | Province | None = None, **more) -> Officer:
    """An officer without a usable password: sign in with `client.force_login`."""
    where = {"district": area} if isinstance(area, District) else {"province": area} if area else {}
    return Officer.objects.get_or_create(
        username=username, defaults={"name": f"นาย {username}", "role": role, **where, **more}
    )[0]


def district_officer(code: str = "4317") -> Officer:
    return officer(f"d{code}", Role.DISTRICT, district(code))


def province_officer(code: str = "43") -> Officer:
    return officer(f"p{code}", Role.PROVINCE, province(code))


def department_officer() -> Officer:
    return officer("cdd", Role.DEPARTMENT)


def administrator() -> Officer:
    return officer("admin", Role.ADMIN)


def system_officer() -> Officer:
    return officer("system", Role.ADMIN, is_active=False)


def producer(
    name: str = "กลุ่มทอผ้าบ้านโพธิ์", *, by: Officer | None = None, producer_type: str = "community_group"
) -> Producer:
    by = by or district_officer()
    return add_producer(district=by.district, by=by, name=name, producer_type=producer_type)


def new_row(name: str, product_type: str = "food", amounts: tuple = (None,) * 4, **more) -> transitions.NewRow:
    more = {"key": f"new-{name}", "producer_type": "community_group", **more}
    return transitions.NewRow(name=name, product_type=product_type, amounts=baht(*amounts), **more)


def baht(*amounts) -> tuple[Decimal | None, ...]:
    return tuple(None if amount is None else Decimal(str(amount)) for amount in amounts)


def sheet(*lines: tuple, by: Officer | None = None, of: date = AUGUST) -> Sheet:
    """A sheet of answered rows: each line is (name, product type, four amounts)."""
    by = by or district_officer()
    if month(of).saving_confirms:  # whose new producers are not typed into the sheet
        for name, *_ in lines:
            if not Producer.objects.named(by.district, name).exists():
                producer(name, by=by)
    rows = [new_row(name, kind, amounts, distinct=True) for name, kind, amounts in lines]
    outcome = transitions.save_rows(district=by.district, month=of, by=by, new=rows)
    assert not outcome.problems, outcome.problems
    return outcome.sheet


def seen(sheet: Sheet) -> dict[int, int]:
    return dict(sheet.sales.values_list("pk", "version"))


def confirm_by_district(sheet: Sheet, by: Officer | None = None) -> transitions.Outcome:
    by = by or district_officer(sheet.district_id)
    return transitions.confirm_by_district(district=sheet.district, month=sheet.month_id, by=by, seen=seen(sheet))


def confirm_by_province(sheet: Sheet, by: Officer | None = None) -> transitions.Outcome:
    by = by or province_officer(sheet.district.province_id)
    return transitions.confirm_by_province(district=sheet.district, month=sheet.month_id, by=by, seen=seen(sheet))


def edit(row: Sale, **typed) -> transitions.RowEdit:
    """The officer read the row as it is now, and typed these amounts (by channel)."""
    read = row.amounts
    after = {
        **dict(zip(CHANNELS, read, strict=True)),
        **{k: None if v is None else Decimal(str(v)) for k, v in typed.items()},
    }
    return transitions.RowEdit(row=row.pk, version=row.version, read=read, typed=tuple(after[c] for c in CHANNELS))
