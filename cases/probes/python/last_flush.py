"""The flush of stdout at the end of the interpreter, and its failing."""

import os
import signal
import sys

from kit import again, ending, event


def after(how):
    """Text is in the buffer, and then the ending comes."""
    print("text")
    ending()
    if how == "sys_exit":
        sys.exit(7)
    if how == "sys_exit_0":
        sys.exit(0)
    if how == "sys_exit_text":
        sys.exit("a message")
    if how == "exception":
        raise ValueError("boom")
    if how == "os_exit":
        os._exit(7)


def _unbuffered():
    ending()
    print("text")


def unbuffered():
    """-u: the write fails at once, and nothing is left to flush."""
    again("_unbuffered()", "-u")


def nothing_to_flush():
    """An empty buffer cannot fail."""
    ending()
    sys.exit(7)


def printed_and_flushed():
    """The program's own flush fails first, as an exception."""
    ending()
    print("text", flush=True)


def flush_is_caught():
    """The text is still there, so the last flush fails as well."""
    print("text")
    try:
        sys.stdout.flush()
    except OSError as error:
        event(type(error).__name__)
    ending()


def close_is_caught():
    """A closed stream is not flushed again."""
    print("text")
    try:
        sys.stdout.close()
    except OSError as error:
        event(type(error).__name__)
    ending()


def as_the_manual_says():
    """The recipe for a reader that is gone: stdout becomes the null device before the end."""
    try:
        print("text", flush=True)
    except BrokenPipeError:
        event("BrokenPipeError")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ending()
        sys.exit(1)


def with_sigpipe():
    """SIGPIPE as other programs have it."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    print("text")
    ending()


def descriptor_closed(text):
    """The descriptor below is closed by the program."""
    print(text, end="")
    os.close(1)
    ending()


def is_none():
    """What sys.stdout is at the start."""
    event("none" if sys.stdout is None else "there")
    event("none" if sys.__stdout__ is None else "there")
    print("nowhere")
    ending()


def set_to_none():
    """Text is in the stream that sys.stdout was."""
    print("text")
    sys.stdout = None
    print("nowhere")
    ending()


def closed():
    """sys.stdout.close() by the program."""
    print("text")
    sys.stdout.close()
    ending()


def printed_when_closed():
    sys.stdout.close()
    ending()
    print("text")


class Stream:
    """A stdout of the program's own."""

    def __init__(self, error=None, is_closed=False):
        self.error, self.closed = error, is_closed

    def __repr__(self):
        return "<own>"

    def write(self, text):
        return len(text)

    def flush(self):
        event("flush")
        if self.error:
            raise self.error


class NoFlush:
    """Not much of a stream."""

    def __repr__(self):
        return "<own>"

    def write(self, text):
        return len(text)


def replaced(stream, name="stdout"):
    setattr(sys, name, stream)
    ending()


def own_file_fails():
    """A file object that nobody closed, on a full device."""
    globals()["_own"] = open("/dev/full", "w")
    _own.write("text")  # noqa: F821
    ending()


def own_file_fails_in_with():
    """The same, closed by `with`: an exception like any other."""
    ending()
    with open("/dev/full", "w") as own:
        own.write("text")
