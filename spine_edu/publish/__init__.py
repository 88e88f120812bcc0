"""What leaves the notebooks' source: executed canonical notebooks today; pages, slides and decks when they come."""
