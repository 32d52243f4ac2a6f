"""The rules of a turn, one file per term of the field. ``turn.py`` declares their order.

Leaf functions take and give scalars, or write to a row that they are handed; phase functions apply them to
the tables of one run. Nothing here reads a file, a clock or a generator: chance enters as an argument.
"""
