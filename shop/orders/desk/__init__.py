"""The merchant's desk for orders: what is to be done, one order's page, and what may be done there."""
