"""The pages that every shop owes, and the contact form."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.http import absolute
from shop.pages.contact import write_to_merchant
from shop.pages.forms import ContactForm
from shop.pages.reading import Reading, read


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of the merchant's."""
    shown = read(slug)
    if shown.address != request.path:
        return redirect(shown.address, permanent=True)
    return render(request, "pages/page.html", _around(shown))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Ask what the shopper wants to say, and pass it on."""
    if request.method != "POST":
        return _ask(request, ContactForm(initial=_known(request)))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    write_to_merchant(form.cleaned_data, getattr(request.user, "email", ""))
    return redirect(f"{reverse('contact')}?sent")


def _ask(request: HttpRequest, form: ContactForm, status: int = 200) -> HttpResponse:
    context = {**_around(read("contact")), "form": form, "sent": "sent" in request.GET}
    return render(request, "pages/contact.html", context, status=status)


def _known(request: HttpRequest) -> dict[str, str]:
    known = {"key": str(uuid.uuid4()), "order": request.GET.get("order", "")}
    if request.user.is_authenticated:
        known |= {"name": request.user.name, "email": request.user.email}
    return known


def _around(shown: Reading) -> dict[str, object]:
    return {"page": shown, "description": shown.summary, "canonical": absolute(shown.address)}
