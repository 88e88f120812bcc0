"""The turn of the year: official files in, `data/codes/` out, and a list of all that the change touches.

`edition` says what is built, `downloads` finds the files; `order`, `addenda`, `pcs_tables`, `table5`, `manual`, `appendices`,
`conversion` and `gems` read one official layout each, `decisions` what a person adds. `calendar`, `procedures`, `classes` and
`diagnoses` make our tables of them (`lists` knows what the manual calls its lists, `ours` and `packed` how our tables are
written), `build` calls them all; `changes` compares, `touched` looks for mentions, `answers` asks the engine, `report` tells.
See docs/turning-the-year.md.
"""
