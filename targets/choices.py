"""The fixed vocabularies of schemes."""

from collections.abc import Sequence

from django.db.models import TextChoices

from sales.choices import CHANNELS


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


class Fault(TextChoices):
    """What makes no sense in a level of a rule."""

    NO_LEVEL = "no_level", "กรุณากำหนดอย่างน้อยหนึ่งระดับ"
    SAME_SLUG = "same_slug", "รหัสนี้เป็นของระดับที่ต่ำกว่าแล้ว กรุณาใช้รหัสอื่น"
    NOT_HIGHER = "not_higher", "ร้อยละต้องมากกว่าของระดับที่ต่ำกว่า"
    NOT_LOWER = "not_lower", "ร้อยละต้องน้อยกว่าของระดับที่ต่ำกว่า เพราะเกณฑ์นี้ยิ่งน้อยยิ่งดี"
    FLOOR_NOT_LOWEST = "floor_not_lowest", "มีได้เฉพาะระดับต่ำสุด"
    NO_PART = "no_part", "กรุณาเลือกเกณฑ์ย่อยที่ระดับนี้ต้องถึง"
    PART_OF_MEASURED = "part_of_measured", "เกณฑ์นี้ไม่ได้วัดจากเกณฑ์อื่น จึงไม่มีเกณฑ์ย่อย"
    PERCENT_OF_GRADE = "percent_of_grade", "เกณฑ์นี้ได้จากระดับของเกณฑ์อื่น จึงไม่มีร้อยละ"


class AreaLevel(TextChoices):
    """The smallest area that a scheme measures; those around it have rows of their own."""

    DISTRICT = "district", "อำเภอ"
    PROVINCE = "province", "จังหวัด"


class Market(TextChoices):
    """Where a product is sold online (S002:184)."""

    FACEBOOK = "facebook", "Facebook"
    LINE = "line", "Line"
    WEB = "web", "เว็บไซต์"
    OTHER = "other", "ช่องทางอื่น"


class Measure(TextChoices):
    """What a scheme measures in its months."""

    SALES = "sales", "ยอดจำหน่าย"
    DOMESTIC_SALES = "domestic_sales", "ยอดจำหน่ายในประเทศ"
    FOREIGN_SALES = "foreign_sales", "ยอดจำหน่ายต่างประเทศ"
    OFFLINE_SALES = "offline_sales", "รายได้ปกติ"
    ONLINE_SALES = "online_sales", "รายได้ออนไลน์"
    NEW_PRODUCTS = "new_products", "ผลิตภัณฑ์ที่ลงทะเบียนเพิ่มขึ้น"
    ONLINE_PRODUCTS = "online_products", "ผลิตภัณฑ์ที่จำหน่ายในตลาดออนไลน์"
    SHOPS = "shops", "ผู้ลงทะเบียน Shop ชุมชน"
    REPORTED = "reported", "จำนวนอื่นที่อำเภอรายงาน"
    PARTS = "parts", "ระดับที่ได้จากเกณฑ์อื่น"

    @property
    def is_money(self) -> bool:
        return self.value.endswith("sales")

    @property
    def is_by_hand(self) -> bool:
        """Its number is in no ledger and no register: each district reports it."""
        return self in (Measure.SHOPS, Measure.REPORTED)

    @property
    def channels(self) -> Sequence[str]:
        """Those whose amounts it adds up; of all four none is named."""
        part, _, sales = self.value.rpartition("_")
        return [channel for channel in CHANNELS if sales == "sales" and part and part in channel]

    @property
    def places(self) -> int:
        """Decimals of a result: satang, or whole things."""
        return 2 if self.is_money else 0

    @property
    def unit(self) -> str:
        counted = {"shops": "ราย", "reported": "รายการ", "new_products": "ผลิตภัณฑ์", "online_products": "ผลิตภัณฑ์"}
        return counted.get(self.value, "บาท")


class SettingAction(TextChoices):
    """What can be done to the targets or the plan of a province."""

    TYPE = "type", "บันทึกในตาราง"
    IMPORT = "import", "นำเข้าจากไฟล์"
    UNDO = "undo", "ยกเลิกการนำเข้า"
    LOCK = "lock", "ประกาศเป้าหมายของจังหวัด"
    UNLOCK = "unlock", "ปลดล็อก"
