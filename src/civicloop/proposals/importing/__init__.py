"""Import proposals and discussions of other platforms: any CSV with a mapping, and Decide Madrid.

reading: a CSV file as rows with line numbers · mapping: which column is which field, from a TOML file ·
convert: a row as what the room stores, or the cause why not · run: the importers `civicloop import` knows.
What is stored is written by `civicloop.proposals.actions.imported`.
"""
