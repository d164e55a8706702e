"""The documents' own sheets as Excel: their titles, grouped and merged headings, sums and digits, made here by hand."""

from collections.abc import Callable, Sequence

from openpyxl import Workbook

from otop_portal import thai
from sales.imports import Source
from tests.sales.imports import files
from tests.targets.imports.printed import lines, targets_2566

THREE = ["รายได้ปกติ", "รายได้ออนไลน์", "รวมทั้งสิ้น"]


def merged(*ranges: str) -> Callable[[Workbook], None]:
    def merge(book: Workbook) -> None:
        for each in ranges:
            book.active.merge_cells(each)

    return merge


def shown(amount: str) -> str:
    """62,766,190 as the letters print it."""
    whole, dot, rest = amount.partition(".")
    return f"{int(whole):,}{dot}{rest}" if amount else ""


def in_thai(amount: str) -> str:
    return thai.thai_digits(shown(amount))


def targets(number: int) -> Source:
    """S000:61-98: a title, two rows of headings of which the first is merged, a note."""
    months = 6 * number
    rows: list[list] = [
        [f"เป้าหมายตัวชี้วัดรายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP รอบที่ {number}"],
        [f"หมายเหตุ : รอบที่ {number} เป็นเป้าหมายรายได้ทั้งปี"],
        ["ที่", "อำเภอ", f"รวม {months} เดือน", "", "", "กำหนดค่าเป้าหมายตามเกณฑ์", "", ""],
        ["", "", "ปี 2563", "ปี 2564", "ปี 2565", "ต้น", "มาตรฐาน", "สูง"],
    ]
    columns = ("sales_2563", "sales_2564", "sales_2565", "level_low", "level_standard", "level_high")
    for place, line in enumerate(targets_2566(number), 1):
        total = line["district"] == "รวม"
        rows.append(["" if total else place, line["district"], *(shown(line[column]) for column in columns)])
    rows.append(["", "ข้อมูล ณ วันที่ 15 กุมภาพันธ์ 2566"])
    return files.xlsx(rows, merged("A1:H1", "A3:A4", "B3:B4", "C3:E3", "F3:H3"))


def road_map(year: int, *, names: Callable[[str, int], str] = lambda name, quarter: name) -> Source:
    """S000:100-166, S003:231-264: a block of three months below the other, the sums of 6 and 12 months at the right."""
    plan = lines(f"nongkhai_{year}_plan.csv")
    sums = {line["district"]: line for line in lines(f"nongkhai_{year}_plan_sums.csv")}
    months = list(dict.fromkeys((int(line["year_be"]), int(line["month"])) for line in plan))
    rows: list[list] = [[f"Roadmap การรายงานข้อมูลรายได้จากการจำหน่ายผลิตภัณฑ์ OTOP ปีงบประมาณ พ.ศ. {year}"], []]
    for quarter, three in enumerate(months[n : n + 3] for n in range(0, len(months), 3)):
        rows += _block(plan, three, sums, quarter, names)
    return files.xlsx(rows)


def _block(plan, three: Sequence[tuple[int, int]], sums: dict, quarter: int, names) -> list[list]:
    printed_sum = {3: "sum_6_months", 9: "sum_12_months"}.get(three[-1][1])
    above = [heading for year, month in three for heading in (f"{thai.MONTH_NAMES[month - 1]} {year}", "", "")]
    right = [f"รวม {printed_sum.split('_')[1]} เดือน"] if printed_sum else []
    year = f"ปีงบประมาณ {three[-1][0]}"
    if quarter % 2:  # the letters head every second block so
        headings: list[list] = [[year], [], ["ที่", "อำเภอ", *above, *right]]
    else:
        headings = [["ที่", "ชื่ออำเภอ", year], ["", "", *above, *right]]
    rows: list[list] = [
        *headings,
        ["", "", *THREE * 3],
        ["", "", *["(บาท)", "", ""] * 3],
    ]
    of_month = {(line["district"], int(line["year_be"]), int(line["month"])): line for line in plan}
    for place, district in enumerate(dict.fromkeys(line["district"] for line in plan), 1):
        cells = [of_month[district, *month][kind] for month in three for kind in ("normal", "online", "total")]
        cells += [sums[district][printed_sum]] if printed_sum else []
        total = district == "รวม"
        name = district if total else names(district, quarter)
        rows.append(["" if total else place, name, *map(shown, cells)])
    return [*rows, []]


