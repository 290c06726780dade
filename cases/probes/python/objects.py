"""Objects at the end: context managers, finalizers, generators, and what is left to the garbage collector."""

import atexit
import contextlib
import gc
import os
import signal
import sys
import weakref

from kit import ending, event

# What a module keeps to the end.
kept = []


class _Told:
    """Tells of its deletion."""

    def __init__(self, name):
        self.name = name

    def __del__(self):
        event("del:" + self.name)


@contextlib.contextmanager
def _manager():
    event("enter")
    try:
        yield
    finally:
        event("exit")


def _finish(how, argument=None):
    """Ends in this way, in the midst of something."""
    ending()
    if how == "sys_exit":
        sys.exit(argument)
    if how == "exception":
        raise ValueError("boom")
    if how == "os_exit":
        os._exit(argument)
    if how == "signal":
        os.kill(os.getpid(), getattr(signal, argument))
        signal.pause()


def with_(how, argument=None):
    with _manager():
        _finish(how, argument)


def exit_stack(how, argument=None):
    """What was pushed is called in reverse."""
    with contextlib.ExitStack() as stack:
        for name in ("a", "b"):
            stack.callback(event, "callback:" + name)
        _finish(how, argument)


def exit_swallows():
    """An __exit__ that returns true takes SystemExit away."""
    with contextlib.suppress(SystemExit):
        sys.exit(3)
    event("after")
    ending()


def exit_replaces(code):
    """An exception in __exit__ takes the place of SystemExit."""

    class Manager:
        def __enter__(self):
            pass

        def __exit__(self, *error):
            event("exit:" + error[0].__name__)
            raise ValueError("boom")

    ending()
    with Manager():
        sys.exit(code)


def del_global():
    """An object that the main module holds."""
    sys.modules["__main__"].held = _Told("global")
    ending()


def del_of_module():
    """An object that another module holds."""
    kept.append(_Told("module"))
    ending()


def del_local():
    """A local object, when its function returns."""

    def function():
        held = _Told("local")
        event("function:" + held.name)

    function()
    event("returned")
    ending()


def del_cycle(collect):
    """An object that refers to itself."""
    gc.disable()
    told = _Told("cycle")
    told.itself = told
    sys.modules["__main__"].held = told
    del told
    if collect:
        del sys.modules["__main__"].held
        gc.collect()
        event("collected")
    ending()


def del_at(how, argument=None):
    sys.modules["__main__"].held = _Told("global")
    _finish(how, argument)


def del_of_frame(code):
    """A local object of a function that sys.exit leaves."""

    def function():
        held = _Told("local")
        event("function:" + held.name)
        ending()
        sys.exit(code)

    function()


def del_after_handlers():
    """The handlers of atexit come first."""
    atexit.register(event, "atexit")
    sys.modules["__main__"].held = _Told("global")
    ending()


def del_raises():
    """What is raised in it goes to sys.unraisablehook."""

    class Raises:
        def __del__(self):
            raise ValueError("boom")

    sys.unraisablehook = lambda unraisable: event("hook:" + unraisable.exc_type.__name__)
    raises = Raises()
    del raises
    gc.collect()
    event("after")
    ending()


def del_exits(code):
    """So does SystemExit: it does not end the process."""

    class Exits:
        def __del__(self):
            sys.exit(code)

    sys.unraisablehook = lambda unraisable: event("hook:" + unraisable.exc_type.__name__)
    exits = Exits()
    del exits
    gc.collect()
    event("after")
    ending()


def del_os_exit(code):
    """os._exit in it ends the process, with a code that nobody else chose."""

    class Exits:
        def __del__(self):
            os._exit(code)

    sys.modules["__main__"].held = Exits()
    ending()


def del_prints():
    class Prints:
        def __del__(self):
            print("by the object")

    sys.modules["__main__"].held = Prints()
    print("by the program")
    ending()


def finalize_at(how, argument=None):
    """weakref.finalize is called at the end, if the object still is."""
    kept.append(_Held())
    weakref.finalize(kept[-1], event, "finalize")
    _finish(how, argument)


class _Held:
    """Something that a weak reference can be made to."""


def finalize_order():
    """In reverse order of creation."""
    for name in ("a", "b", "c"):
        kept.append(_Held())
        weakref.finalize(kept[-1], event, "finalize:" + name)
    ending()


def finalize_not_at_exit():
    kept.append(_Held())
    weakref.finalize(kept[-1], event, "finalize").atexit = False
    ending()


def finalize_detached():
    kept.append(_Held())
    weakref.finalize(kept[-1], event, "finalize").detach()
    ending()


def finalize_called():
    """What was called is called no more."""
    kept.append(_Held())
    weakref.finalize(kept[-1], event, "finalize")()
    event("called")
    ending()


def finalize_collected():
    """It is called when the object goes."""
    held = _Held()
    weakref.finalize(held, event, "finalize")
    del held
    gc.collect()
    event("collected")
    ending()


def finalize_and_handlers():
    """All finalizers are called by one handler, which is registered with the first of them."""
    atexit.register(event, "atexit:before")
    for name in ("a", "b"):
        kept.append(_Held())
        weakref.finalize(kept[-1], event, "finalize:" + name)
        atexit.register(event, "atexit:after-" + name)
    ending()


def finalize_raises():
    """The others are called all the same, and the exit code stays."""

    def boom():
        raise ValueError("boom")

    for call in (lambda: event("finalize:a"), boom, lambda: event("finalize:c")):
        kept.append(_Held())
        weakref.finalize(kept[-1], call)
    ending()


def weakref_callback():
    """The callback of a weak reference to what the main module holds."""
    main = sys.modules["__main__"]
    main.held = _Held()
    kept.append(weakref.ref(main.held, lambda reference: event("callback")))
    ending()


def weakref_callback_gone():
    """One whose reference goes before its object is not called."""
    held = _Held()
    reference = weakref.ref(held, lambda reference: event("callback"))
    del reference
    gc.collect()
    del held
    gc.collect()
    ending()


def _numbers():
    try:
        yield 1
        yield 2
    finally:
        event("finally")


def generator_global():
    """A generator that is left in the midst, and that the main module holds."""
    main = sys.modules["__main__"]
    main.held = _numbers()
    event("number:%d" % next(main.held))
    ending()


def generator_local():
    """One that nobody holds any more."""

    def function():
        for number in _numbers():
            event("number:%d" % number)
            break

    function()
    event("returned")
    ending()


def generator_closed():
    """One that is closed."""
    with contextlib.closing(_numbers()) as numbers:
        event("number:%d" % next(numbers))
    event("closed")
    ending()


def generator_not_begun():
    """One that has not begun has nothing to do at its end."""
    main = sys.modules["__main__"]
    main.held = _numbers()
    ending()


def generator_at_os_exit(code):
    main = sys.modules["__main__"]
    main.held = _numbers()
    next(main.held)
    ending()
    os._exit(code)


def modules_in_del():
    """What a __del__ at the end still finds: the globals of its own module."""

    class Looks:
        def __del__(self):
            event("event:%s" % (sys is not None))

    sys.modules["__main__"].held = Looks()
    ending()
