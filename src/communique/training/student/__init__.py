"""Training of the reader's own net, a small convolutional one with a head for each task."""