def quarter_2() -> Source:
    """S003:181-192: Thai digits, two headings over each other, sums without a name."""
    rows: list[list] = [
        ["เป้าหมายภารกิจสำคัญที่อธิบดีกรมการพัฒนาชุมชนเน้นย้ำไตรมาสที่ ๒"],
        [
            *("ที่", "อำเภอ"),
            *("จำนวนผลิตภัณฑ์ OTOP ลงทะเบียนในระบบเพิ่มขึ้น ไตรมาสละไม่น้อยกว่า ๑ ผลิตภัณฑ์", ""),
            *("ยอดจำหน่ายผลิตภัณฑ์ OTOP (เพิ่มขึ้นไตรมาสละ ๒%) เมื่อเทียบกับช่วงปีฐาน (ปี พ.ศ. ๒๕๖๖)", ""),
            *("จำนวนผู้ผลิต ผู้ประกอบการ OTOP หรือศูนย์จำหน่าย สินค้าชุมชน ลงทะเบียน เมนู Shop ชุมชน", ""),
            "คะแนนระดับ A, B C, D",
        ],
        ["", "", "เป้าหมาย", "ผลสำเร็จ", "เป้าหมาย (บาท)", "ผลสำเร็จ (บาท)", "เป้าหมาย (ราย)", "ผลสำเร็จ (ราย)", ""],
    ]
    for place, line in enumerate(lines("nongkhai_2567_q2_targets.csv"), 1):
        named = ["", ""] if line["district"] == "รวม" else [thai.thai_digits(place), line["district"]]
        columns = ("product_target", "sales_target_baht", "shop_target")
        rows.append([*named, *(cell for column in columns for cell in (in_thai(line[column]), ""))])
    rows += [["หมายเหตุ : ๑. ให้อำเภอรายงานผลการดำเนินงาน"], ["", "", "๒. ผู้ประสานงาน"]]
    return files.xlsx(rows, merged("A1:I1", "C2:D2", "E2:F2", "G2:H2", "A2:A3", "B2:B3", "I2:I3"))


def wallet() -> Source:
    """S003:217-229: the sums' name stands under ที่."""
    heading = ["เป้าหมายผู้ผลิตผู้ประกอบการ OTOP ที่สนใจdigital wallet", "ลงทะเบียนในระบบคลิกชุมชน", "หมายเหตุ"]
    rows: list[list] = [["เป้าจำนวนผู้ผลิตผู้ประกอบการ"], ["ที่", "อำเภอ", *heading]]
    for place, line in enumerate(lines("nongkhai_2567_wallet.csv"), 1):
        total = line["district"] == "รวม"
        named = ["รวม", ""] if total else [thai.thai_digits(place), line["district"]]
        rows.append([*named, in_thai(line["wallet_interested_target"]), in_thai(line["click_registered"])])
    return files.xlsx(rows)


def chiang_rai(districts: Sequence[tuple[str, int, str, str, int, tuple[int, ...]]]) -> Source:
    """S004:70-90: name, products, base and target of sales, base of shops, levels D to A; the last has no heading."""
    rows: list[list] = [
        ["เป้าหมายการดำเนินงานตามเกณฑ์การจัดระดับ ไตรมาส 2 (เดือนมกราคม - มีนาคม 2567)"],
        [
            *("ที่", "อำเภอ", "จำนวนผลิตภัณฑ์ OTOP ที่เพิ่มขึ้น", "ยอดจำหน่าย OTOP ที่เพิ่มขึ้น", ""),
            'ผู้ผลิต ผู้ประกอบการ OTOP ที่เข้าร่วมโครงการ Digital Wallet ลงทะเบียน "Shop ชุมชน" ในระบบ "Click ชุมชน"',
        ],
        [
            *("", "", "เป้าหมาย (ผลิตภัณฑ์)", "ฐานเดิมปี 66 (มกราคม - มีนาคม 66)", "เป้าหมายร้อยละ 2"),
            *("จำนวนผู้ผลิต ผู้ประกอบการ OTOP", "ระดับ D ร้อยละ 25", "ระดับ C ร้อยละ 50", "ระดับ B ร้อยละ 75", ""),
        ],
    ]
    for place, (name, products, base, target, shops, levels) in enumerate(districts, 1):
        number = "" if name == "รวม" else place
        rows.append([number, name, products, shown(base), shown(target), shops, *levels])
    return files.xlsx(rows, merged("D2:E2", "F2:J2"))
