"""Page 9, กล่องข้อความ: an officer's own messages, and for the administrator the mails that failed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ..forms.confirmation import PageForm
from ..inbox import sentences
from ..models import Mail, Message
from ..transitions.inbox import read_every_message, read_message

_PAGE = 20


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    own = Message.objects.visible_to(request.user).newest_first()
    page = Paginator(own, _PAGE).get_page(PageForm(request.GET).number)
    failed = Mail.objects.visible_to(request.user).failed() if request.user.is_staff else []
    return render(request, "sales/inbox/list.html", {"page": page, "failed": failed})


@require_POST
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Read with this, and on to the page that it is about."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return redirect(read_message(message=message, by=request.user).href)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    read_every_message(by=request.user)
    messages.success(request, sentences.ALL_READ)
    return redirect("sales:inbox")
