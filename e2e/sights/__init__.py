"""Every page of the shop in each of its states: see walks.py."""
