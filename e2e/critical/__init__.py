"""Ten journeys without which there is no shop, told so that any engine can walk them."""
