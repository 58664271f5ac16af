"""The command line's pure half: it reads files and writes text, and needs neither Django nor a database.

Exit status: 0 nothing to see to; 1 findings or problems; 2 the command was not used rightly.
"""
