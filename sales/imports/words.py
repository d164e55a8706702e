"""What files call the product types and the producer types."""

from ..choices import ProducerType, ProductType
from .tables import heading_key

# What a register writes where it does not know.
_UNKNOWN = {"", "-", "ไม่ระบุ", "ไม่ทราบ", "ยังไม่ระบุ"}

_MORE_PRODUCER_WORDS = {
    "กลุ่ม": ProducerType.COMMUNITY_GROUP,
    "กลุ่มผู้ผลิต": ProducerType.COMMUNITY_GROUP,
    "เจ้าของรายเดียว": ProducerType.COMMUNITY_SINGLE_OWNER,
    "รายเดียว": ProducerType.COMMUNITY_SINGLE_OWNER,
    "ผลิตภัณฑ์ชุมชนที่เป็นเจ้าของรายเดียว": ProducerType.COMMUNITY_SINGLE_OWNER,
    "ผู้ผลิตวิสาหกิจขนาดกลางและขนาดย่อม": ProducerType.SME,
    "วิสาหกิจขนาดกลางและขนาดย่อม": ProducerType.SME,
    "SME": ProducerType.SME,
    "SMEs": ProducerType.SME,
}


def is_unknown(text: str) -> bool:
    return text in _UNKNOWN


def producer_type(text: str) -> str | None:
    """Its value; None for a word that nobody uses for one."""
    return _PRODUCER_WORDS.get(_key(text))


def product_type(text: str) -> str | None:
    return _PRODUCT_WORDS.get(_key(text))


def _key(text: str) -> str:
    return heading_key(text).replace("ฯ", "")


_PRODUCER_WORDS = {_key(word): kind.value for word, kind in _MORE_PRODUCER_WORDS.items()} | {
    _key(word): kind.value for kind in ProducerType for word in (kind.value, str(kind.label))
}
_PRODUCT_WORDS = {
    _key(word): kind.value for kind in ProductType for word in (kind.value, str(kind.label), kind.full_name)
} | {_key("สมุนไพรที่ไม่ใช่อาหารและยา"): ProductType.HERB.value}
