"""How a reading looks: to a terminal, a notebook, a data frame. Nothing here reads; it only shows."""
