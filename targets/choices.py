"""The fixed vocabularies of schemes."""

from django.db.models import TextChoices


class Percentage(TextChoices):
    """What a result's percentage of its base says."""

    GROWTH = "growth", "ร้อยละที่เพิ่มขึ้นจากฐาน"
    SHARE = "share", "ร้อยละของฐาน"


class Deciding(TextChoices):
    """What a level is decided by (DOMAIN h 8)."""

    PERCENTAGE = "percentage", "ร้อยละที่ไม่ปัดเศษ"
    PRINTED = "printed", "ตัวเลขเป้าหมายที่พิมพ์ไว้"


class Lack(TextChoices):
    """Why there is no level yet."""

    NO_TARGET = "no_target", "ยังไม่ได้กำหนดเป้าหมาย"
    NO_BASE = "no_base", "ยังไม่ได้กำหนดฐาน จึงยังคิดร้อยละไม่ได้"
    ZERO_BASE = "zero_base", "ฐานเป็น 0 จึงคิดร้อยละไม่ได้"
    NO_RESULT = "no_result", "ยังไม่มีผล"
