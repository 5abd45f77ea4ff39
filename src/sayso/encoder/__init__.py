"""Text to tags and vectors: the only room that runs the network."""
