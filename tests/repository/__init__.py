"""The repository itself: style, types, packaging, links, and nothing in it that belongs to one machine."""
