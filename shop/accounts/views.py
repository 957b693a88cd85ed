"""The shopper's own pages: name and address book. Who is not signed in is asked to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shop.accounts import address_book
from shop.accounts.account_forms import BookForm, ProfileForm
from shop.accounts.address_book import AddressBookFull
from shop.accounts.models import Address

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@never_cache
@form_page
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change what we call the shopper."""
    form = ProfileForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name"])
        messages.success(request, _("Your name was changed."))
        return redirect("profile")
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_GET
def addresses(request: HttpRequest) -> HttpResponse:
    """Show the address book."""
    return render(request, "account/addresses.html", {"addresses": request.user.addresses.all()})


@login_required
@never_cache
@form_page
def add_address(request: HttpRequest) -> HttpResponse:
    """Put an address into the book."""
    form = BookForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        try:
            address_book.add(request.user, form.parts(), default=form.cleaned_data["is_default"])
            messages.success(request, _("The address is in your address book."))
            return redirect("addresses")
        except AddressBookFull:
            form.add_error(None, _("Your address book is full: please remove an address first."))
    return _ask(request, form)


@login_required
@never_cache
@form_page
def change_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an address of the book anew."""
    address = _own(request, pk)
    initial = {**address.parts(), "is_default": address.is_default}
    form = BookForm(request.POST or None, initial=initial)
    if form.is_valid():
        address_book.change(address, form.parts(), default=form.cleaned_data["is_default"])
        messages.success(request, _("The address was changed."))
        return redirect("addresses")
    return _ask(request, form, address)


@login_required
@require_POST
def remove_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an address of the book."""
    address_book.remove(_own(request, pk))
    messages.success(request, _("The address was removed."))
    return redirect("addresses")


@login_required
@require_POST
def default_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an address the one that is used unless another is chosen."""
    address_book.change(_own(request, pk), {}, default=True)
    return redirect("addresses")


def _own(request: HttpRequest, pk: int) -> Address:
    """The shopper's own address; raises Http404 for another's, as for one that does not exist."""
    return get_object_or_404(request.user.addresses, pk=pk)


def _ask(request: HttpRequest, form: BookForm, address: Address | None = None) -> HttpResponse:
    context = {"form": form, "address": address}
    return render(request, "account/address.html", context, status=422 if form.errors else 200)
