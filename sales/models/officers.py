from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import CheckConstraint, Q

from otop_portal import clock

from ..choices import SYSTEM_USERNAME, Role
from ..querysets import OfficerEventQuerySet, OfficerManager
from .areas import District, Province
from .constraints import one_of

_area_matches_role = (
    Q(role__in=[Role.DISTRICT, Role.CHIEF], district__isnull=False, province__isnull=True)
    | Q(role=Role.PROVINCE, district__isnull=True, province__isnull=False)
    | Q(role__in=[Role.DEPARTMENT, Role.ADMIN], district__isnull=True, province__isnull=True)
)


class Officer(AbstractBaseUser):
    """Who signs in. The role and the area come from here, never from a menu or an address."""

    username = models.CharField("ชื่อผู้ใช้", max_length=40, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField("ชื่อ-นามสกุล", max_length=120)
    email = models.EmailField("อีเมล", blank=True)
    telephone = models.CharField("โทรศัพท์", max_length=40, blank=True)
    role = models.CharField("บทบาท", max_length=10, choices=Role.choices)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, verbose_name="อำเภอ")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, verbose_name="จังหวัด")
    is_active = models.BooleanField("ใช้งานได้", default=True)
    password_is_temporary = models.BooleanField("ต้องตั้งรหัสผ่านใหม่", default=False)
    created_at = models.DateTimeField("สร้างเมื่อ", default=clock.now, editable=False)

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "ผู้ใช้"
        ordering = ["username"]
        constraints = [
            one_of("role", Role, "officer_role_known"),
            CheckConstraint(condition=_area_matches_role, name="officer_area_matches_role"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """One spelling of a name: a keyboard's capitals and spaces make no other account."""
        return super().normalize_username(username).strip().lower()

    @property
    def area(self) -> District | Province | None:
        return self.district or self.province

    @property
    def area_name(self) -> str:
        if self.district:
            return f"{self.district} {self.district.province}"
        return str(self.province or "กรมการพัฒนาชุมชน")

    @property
    def province_code(self) -> str:
        """Of his own province or his district's; empty for the whole country."""
        return self.province_id or (self.district.province_id if self.district else "")

    @property
    def is_system(self) -> bool:
        """The officer in whose name commands act; it cannot sign in."""
        return self.username == SYSTEM_USERNAME

    @property
    def may_act(self) -> bool:
        """A closed account does nothing; the one of the commands cannot sign in and acts all the same."""
        return self.is_active or self.is_system

    def covers(self, district: District) -> bool:
        """Does the officer's own area hold this district?"""
        if self.role in (Role.DISTRICT, Role.CHIEF):
            return self.district_id == district.pk
        return self.role != Role.PROVINCE or self.province_id == district.province_id

    def is_let_in_once_by(self, password: str) -> bool:
        return self.password_is_temporary and self.check_password(password)

    @property
    def keeps_accounts(self) -> bool:
        return self.role in (Role.PROVINCE, Role.ADMIN)

    def looks_after(self, other: "Officer") -> bool:
        """May he open, close and reset that account? The province those of its districts, the administrator all."""
        if other.is_system or not (self.is_active or self.is_system):
            return False
        if self.role == Role.PROVINCE:
            return other.district is not None and self.covers(other.district)
        return self.role == Role.ADMIN

    # What django.contrib.admin asks: only administrators come in, and what they may change each ModelAdmin says.
    @property
    def is_staff(self) -> bool:
        return self.role == Role.ADMIN

    def has_perm(self, permission: str, obj: object = None) -> bool:
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


class OfficerEvent(models.Model):
    """Append-only history of the accounts: who opened, closed, reset or changed what, and when; never a password."""

    class Action(models.TextChoices):
        OPEN = "open", "เปิดบัญชี"
        CHANGE = "change", "แก้ไขข้อมูล"
        RESET = "reset", "ออกรหัสผ่าน"
        OWN_PASSWORD = "own_password", "ตั้งรหัสผ่านเอง"
        UNLOCK = "unlock", "ปลดล็อก"
        CLOSE = "close", "ปิดบัญชี"
        REOPEN = "reopen", "เปิดบัญชีอีกครั้ง"

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="events")
    action = models.CharField(max_length=12, choices=Action.choices)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = OfficerEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ประวัติผู้ใช้"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.officer}: {self.get_action_display()}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What was changed: the field's name on the screen, before and after."""
        return [
            (Officer._meta.get_field(name).verbose_name, self.before[name], self.after[name]) for name in self.after
        ]
