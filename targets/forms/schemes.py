"""Page 36: which schemes are explained and on whose figures; and what the administrator writes into a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from otop_portal import fiscal, thai
from sales.forms.dates import ThaiDateField
from sales.models import District, Officer, Province

from .. import sentences
from ..choices import Measure
from ..models import SchemeVersion, Target
from ..scoring import Level

_MOST_LEVELS = 12


class SchemesForm(forms.Form):
    """What is read; a question without sense is left out."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int, required=False, empty_value=None)
    district = forms.ModelChoiceField(
        label="อำเภอในตัวอย่าง", queryset=District.objects.none(), required=False, empty_label="อำเภอแรกที่มีเป้าหมาย"
    )

    def __init__(self, *args: Any, officer: Officer, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["year"].choices = [(year, str(year)) for year in years]
        asked = Target.objects.visible_to(officer).exclude(district=None).values("district")
        districts = District.objects.visible_to(officer).filter(pk__in=asked).select_related("province")
        self.fields["district"].queryset = districts
        self.fields["district"].label_from_instance = lambda district: f"{district} {district.province}"
        if officer.district_id:
            del self.fields["district"]

    @property
    def chosen_year(self) -> int | None:
        return self._asked("year") or next(iter(self.years), None)

    @property
    def chosen_district(self) -> District | None:
        return self._asked("district")

    def _asked(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


class TrialForm(forms.Form):
    """Whose figures a version is tried on."""

    year = forms.TypedChoiceField(label="ลองกับผลของปีงบประมาณ", coerce=int, required=False, empty_value=None)
    province = forms.ModelChoiceField(
        label="จังหวัด", queryset=Province.objects.none(), required=False, empty_label="ทุกจังหวัด"
    )

    def __init__(self, *args: Any, officer: Officer, version: SchemeVersion, newest: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"year": newest}, **kwargs)
        years = [newest] if version.is_graded else range(newest, newest - 4, -1)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["province"].queryset = Province.objects.visible_to(officer)
        if officer.area:
            del self.fields["province"]

    @property
    def asked(self) -> Mapping[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CopyForm(forms.Form):
    slug = forms.SlugField(
        label="รหัสเกณฑ์ใหม่", max_length=60, help_text="ใช้ในที่อยู่และคำสั่ง เช่น 2568-r1-sales ใช้ a–z 0–9 และ - เท่านั้น"
    )
    fiscal_year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int, help_text="เดือนที่วัดและเดือนของฐานเลื่อนตามปีที่ต่างกัน")

    def __init__(self, *args: Any, version: SchemeVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = version.scheme.fiscal_year
        self.fields["fiscal_year"].choices = [(year, str(year)) for year in range(this, this + 6)]
        self.fields["fiscal_year"].initial = this + 1


class NewVersionForm(forms.Form):
    reason = forms.CharField(
        label="เหตุผลที่แก้ไข",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": sentences.NO_REASON_FOR_VERSION},
    )


class AnnouncementForm(forms.Form):
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    letter_number = forms.CharField(label="เลขที่หนังสือ", max_length=60, error_messages={"required": sentences.NO_LETTER})
    letter_date = ThaiDateField(label="ลงวันที่", error_messages={"required": sentences.NO_LETTER_DATE})


class MonthField(forms.TypedChoiceField):
    """A month of the years around a scheme's own."""

    def __init__(self, **more: Any) -> None:
        super().__init__(coerce=date.fromisoformat, empty_value=None, **more)

    def offer(self, fiscal_year: int) -> None:
        years = range(fiscal_year - 6, fiscal_year + 2)
        months = [(f"ปีงบประมาณ {year}", _months(year)) for year in years if _is_within_reach(year)]
        self.choices = [("", "ไม่ระบุ"), *months]


def _months(year: int) -> list[tuple[str, str]]:
    return [(month.isoformat(), thai.month_long(month)) for month in fiscal.months_of(year)]


def _is_within_reach(year: int) -> bool:
    return fiscal.FIRST_YEAR + 1 <= year - fiscal.BUDDHIST_ERA <= fiscal.LAST_YEAR


class YearField(forms.IntegerField):
    """Of the Buddhist era; empty where every product counts."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=2544, max_value=fiscal.LAST_YEAR + fiscal.BUDDHIST_ERA, required=False, **more)


class RuleForm(forms.ModelForm):
    """A prepared version but its levels; `seen` is the revision that was shown."""

    class Meta:
        model = SchemeVersion
        fields = SchemeVersion.RULE

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    name = forms.CharField(label="ชื่อตัวชี้วัด", max_length=300)
    occasion = forms.CharField(label="รอบหรือไตรมาส", max_length=60)
    first_month = MonthField(label="วัดตั้งแต่เดือน")
    last_month = MonthField(label="ถึงเดือน")
    base_first_month = MonthField(label="ฐานตั้งแต่เดือน", required=False)
    base_last_month = MonthField(label="ฐานถึงเดือน", required=False)
    registered_from = YearField(label="นับเฉพาะผลิตภัณฑ์ที่ลงทะเบียนตั้งแต่ปี พ.ศ.")
    registered_to = YearField(label="นับเฉพาะผลิตภัณฑ์ที่ลงทะเบียนถึงปี พ.ศ.")
    places = forms.TypedChoiceField(
        label="ทศนิยมของเป้าหมายที่แสดง", coerce=int, choices=[(n, f"{n} ตำแหน่ง") for n in range(3)]
    )
    field_order = (
        *("name", "occasion", "measure", "area_level", "first_month", "last_month", "base_name", "percentage"),
        *("base_first_month", "base_last_month", "registered_from", "registered_to", "deciding", "places", "falling"),
    )

    def __init__(self, *args: Any, version: SchemeVersion, **kwargs: Any) -> None:
        scheme = version.scheme
        shown = {"seen": version.revision, "name": scheme.name, "occasion": scheme.occasion}
        super().__init__(*args, instance=version, initial=shown, **kwargs)
        for field in self.fields.values():
            if isinstance(field, MonthField):
                field.offer(scheme.fiscal_year)
        self.fields["base_name"].help_text = "หากคัดลอกมาจากปีก่อน กรุณาแก้ปีในข้อความนี้ให้ตรง"
        if version.number > 1:
            del self.fields["name"], self.fields["occasion"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for first, last in (("first_month", "last_month"), ("base_first_month", "base_last_month")):
            months = cleaned.get(first), cleaned.get(last)
            if all(months) and months[1] < months[0]:
                self.add_error(last, sentences.MONTHS_REVERSED)
            if any(months) and not all(months) and not (first in self.errors or last in self.errors):
                self.add_error(last if months[0] else first, sentences.BOTH_MONTHS)
        years = cleaned.get("registered_from"), cleaned.get("registered_to")
        if (None in years and years != (None, None)) or (all(years) and years[1] < years[0]):
            self.add_error("registered_to", sentences.REGISTERED_YEARS)
        return cleaned

    def _post_clean(self) -> None:
        """Nothing is written into the version here: that is the transition's, under its lock."""

    @property
    def names(self) -> Mapping[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "occasion") if name in self.fields}

    @property
    def rule(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in SchemeVersion.RULE}


class LevelForm(forms.Form):
    slug = forms.SlugField(label="รหัส", max_length=20)
    name = forms.CharField(label="ชื่อระดับ", max_length=60)
    percent = forms.DecimalField(
        label="ร้อยละ", max_digits=7, decimal_places=2, min_value=-100, max_value=10_000, required=False
    )
    is_floor = forms.BooleanField(label="ได้ทุกรายที่มีผล", required=False)
    condition = forms.CharField(label="เงื่อนไขเพิ่มเติม", max_length=300, required=False)
    parts = forms.MultipleChoiceField(label="เกณฑ์ย่อยที่ต้องถึง", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, parts: Sequence[tuple], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = parts
        if not parts:
            del self.fields["parts"]

    def clean_parts(self) -> Mapping[str, str]:
        chosen = [each.split(":") for each in self.cleaned_data["parts"]]
        if len({slug for slug, _ in chosen}) < len(chosen):
            raise forms.ValidationError(sentences.ONE_LEVEL_OF_EACH)
        return dict(chosen)

    @property
    def level(self) -> Level:
        said = {name: self.cleaned_data[name] for name in ("slug", "name", "percent", "is_floor", "condition")}
        return Level(**said, parts=self.cleaned_data.get("parts", {}))


class LevelsOfRule(BaseFormSet):
    """The levels in their order, those ticked to go left out."""

    @property
    def kept(self) -> list[LevelForm]:
        return [form for form in self.ordered_forms if form.cleaned_data]

    @property
    def levels(self) -> list[Level]:
        return [form.level for form in self.kept]

    def told_faults_under(self, rule: Mapping[str, Any]) -> bool:
        """Says at its field what makes no sense under the rule that was written beside."""
        kept = self.kept  # a formset with faults has no order any more
        faults = SchemeVersion(**rule).rule_of([form.level for form in kept]).faults
        for n, field, fault in faults:
            form = kept[n] if kept else self.forms[0]
            form.add_error(field if field in form.fields else None, fault.label)
        return bool(faults)


_Levels = formset_factory(
    LevelForm,
    formset=LevelsOfRule,
    extra=2,
    can_order=True,
    can_delete=True,
    max_num=_MOST_LEVELS,
    absolute_max=_MOST_LEVELS,
    validate_max=True,
)


def levels_form(data: Any, version: SchemeVersion, parts: Sequence[SchemeVersion]) -> LevelsOfRule:
    """`parts`: the schemes that a grade may stand on; no other rule stands on any."""
    is_graded = (data or {}).get("measure", version.measure) == Measure.PARTS
    choices = [
        (str(part.scheme), [(f"{part.scheme.slug}:{level.slug}", level.name) for level in part.rule.levels])
        for part in parts
    ]
    names = ("slug", "name", "percent", "is_floor", "condition")
    shown = [
        {name: getattr(level, name) for name in names} | {"parts": [":".join(each) for each in level.parts.items()]}
        for level in version.rule.levels
    ]
    return _Levels(data, initial=shown, prefix="levels", form_kwargs={"parts": choices if is_graded else []})
