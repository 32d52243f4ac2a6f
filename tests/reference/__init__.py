"""Reference – fills the generated tables of the documentation from the data and the code: ``make docs``."""
