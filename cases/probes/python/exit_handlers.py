"""atexit: what was registered is called at the end, and what goes wrong in it."""

import atexit
import os
import signal
import sys
import threading

from kit import ending, event


def last_in_first_out():
    for name in ("a", "b", "c"):
        atexit.register(event, "atexit:" + name)
    ending()


def arguments():
    """Those that were given on registration are passed, by place and by name."""

    def handler(*places, **names):
        event("places:%s" % ",".join(places))
        event("names:%s" % ",".join("%s=%s" % pair for pair in sorted(names.items())))

    atexit.register(handler, "a", "b", c="d", e="f")
    ending()


def decorator():
    """What register returns is the function."""

    @atexit.register
    def handler():
        event("atexit")

    handler()
    ending()


def same_function():
    """One function several times, once for each."""
    for name in ("a", "a", "b"):
        atexit.register(event, "atexit:" + name)
    ending()


def many(number):
    for _ in range(number):
        atexit.register(event, "atexit")
    ending()


def bound_method():
    """A handler keeps what it needs alive."""

    class Owner:
        def handler(self):
            event("atexit")

    atexit.register(Owner().handler)
    ending()


def returned_value():
    """What a handler returns is of no interest."""
    atexit.register(lambda: 7)
    ending()


def not_callable():
    """It is refused on registration."""
    try:
        atexit.register("text")
    except TypeError:
        event("TypeError")
    ending()


def unregister():
    def handler(name):
        event("atexit:" + name)

    def other():
        event("atexit:other")

    atexit.register(handler, "a")
    atexit.register(other)
    atexit.register(handler, "b")
    atexit.unregister(handler)
    ending()


def unregister_unknown():
    atexit.register(event, "atexit")
    atexit.unregister(len)
    ending()


def unregister_equal():
    """An equal one will do: a bound method is made anew each time it is asked for."""

    class Owner:
        def handler(self):
            event("atexit")

    owner = Owner()
    atexit.register(owner.handler)
    atexit.unregister(owner.handler)
    ending()


def register_again():
    """What was unregistered may be registered anew, and is then the last one in."""

    def handler():
        event("atexit:again")

    atexit.register(handler)
    atexit.register(event, "atexit:other")
    atexit.unregister(handler)
    atexit.register(handler)
    ending()


def _boom(text="boom"):
    event("raises")
    raise ValueError(text)


def exception():
    """The others are called all the same."""
    atexit.register(event, "atexit:first")
    atexit.register(_boom)
    atexit.register(event, "atexit:last")
    ending()


def exception_after_exit(code):
    atexit.register(_boom)
    ending()
    sys.exit(code)


def exceptions():
    atexit.register(_boom, "one")
    atexit.register(_boom, "two")
    ending()


def exception_to_hook():
    """Since CPython 3.10 the hook for what cannot be raised gets it."""
    sys.unraisablehook = lambda unraisable: event("hook:" + unraisable.exc_type.__name__)
    atexit.register(_boom)
    ending()


def system_exit(code):
    def handler():
        event("raises")
        sys.exit(code)

    atexit.register(event, "atexit:first")
    atexit.register(handler)
    ending()


def keyboard_interrupt():
    def handler():
        event("raises")
        raise KeyboardInterrupt

    atexit.register(event, "atexit:first")
    atexit.register(handler)
    ending()


def os_exit(code):
    """The rest is not called."""
    atexit.register(event, "atexit:first")
    atexit.register(os._exit, code)
    atexit.register(event, "atexit:last")
    sys.stdout.write("printed before\n")
    ending()


def os_exit_after_print(code):
    """Nothing is flushed."""

    def handler():
        sys.stdout.write("by the handler\n")
        os._exit(code)

    atexit.register(handler)
    ending()


def killed(name):
    atexit.register(event, "atexit:first")
    atexit.register(os.kill, os.getpid(), getattr(signal, name))
    atexit.register(event, "atexit:last")
    ending()


def registers():
    """A handler registers another one."""

    def handler():
        event("atexit")
        atexit.register(event, "nested")

    atexit.register(event, "atexit:first")
    atexit.register(handler)
    ending()


def unregisters():
    """A handler unregisters one whose turn is still to come."""

    def other():
        event("atexit:other")

    def handler():
        event("atexit")
        atexit.unregister(other)

    atexit.register(other)
    atexit.register(handler)
    ending()


def prints():
    """The last flush comes after the handlers."""
    atexit.register(sys.stdout.write, "by the handler\n")
    sys.stdout.write("by the program\n")
    ending()


def after_traceback():
    """The traceback of what ends the program comes before the handlers."""
    atexit.register(sys.stderr.write, "by the handler\n")
    ending()
    raise ValueError("boom")


def whole_interpreter():
    """Modules can still be imported, and the program's own names are there."""

    def handler():
        import colorsys

        event("imported:" + colorsys.__name__)
        event("finalizing:%s" % sys.is_finalizing())
        event("names:%s" % (threading is not None))

    atexit.register(handler)
    ending()


def run_now():
    """atexit._run_exitfuncs calls them at once, and then there are none."""
    atexit.register(event, "atexit")
    atexit._run_exitfuncs()
    event("after")
    ending()


def run_now_exception():
    atexit.register(_boom)
    try:
        atexit._run_exitfuncs()
        event("returned")
    except ValueError:
        event("raised")
    ending()


def clear():
    """atexit._clear forgets them."""
    atexit.register(event, "atexit")
    atexit._clear()
    ending()
