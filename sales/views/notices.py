"""Page 11, คู่มือและผู้ประสานงาน, with what a province edits there; page 40, ประกาศ."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otop_portal import clock

from ..choices import Role
from ..forms.notices import AnnouncementForm, ContactForm
from ..inbox import sentences
from ..inbox.guide import guide_of
from ..models import Announcement, Contact
from ..transitions.notices import announce, keep_contact, remove_contact
from ..transitions.permissions import check_role


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    contacts = Contact.objects.visible_to(request.user).select_related("province")
    return render(request, "sales/inbox/guide.html", {"contacts": contacts, "guide": guide_of(request.user.role)})


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: HttpRequest) -> HttpResponse:
    return _contact(request, Contact())


@require_http_methods(["GET", "HEAD", "POST"])
def change_contact(request: HttpRequest, pk: int) -> HttpResponse:
    check_role(request.user, Role.PROVINCE)
    return _contact(request, get_object_or_404(Contact.objects.visible_to(request.user), pk=pk))


@require_POST
def drop_contact(request: HttpRequest, pk: int) -> HttpResponse:
    check_role(request.user, Role.PROVINCE)
    found = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    remove_contact(contact=found, by=request.user)
    messages.success(request, sentences.CONTACT_REMOVED)
    return redirect("sales:guide")


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    found = Announcement.objects.visible_to(request.user).select_related("by")
    return render(request, "sales/inbox/announcements.html", {"announcements": found, "today": clock.today()})


@require_http_methods(["GET", "HEAD", "POST"])
def add_announcement(request: HttpRequest) -> HttpResponse:
    return _announcement(request, Announcement(from_on=clock.today()))


@require_http_methods(["GET", "HEAD", "POST"])
def change_announcement(request: HttpRequest, pk: int) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    return _announcement(request, get_object_or_404(Announcement.objects.visible_to(request.user), pk=pk))


def _contact(request: HttpRequest, contact: Contact) -> HttpResponse:
    check_role(request.user, Role.PROVINCE)
    form = ContactForm(request.user, request.POST or None, instance=contact)
    if form.is_valid():
        keep_contact(contact=form.save(commit=False), by=request.user)
        messages.success(request, sentences.CONTACT_KEPT)
        return redirect("sales:guide")
    return render(request, "sales/inbox/contact.html", {"form": form, "contact": contact})


def _announcement(request: HttpRequest, announcement: Announcement) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    form = AnnouncementForm(request.POST or None, instance=announcement)
    if form.is_valid():
        announce(announcement=form.save(commit=False), by=request.user)
        messages.success(request, sentences.ANNOUNCED)
        return redirect("sales:announcements")
    return render(request, "sales/inbox/announcement.html", {"form": form, "announcement": announcement})
