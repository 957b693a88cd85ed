"""What the merchant's desk has beyond one area: products as a file, with their stock."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.handlers.asgi import ASGIRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from shop.catalogue import admin as catalogue
from shop.catalogue.models import Product
from shop.storefront.exporting import exported

admin.site.unregister(Product)


@admin.register(Product)
class ProductAdmin(catalogue.ProductAdmin):
    """Products, which can be taken along as a file."""

    actions = [*catalogue.ProductAdmin.actions, "export"]
    change_list_template = "admin/catalogue/product/export_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the file of all products."""
        file = path(
            "export.csv", self.admin_site.admin_view(self.export_all), name="catalogue_product_export"
        )
        return [file, *super().get_urls()]

    def export_all(self, request: HttpRequest) -> HttpResponse:
        """Answer with all products, as the import reads them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return _file(request, Product.objects.all())

    @admin.action(description=_("Export the selected products as CSV"), permissions=["view"])
    def export(self, request: HttpRequest, products: QuerySet[Product]) -> HttpResponse:
        """Answer with the selected products, as the import reads them."""
        return _file(request, Product.objects.filter(pk__in=products.order_by().values("pk")))


def _file(request: HttpRequest, products: QuerySet[Product]) -> HttpResponse:
    pieces = exported(products)
    # Under ASGI, Django would read a plain iterator to its end before it sends the first piece.
    content = _one_by_one(pieces) if isinstance(request, ASGIRequest) else pieces
    headers = {"Content-Disposition": 'attachment; filename="products.csv"'}
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


async def _one_by_one(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    read = sync_to_async(lambda: next(pieces, None))
    while piece := await read():
        yield piece
