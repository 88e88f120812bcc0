"""The files as CMS publishes them: which are wanted (`downloads`), and a module for each layout that knows none of our tables."""
