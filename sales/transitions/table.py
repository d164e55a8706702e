"""What may happen to a row: (its stage, the action) → the stage after, who may, its words in the history.

`docs/states.md` is generated from this table. A pair that is not here is refused.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from ..choices import Role, Stage


class Action(TextChoices):
    """Everything that can be done to a sheet; the labels are the words of the history."""

    SAVE = "save", "บันทึก"
    DELETE = "delete", "ลบรายการ"
    CHANGE_TYPE = "change_type", "เปลี่ยนประเภท"
    COPY = "copy", "Sync ข้อมูล"
    DECLARE_NOTHING = "declare_nothing", "แจ้งไม่มียอดจำหน่าย"
    CONFIRM_BY_DISTRICT = "confirm_by_district", "ยืนยันระดับอำเภอ"
    CONFIRM_BY_PROVINCE = "confirm_by_province", "ยืนยันระดับจังหวัด"
    RETURN = "return", "ส่งคืน"
    MERGE = "merge", "รวมรายซ้ำ"
    IMPORT = "import", "นำเข้าข้อมูลย้อนหลัง"
    REQUEST_CORRECTION = "request_correction", "ขอแก้ไขข้อมูล"
    ACCEPT_CORRECTION = "accept_correction", "รับคำขอแก้ไขข้อมูล"
    REFUSE_CORRECTION = "refuse_correction", "ไม่รับคำขอแก้ไขข้อมูล"
    WITHDRAW_CORRECTION = "withdraw_correction", "ถอนคำขอแก้ไขข้อมูล"


# Before a row is there and after it is gone.
ABSENT = None


@dataclass(frozen=True)
class Transition:
    to: Stage | None
    roles: frozenset[str]


_DISTRICT = frozenset({Role.DISTRICT})
_PROVINCE = frozenset({Role.PROVINCE})
# Commands act as the officer `system`, who is an administrator that cannot sign in.
_SYSTEM = frozenset({Role.ADMIN})

TABLE: dict[tuple[Stage | None, Action], Transition] = {
    (ABSENT, Action.SAVE): Transition(Stage.DRAFT, _DISTRICT),
    (ABSENT, Action.COPY): Transition(Stage.DRAFT, _DISTRICT),
    (ABSENT, Action.CHANGE_TYPE): Transition(Stage.DRAFT, _DISTRICT),
    (ABSENT, Action.DECLARE_NOTHING): Transition(Stage.DISTRICT, _DISTRICT),
    (ABSENT, Action.IMPORT): Transition(Stage.PROVINCE, _SYSTEM),
    (Stage.DRAFT, Action.SAVE): Transition(Stage.DRAFT, _DISTRICT),
    (Stage.DRAFT, Action.DELETE): Transition(ABSENT, _DISTRICT),
    (Stage.DRAFT, Action.CHANGE_TYPE): Transition(ABSENT, _DISTRICT),
    # Of two entries of one producer the row goes over to the one that stays; confirmed rows do not.
    (ABSENT, Action.MERGE): Transition(Stage.DRAFT, _PROVINCE),
    (Stage.DRAFT, Action.MERGE): Transition(ABSENT, _PROVINCE),
    (Stage.DRAFT, Action.CONFIRM_BY_DISTRICT): Transition(Stage.DISTRICT, _DISTRICT),
    # A changed row that the district had confirmed becomes a draft again (DOMAIN h 2).
    (Stage.DISTRICT, Action.SAVE): Transition(Stage.DRAFT, _DISTRICT),
    (Stage.DISTRICT, Action.DELETE): Transition(ABSENT, _DISTRICT),
    (Stage.DISTRICT, Action.CONFIRM_BY_PROVINCE): Transition(Stage.PROVINCE, _PROVINCE),
    (Stage.DISTRICT, Action.RETURN): Transition(Stage.DRAFT, _PROVINCE),
    (Stage.PROVINCE, Action.RETURN): Transition(Stage.DRAFT, _PROVINCE),
    # After the lock. A request alone changes no row; of one that is missing the stage is the sheet's.
    (Stage.PROVINCE, Action.REQUEST_CORRECTION): Transition(Stage.PROVINCE, _DISTRICT),
    (Stage.PROVINCE, Action.WITHDRAW_CORRECTION): Transition(Stage.PROVINCE, _DISTRICT),
    (Stage.PROVINCE, Action.REFUSE_CORRECTION): Transition(Stage.PROVINCE, _PROVINCE),
    (Stage.PROVINCE, Action.ACCEPT_CORRECTION): Transition(Stage.PROVINCE, _PROVINCE),
    (ABSENT, Action.ACCEPT_CORRECTION): Transition(Stage.PROVINCE, _PROVINCE),
}

# A district that had nothing to report has no rows: these act on the empty sheet's own stage.
EMPTY_SHEET_ACTIONS = frozenset({Action.DECLARE_NOTHING, Action.CONFIRM_BY_PROVINCE, Action.RETURN})


def roles_for(action: Action) -> frozenset[str]:
    return frozenset().union(*(rule.roles for (_, named), rule in TABLE.items() if named == action))
