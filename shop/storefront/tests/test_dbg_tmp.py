import pytest
from shop.catalogue.tests.factories import make_product
@pytest.mark.django_db
def test_x(client):
    for _ in range(3): make_product(stock=2, variants=[{"compare_at_price": "20"}])
    c=client.get("/").content.decode()
    print(c[c.index("<main"):c.index("</main")])
