from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import CheckConstraint, Q

from otop_portal import clock

from ..choices import Role
from ..querysets import OfficerManager
from .areas import District, Province
from .constraints import one_of

SYSTEM_USERNAME = "system"

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

    @property
    def area(self) -> District | Province | None:
        return self.district or self.province

    @property
    def area_name(self) -> str:
        if self.district:
            return f"{self.district} {self.district.province}"
        return str(self.province or "กรมการพัฒนาชุมชน")

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

    # What django.contrib.admin asks: only administrators come in, and what they may change each ModelAdmin says.
    @property
    def is_staff(self) -> bool:
        return self.role == Role.ADMIN

    def has_perm(self, permission: str, obj: object = None) -> bool:
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff
