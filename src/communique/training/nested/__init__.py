"""Training of the accurate model of nested entities."""
