"""Who carries parcels, and where one can be followed. These are links: nobody here opens them."""

from urllib.parse import quote

# The carriers' own public pages.
PAGES = {
    "Austrian Post": "https://www.post.at/sv/sendungsdetails?snr={}",
    "DHL": "https://www.dhl.com/global-en/home/tracking.html?tracking-id={}",
    "DPD": "https://tracking.dpd.de/status/en_US/parcel/{}",
    "FedEx": "https://www.fedex.com/fedextrack/?trknbr={}",
    "GLS": "https://gls-group.eu/EU/en/parcel-tracking?match={}",
    "PostNord": "https://tracking.postnord.com/en/tracking?id={}",
    "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/{}",
    "UPS": "https://www.ups.com/track?tracknum={}",
}


def tracking_link(carrier: str, number: str) -> str:
    """Return the carrier's page for a parcel; empty where we know none."""
    page = PAGES.get(carrier.strip(), "")
    return page.format(quote(number.strip(), safe="")) if number.strip() else ""
