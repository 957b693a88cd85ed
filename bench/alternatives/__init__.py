"""Other ways to claim units, measured beside `reserve`. The shop does not use them."""
