"""The version of the API, which is not that of the program: it follows what its users see."""

VERSION = "1.2.0"
