"""What is printed: an order's invoice, and the slip that lies in its parcel."""
