"""The codes of sysexits.h that os knows: their numbers, and that they are codes like others."""

import os

from kit import ending, event


def code(name):
    """Tells the number, and ends with it; a name that is not there is told, and the code is 0."""
    number = getattr(os, name, None)
    event("%s:%s" % (name, "undefined" if number is None else number))
    ending()
    os._exit(number or 0)
