"""The category tree while products load: known nodes by name, new ones made when a row needs them."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from shop.catalogue.models import Category
from shop.storefront.importing.parts import one_line
from shop.storefront.importing.rows import Refused

LONGEST_SLUG = 100  # leaves room for the number that makes it unique
LONGEST_PATH = Category._meta.get_field("path").max_length


class CategoryTree:
    """All categories, kept in memory. Names are told apart under their parent, whatever their case."""

    def __init__(self) -> None:
        nodes = list(Category.objects.select_related("parent"))
        self._nodes = {(node.parent_id, _folded(node.name)): node for node in nodes}
        self._paths = {node.path for node in nodes}

    def node(self, names: tuple[str, ...]) -> Category:
        """Return the category at the end of these names, making what is missing.

        Raises Refused when the tree would become too deep.
        """
        *above, name = names
        parent = self.node(tuple(above)) if above else None
        key = (parent.pk if parent else None, _folded(name))
        if key not in self._nodes:
            self._nodes[key] = self._made(name, parent)
        return self._nodes[key]

    def _made(self, name: str, parent: Category | None) -> Category:
        slug = self._free_slug(slugify(name)[:LONGEST_SLUG].strip("-") or "category", parent)
        node = Category(name=name, slug=slug, parent=parent)
        node.save()
        self._paths.add(node.path)
        return node

    def _free_slug(self, wanted: str, parent: Category | None) -> str:
        prefix = f"{parent.path}/" if parent else ""
        slug, number = wanted, 1
        while prefix + slug in self._paths:
            number += 1
            slug = f"{wanted}-{number}"
        if len(prefix + slug) > LONGEST_PATH:
            raise Refused(_("The category is nested too deep."))
        return slug


def _folded(name: str) -> str:
    return one_line(name).casefold()
