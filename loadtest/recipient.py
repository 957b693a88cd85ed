"""Where buyers have things sent: what they fill in at the checkout besides their e-mail address."""

ADDRESS = {
    "name": "Ada Buyer",
    "phone": "",
    "street": "1 Main Street",
    "extra": "",
    "postcode": "10115",
    "city": "Berlin",
    "country": "DE",
}
