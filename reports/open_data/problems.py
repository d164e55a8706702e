"""Every refusal of the open API has one shape: that of RFC 9457, with a sentence in Thai."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import JsonResponse

CONTENT_TYPE = "application/problem+json"
SENTENCES = {
    400: "ระบบอ่านคำขอนี้ไม่ได้ กรุณาตรวจสอบที่อยู่ (URL)",
    404: "ไม่พบข้อมูลตามที่อยู่ (URL) นี้ รายการที่อยู่ทั้งหมดอยู่ที่หน้าแรกของ API",
    405: "API นี้อ่านได้อย่างเดียว กรุณาใช้ GET",
    422: "พารามิเตอร์ไม่ถูกต้อง กรุณาแก้ไขตามที่ระบุใน errors",
    500: "ระบบขัดข้อง กรุณาลองใหม่อีกครั้งในภายหลัง",
    503: "ระบบใช้เวลานานเกินไป กรุณาลองใหม่ หรือขอข้อมูลครั้งละน้อยลง",
}


def problem(status: int, errors: Sequence[dict[str, str]] = ()) -> JsonResponse:
    """`errors`: of each parameter that is wrong its name and what it has to be."""
    answer = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": SENTENCES.get(status, SENTENCES[400]),
        "errors": list(errors),
    }
    return JsonResponse(answer, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})
