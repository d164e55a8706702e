"""The fixed vocabularies of the ledger, with the documents' words (DOMAIN h 6, h 7)."""

from django.db.models import TextChoices

# Four channels always: domestic and foreign, each offline and online.
CHANNELS = ("domestic_offline", "domestic_online", "foreign_offline", "foreign_online")

# Between a district and its province: what is asked, refused or taken back changes no figure, and nobody above is told.
UNTOLD_ACTIONS = ("request_correction", "refuse_correction", "withdraw_correction")

# The officer in whose name commands act.
SYSTEM_USERNAME = "system"

CHANNEL_LABELS = {
    "domestic_offline": "ในประเทศ ขายออฟไลน์",
    "domestic_online": "ในประเทศ ขายออนไลน์",
    "foreign_offline": "ต่างประเทศ ขายออฟไลน์",
    "foreign_online": "ต่างประเทศ ขายออนไลน์",
}


class ProductType(TextChoices):
    FOOD = "food", "อาหาร"
    DRINK = "drink", "เครื่องดื่ม"
    CLOTH = "cloth", "ผ้า"
    UTENSIL = "utensil", "ของใช้"
    HERB = "herb", "สมุนไพร"

    @property
    def full_name(self) -> str:
        return {
            "cloth": "ผ้า เครื่องแต่งกาย",
            "utensil": "ของใช้ ของตกแต่ง ของที่ระลึก",
            "herb": "สมุนไพรที่ไม่ใช่อาหาร",
        }.get(self.value, str(self.label))


class ProducerType(TextChoices):
    COMMUNITY_GROUP = "community_group", "กลุ่มผู้ผลิตชุมชน"
    COMMUNITY_SINGLE_OWNER = "community_single_owner", "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว"
    SME = "sme", "ผู้ผลิตวิสาหกิจขนาดกลางและขนาดย่อม (SMEs)"

    @property
    def short_name(self) -> str:
        return {"community_group": "กลุ่มผู้ผลิตชุมชน", "community_single_owner": "เจ้าของรายเดียว"}.get(self.value, "SMEs")


class ProducerStatus(TextChoices):
    ACTIVE = "active", "ดำเนินการอยู่"
    REQUESTED = "requested", "รออนุมัติ"
    REFUSED = "refused", "ไม่อนุมัติ"
    CLOSED = "closed", "ปิดแล้ว"


class Role(TextChoices):
    DISTRICT = "district", "เจ้าหน้าที่อำเภอ"
    CHIEF = "chief", "พัฒนาการอำเภอ"
    PROVINCE = "province", "เจ้าหน้าที่จังหวัด"
    DEPARTMENT = "department", "เจ้าหน้าที่กรมฯ"
    ADMIN = "admin", "ผู้ดูแลระบบ"

    @property
    def area(self) -> str:
        """The officer's field that holds his area; empty for the whole country."""
        return {"district": "district", "chief": "district", "province": "province"}.get(self.value, "")


class Stage(TextChoices):
    """How far a row has come; a sheet's stage is the lowest of its rows."""

    DRAFT = "draft", "ยังไม่ยืนยัน"
    DISTRICT = "district", "อำเภอยืนยันแล้ว"
    PROVINCE = "province", "จังหวัดยืนยันแล้ว"

    @property
    def rank(self) -> int:
        return list(Stage).index(self)


class CorrectionKind(TextChoices):
    """What is asked for after the lock (DOMAIN h 2)."""

    VALUES = "values", "แก้ไขยอด"
    TYPE = "type", "เปลี่ยนประเภท"
    PRODUCER = "producer", "เปลี่ยนผู้ผลิต"
    MISSING = "missing", "เพิ่มรายการที่ขาด"


class CorrectionState(TextChoices):
    """`outdated`: the row was sent back or corrected otherwise before anybody answered."""

    WAITING = "waiting", "รอจังหวัดพิจารณา"
    ACCEPTED = "accepted", "จังหวัดรับคำขอ"
    REFUSED = "refused", "จังหวัดไม่รับคำขอ"
    WITHDRAWN = "withdrawn", "อำเภอถอนคำขอ"
    OUTDATED = "outdated", "คำขอสิ้นสุด เพราะรายการเปลี่ยนแล้ว"


class DueKind(TextChoices):
    """What is due (DOMAIN h 1)."""

    SALES = "sales", "ยอดจำหน่าย OTOP"
    MISSION = "mission", "ผลภารกิจรายไตรมาส"
    SHOP = "shop", "Shop ชุมชน"
    ONLINE = "online", "ตลาดออนไลน์"


class DueLevel(TextChoices):
    """Who has to be ready by the day."""

    DISTRICT = "district", "อำเภอ"
    PROVINCE = "province", "จังหวัด"


class MessageKind(TextChoices):
    REMINDER = "reminder", "แจ้งเตือน"
    DIGEST = "digest", "สรุปของจังหวัด"
    BY_HAND = "by_hand", "ข้อความจากจังหวัด"
