"""Spreadsheets and Word files in and out.

``columns`` reads off the models what sheets there are; ``cells`` says how a value stands in a
cell; ``rows`` puts data into rows and back; ``workbook`` and ``delimited`` know the formats of
files, ``guard`` what of a file is too dangerous to read.
"""
