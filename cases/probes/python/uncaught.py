"""An exception that nobody catches."""

import atexit
import os
import sys
import threading

from kit import ending, event


class Own(Exception):
    """An exception of the program."""


class OwnBase(BaseException):
    """One that `except Exception` lets through."""


class Unprintable(Exception):
    """One that cannot be printed."""

    def __str__(self):
        raise ValueError("no text")


def raised(error):
    ending()
    raise error


def executed(text):
    """What raises by itself."""
    ending()
    exec(text, {})


def after_text():
    """What was printed before."""
    print("printed")
    ending()
    raise ValueError("boom")


def after_part_of_a_line():
    print("printed", end="")
    ending()
    raise ValueError("boom")


def with_handlers():
    """Handlers run after the traceback."""
    hook = sys.excepthook

    def told(*arguments):
        event("hook")
        hook(*arguments)

    sys.excepthook = told
    atexit.register(event, "atexit")
    ending()
    raise ValueError("boom")


def through_finally_and_with():
    """The way out is the same as for any exception."""

    class Context:
        def __enter__(self):
            event("enter")

        def __exit__(self, kind, *_):
            event("exit:" + kind.__name__)

    ending()
    try:
        with Context():
            raise ValueError("boom")
    finally:
        event("finally")


def beside_a_thread():
    """A thread that is no daemon is waited for all the same."""

    go = threading.Event()

    def run():
        go.wait()
        event("thread")

    def hook(*_):
        event("hook")
        go.set()

    sys.excepthook = hook
    threading.Thread(target=run).start()
    ending()
    raise ValueError("boom")


def chained(kind):
    """Cause and context are told first."""
    ending()
    try:
        raise KeyError("first")
    except KeyError as error:
        if kind == "cause":
            raise ValueError("second") from error
        if kind == "none":
            raise ValueError("second") from None
        raise ValueError("second")


def of_two():
    """An exception group."""
    group = eval("ExceptionGroup")
    ending()
    raise group("both", [ValueError("one"), TypeError("two")])


def with_note():
    error = ValueError("boom")
    getattr(error, "add_note")("a note")
    ending()
    raise error


def hook_replaced():
    """The hook decides what is told, not what the code is."""
    sys.excepthook = lambda kind, error, trace: event("%s:%s" % (kind.__name__, error))
    ending()
    raise ValueError("boom")


def hook_raises():
    """Both are told."""

    def hook(*_):
        raise TypeError("in the hook")

    sys.excepthook = hook
    ending()
    raise ValueError("boom")


def hook_is_none():
    sys.excepthook = None
    ending()
    raise ValueError("boom")


def hook_is_deleted():
    del sys.excepthook
    ending()
    raise ValueError("boom")


def hook_ends_at_once():
    sys.excepthook = lambda *_: os._exit(3)
    ending()
    raise ValueError("boom")


def without_traceback():
    """sys.tracebacklimit."""
    sys.tracebacklimit = 0
    ending()
    raise ValueError("boom")


def without_stderr():
    sys.stderr = None
    ending()
    raise ValueError("boom")


class Closer:
    """Raises when it is deleted."""

    def __init__(self, error):
        self.error = error

    def __del__(self):
        raise self.error


def unraisable(hook):
    """An exception where nobody can catch one."""
    sys.unraisablehook = hook or sys.unraisablehook
    closer = Closer(ValueError("boom"))
    del closer
    import gc

    gc.collect()
    event("after")
    ending()


def unraisable_told():
    unraisable(lambda told: event("%s:%s" % (told.exc_type.__name__, told.exc_value)))


def unraisable_hook_raises():
    def hook(_):
        raise TypeError("in the hook")

    class Named:
        def __call__(self, told):
            hook(told)

        def __repr__(self):
            return "<hook>"

    unraisable(Named())
