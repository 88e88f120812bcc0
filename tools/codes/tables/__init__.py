"""Our tables of data/codes, and how each is turned: what an edition changes, with what a person decided where no file tells."""
