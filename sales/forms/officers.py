"""Own account, own password, and the accounts that an officer looks after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest

from otop_portal import sign_in_limit

from .. import sentences
from ..choices import Role
from ..models import District, Officer, Province
from ..querysets import OfficerQuerySet
from .sign_in import why_not

_NAME = {"name": {"required": sentences.NO_OFFICER_NAME}}
_EMPTY = {"required": sentences.NO_PASSWORD}
_TOO_WEAK = {
    "password_too_short": sentences.PASSWORD_TOO_SHORT,
    "password_too_common": sentences.PASSWORD_TOO_COMMON,
    "password_too_similar": sentences.PASSWORD_TOO_SIMILAR,
}


class AccountForm(forms.ModelForm):
    class Meta:
        model = Officer
        fields = ["name", "telephone", "email"]
        error_messages = _NAME
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "telephone": forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
        }


class PasswordForm(forms.Form):
    """A new password. Whoever has just come in with a one-time password is not asked for it again.

    The current one may be guessed no more often than on the sign-in page: a session may have been left open.
    """

    old_password = forms.CharField(
        label="รหัสผ่านปัจจุบัน",
        error_messages=_EMPTY,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new_password = forms.CharField(
        label="รหัสผ่านใหม่",
        error_messages=_EMPTY,
        strip=False,
        max_length=128,
        help_text="อย่างน้อย 10 ตัวอักษร ไม่ซ้ำกับชื่อหรืออีเมล เช่น คำที่ท่านจำได้สามสี่คำต่อกัน",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    new_password_again = forms.CharField(
        label="รหัสผ่านใหม่อีกครั้ง",
        error_messages=_EMPTY,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.request, self.officer = request, request.user
        if self.officer.password_is_temporary:
            del self.fields["old_password"]

    def clean_old_password(self) -> str:
        username, password = self.officer.username, self.cleaned_data["old_password"]
        if not authenticate(self.request, username=username, password=password):
            raise forms.ValidationError(why_not(self.request, username, sentences.WRONG_OLD_PASSWORD))
        sign_in_limit.unlock([username], sign_in_limit.client_address(self.request))
        return password

    def clean_new_password(self) -> str:
        password = self.cleaned_data["new_password"]
        try:
            validate_password(password, self.officer)
        except forms.ValidationError as weak:
            raise forms.ValidationError([_TOO_WEAK[error.code] for error in weak.error_list]) from weak
        # Only whoever knows the current one is told: a new password is no way to guess it.
        if password == self.cleaned_data.get("old_password") or self.officer.is_let_in_once_by(password):
            raise forms.ValidationError(sentences.SAME_PASSWORD)
        return password

    def clean_new_password_again(self) -> str:
        again = self.cleaned_data["new_password_again"]
        if again != self.cleaned_data.get("new_password", again):
            raise forms.ValidationError(sentences.PASSWORDS_DIFFER)
        return again


class OfficerForm(forms.ModelForm):
    """A new account: `by` decides which roles and areas can be chosen."""

    class Meta:
        model = Officer
        fields = ["username", "name", "role", "district", "province", "email", "telephone"]
        error_messages = _NAME | {
            "username": {"required": sentences.NO_USERNAME, "unique": "ชื่อผู้ใช้นี้มีอยู่แล้ว กรุณาใช้ชื่ออื่น"},
            "role": {"required": sentences.NO_ROLE},
        }
        help_texts = {"username": "ตัวอักษรอังกฤษหรือตัวเลข เช่น d4317 หนึ่งบัญชีต่อหนึ่งคน"}

    def __init__(self, by: Officer, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["district"].queryset = District.objects.visible_to(by).select_related("province")
        self.fields["province"].queryset = Province.objects.visible_to(by)
        self.fields["district"].empty_label, self.fields["province"].empty_label = "เลือกอำเภอ", "เลือกจังหวัด"
        if by.role == Role.PROVINCE:
            self.fields["role"].choices = [(role.value, role.label) for role in (Role.DISTRICT, Role.CHIEF)]
            del self.fields["province"]
        else:
            self.fields["role"].choices = [("", "เลือกบทบาท"), *Role.choices]

    def clean_username(self) -> str:
        return Officer.normalize_username(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """The area that the role needs; the other one, left from another choice, is dropped."""
        cleaned = super().clean()
        needed = Role(cleaned["role"]).area if "role" in cleaned else ""
        for area in ("district", "province"):
            if area != needed:
                cleaned[area] = None
            elif not cleaned.get(area) and area not in self.errors:
                self.add_error(area, sentences.AREA_NEEDED)
        return cleaned


class OfficerSearchForm(forms.Form):
    text = forms.CharField(label="ค้นหา", required=False, max_length=60)
    province = forms.ModelChoiceField(Province.objects.none(), label="จังหวัด", required=False, empty_label="ทุกจังหวัด")
    state = forms.ChoiceField(
        label="สถานะ",
        required=False,
        choices=[("", "ทุกสถานะ"), ("open", "ใช้งาน"), ("temporary", "รอตั้งรหัสผ่าน"), ("closed", "ปิดแล้ว")],
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, by: Officer, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["province"].queryset = Province.objects.visible_to(by)
        if by.role == Role.PROVINCE:
            del self.fields["province"]

    def found_in(self, officers: OfficerQuerySet) -> OfficerQuerySet:
        """Those that are looked for; all of them where the question means nothing."""
        if not self.is_valid():
            return officers
        asked = self.cleaned_data
        return officers.named(asked["text"]).of_province(asked.get("province")).in_state(asked["state"])
