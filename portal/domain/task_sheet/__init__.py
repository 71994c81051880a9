"""Tables of tasks as offices keep them in spreadsheets: which column is which, and what the rows mean.

`grid` is what a file holds, `headings` and `layout` recognise the columns, `rows` reads a line, `outline` finds what
lies below what, `fingerprint` tells a row that is there already. Everything that was recognised can be corrected.
"""
