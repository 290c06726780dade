"""sys.exit and SystemExit: what is given, and what becomes of it."""

import sys

from kit import again, ending


def given(*arguments):
    """What becomes of the argument."""
    ending()
    sys.exit(*arguments)


def raised(error):
    """SystemExit without sys.exit."""
    ending()
    raise error


def code_changed(first, second):
    """The attribute decides, not what it was made from."""
    error = SystemExit(first)
    error.code = second
    ending()
    raise error


def args_changed():
    """args is not looked at."""
    error = SystemExit(3)
    error.args = (4,)
    ending()
    raise error


class Own(SystemExit):
    """A subclass that knows its code."""

    def __init__(self):
        super().__init__("own")
        self.code = 5


class NoCode(SystemExit):
    """A subclass that hides the code."""

    code = None


class Number(int):
    """An integer of its own type."""

    def __str__(self):
        return "number"


class Index:
    """What stands for an integer, but is none."""

    def __index__(self):
        return 7

    def __str__(self):
        return "index"


class Angry:
    """Cannot be printed."""

    def __str__(self):
        raise ValueError("cannot be printed")


def by_site(name, *arguments):
    """exit and quit, which module site adds."""
    ending()
    getattr(__import__("builtins"), name)(*arguments)


def there_is(name):
    """Whether the name is there: without site it is not."""
    ending()
    eval(name)(7)


def without_site(name):
    again("there_is(%r)" % name, "-S")


def with_stderr(stream, argument):
    """What cannot be printed changes nothing about the code."""
    sys.stderr = stream
    ending()
    sys.exit(argument)


class Broken:
    """A stderr that fails."""

    def write(self, _):
        raise OSError("broken")

    def flush(self):
        pass


def part_of_a_line():
    """stdout is flushed; the message goes to stderr."""
    print("printed", end="")
    ending()
    sys.exit("message")
