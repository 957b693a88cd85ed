"""The gallery at /components/: every component in every state, from every side. In development only."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from shop.operations.development import local_only
from shop.workshop.angles import CHOICES, Angles
from shop.workshop.exhibits import Exhibit, exhibits
from shop.workshop.reloading import newest


@require_safe
@local_only
@csp_update({"frame-src": [SELF]})
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the first state of each component."""
    return render(request, "workshop/gallery.html", {"exhibits": exhibits().values()})


@require_safe
@local_only
@csp_update({"frame-src": [SELF]})
def component(request: HttpRequest, component: str) -> HttpResponse:
    """Show a component in each of its states, in a frame for each angle."""
    shown = {"exhibits": exhibits().values(), "exhibit": _found(component), "angles": Angles.of(request.GET)}
    return render(request, "workshop/component.html", shown)


@require_safe
@local_only
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def state(request: HttpRequest, component: str, state: str) -> HttpResponse:
    """Show one state alone on a page, with the shop's own styles and script."""
    exhibit = _found(component)
    try:
        shown = exhibit.state(state)
    except KeyError:
        raise Http404 from None
    ways = {name: request.GET.get(name) for name in CHOICES if request.GET.get(name) in CHOICES[name]}
    look = f"{ways.get('theme', settings.THEME)}/templates/_look.html"
    return render(request, "workshop/state.html", {"exhibit": exhibit, "state": shown, "look": look, **ways})


@require_safe
@local_only
def changes(_request: HttpRequest) -> HttpResponse:
    """Say what there is to see: another answer than before means that something was changed."""
    return HttpResponse(newest(), content_type="application/json")


def _found(component: str) -> Exhibit:
    try:
        return exhibits()[component]
    except KeyError:
        raise Http404 from None
