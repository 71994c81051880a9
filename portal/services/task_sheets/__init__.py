"""Tables of tasks that come in from spreadsheets: kept, checked row by row, and written all at once.

`keeping` holds a sheet from the upload on, `ground` reads what its rows are checked against, `checking` says what is
wrong with each, `writing` makes drafts of them, `results` tells what became of it.
"""
