"""The demo shop: its products and the drawings that stand in for photographs."""
