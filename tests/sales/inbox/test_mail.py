"""One mail a day and officer; a mail that fails is kept, shown, and goes with the next run."""

from datetime import date

import pytest
from django.core import mail

from otop_portal import clock
from sales.models import Mail, Message
from tests import factories
from tests.clients import signed_in
from tests.sales.due_dates.days import given

from .messages import message
from .mornings import district_officer, mails, morning, run

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def broken(settings):
    """A server that is not there."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 1


def test_a_mail_has_the_message_and_the_address_of_the_page(settings):
    settings.SITE_ADDRESS = "https://otop.example.go.th"
    district_officer()
    run(5)
    told = Message.objects.get()
    (sent,) = mail.outbox
    assert sent.subject == told.subject
    assert told.body in sent.body
    assert "https://otop.example.go.th/entry/2566/8/" in sent.body


def test_two_matters_of_one_morning_go_in_one_mail():
    to = district_officer()
    given(date(2023, 9, 8), of=date(2023, 9, 1))
    message(to, "another")
    run(5)
    (sent,) = mail.outbox
    assert Message.objects.filter(to=to).count() == 3
    assert sent.subject == "มี 3 เรื่องรอท่านในระบบรายงานยอดจำหน่ายสินค้าโอท็อป"
    assert all(each.body in sent.body for each in Message.objects.all())


def test_what_comes_after_the_days_mail_waits_for_the_next_days():
    to = district_officer()
    run(5)
    message(to, "later")
    run(5)
    assert mails() == [to.email]
    run(6)
    assert mails() == [to.email] * 2
    assert Mail.objects.filter(sent_at=None).count() == 0


def test_without_an_address_the_message_is_in_the_inbox_only():
    factories.district_officer()
    run(5)
    assert Message.objects.count() == 1
    assert not Mail.objects.exists()


def test_what_was_read_in_the_portal_is_not_mailed():
    to = district_officer()
    message(to, read_at=clock.now())
    run(20)
    assert mails() == []


def test_a_failed_mail_is_kept_shown_and_sent_by_the_next_run(broken, settings):
    to = district_officer()
    run(5)
    failed = Mail.objects.get()
    assert (failed.sent_at, failed.attempts) == (None, 1)
    assert "refused" in failed.error
    own = signed_in(to).get("/inbox/").content.decode()
    assert "ส่งอีเมลไม่สำเร็จ 1 ครั้ง" in own
    everybodys = signed_in(factories.administrator()).get("/inbox/").content.decode()
    assert "อีเมลที่ส่งไม่สำเร็จ 1 ฉบับ" in everybodys
    assert to.email in everybodys
    assert "อีเมลที่ส่งไม่สำเร็จ 1 ฉบับ" in signed_in(factories.administrator()).get("/").content.decode()

    settings.EMAIL_BACKEND = MEMORY
    run(5)
    assert mails() == [to.email]
    assert "ส่งอีเมลแล้ว 5 ก.ย. 2566 เวลา 08:00 น." in signed_in(to).get("/inbox/").content.decode()
    assert "อีเมลที่ส่งไม่สำเร็จ" not in signed_in(factories.administrator()).get("/inbox/").content.decode()


def test_a_mail_that_failed_all_day_goes_along_with_the_next_days(broken, settings):
    to = district_officer()
    run(5), run(5)
    assert Mail.objects.get().attempts == 2
    settings.EMAIL_BACKEND = MEMORY
    run(6)
    assert mails() == [to.email]
    assert Message.objects.get().mail.day == date(2023, 9, 6)
    run(6)
    assert mails() == [to.email]


def test_one_mail_that_fails_keeps_no_other(settings):
    settings.EMAIL_BACKEND = MEMORY
    nasty = district_officer("4301")
    nasty.email = "a@example.org\nBcc: b@example.org"
    nasty.save()
    to = district_officer()
    run(5)
    assert mails() == [to.email]
    assert "BadHeaderError" in Mail.objects.get(to=nasty).error


def test_a_mail_whose_run_fell_over_is_sent_an_hour_later(settings):
    to = district_officer()
    with morning(5):
        told = message(to)
        told.mail = Mail.objects.create(to=to, day=date(2023, 9, 5), claimed_at=clock.now())
        told.save()
    run(5)
    assert mails() == []
    Mail.objects.update(claimed_at=clock.now().replace(year=2023, month=9, day=4))
    run(5)
    assert mails() == [to.email]
