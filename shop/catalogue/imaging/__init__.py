"""Pictures on their way in: what is accepted, how it is made safe, and what browsers choose from."""
