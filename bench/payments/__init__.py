"""Random schedules of what can happen to a payment, and whether money and units add up afterwards."""
