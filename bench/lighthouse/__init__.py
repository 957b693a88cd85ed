"""What Lighthouse says of the shop on a phone, by `python3 dev.py lighthouse`."""
