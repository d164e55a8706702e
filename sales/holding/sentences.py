"""What whoever holds a sheet needs to do, in his own words."""

START = "เริ่มบันทึกยอดจำหน่าย หากไม่มียอดให้แจ้งไม่มียอดจำหน่าย"
RETURNED = "แก้ไขรายการที่จังหวัดส่งคืน แล้วยืนยันระดับอำเภอใหม่"
CHECK_AS_CHIEF = "ตรวจสอบ แล้วยืนยันหรือส่งกลับให้เจ้าหน้าที่อำเภอ"
CONFIRM_NOTHING = "ยืนยันว่าไม่มียอดจำหน่าย (ระดับจังหวัด)"
FINISHED = "ไม่มีงานค้าง จังหวัดยืนยันครบแล้ว"


def fill_in(rows: int) -> str:
    return f"กรอกยอดอีก {rows} รายการ แล้วยืนยันระดับอำเภอ"


def confirm(rows: int) -> str:
    return f"ยืนยันระดับอำเภออีก {rows} รายการ"


def confirm_as_province(rows: int) -> str:
    return f"ตรวจสอบและยืนยันระดับจังหวัด {rows} รายการ"


def decide_requests(requests: int) -> str:
    return f"พิจารณาคำขอเพิ่มผู้ประกอบการรายใหม่ {requests} ราย"
