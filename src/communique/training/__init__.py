"""Programs that make the weights which the reader ships: `python -m communique.training WHAT …`."""
