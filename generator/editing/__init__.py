"""The editor's workshop: find words, write and rename records, compare two states of a dossier.

In: a dossier or its files. Out: text to paste, files to write, changes in facts. Nothing here is
on the way from the YAML to the site; only `assembly` imports it, to keep editors' schemas fresh.
"""
