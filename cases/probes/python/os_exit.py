"""os._exit: the process ends at once."""

import atexit
import os
import sys

from kit import ending, event


def code(number):
    """What becomes of the number."""
    ending()
    os._exit(number)


def handler_is_skipped():
    """Nothing that was registered for the end is called."""
    atexit.register(event, "atexit")
    ending()
    os._exit(7)


def printed_before(text, number):
    """What was printed and is still in the buffer."""
    sys.stdout.write(text)
    ending()
    os._exit(number)
