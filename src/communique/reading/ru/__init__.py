"""The Russian reader. `stages` lists its stages in order; importing the package alone loads nothing."""
