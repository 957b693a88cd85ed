"""Who takes the money: providers behind one small interface. They know sessions and amounts, no orders."""
