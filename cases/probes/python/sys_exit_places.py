"""SystemExit on its way: through finally, with, generators, threads, handlers."""

import atexit
import contextlib
import gc
import os
import signal
import sys
import threading

from kit import child, ending, event, wait


def nested():
    """Every finally on the way runs, inner first."""

    def level(depth):
        try:
            if depth == 0:
                ending()
                sys.exit(7)
            level(depth - 1)
        finally:
            event("finally:%d" % depth)

    level(3)


def not_an_exception():
    """`except Exception` does not catch it."""
    try:
        ending()
        sys.exit(7)
    except Exception:
        event("caught")
    finally:
        event("finally")


def caught():
    """`except SystemExit` does, and the process goes on."""
    try:
        sys.exit(7)
    except SystemExit as error:
        event("code:%d" % error.code)
    event("after")
    ending()


def caught_by_bare_except():
    """So does a bare except: a common accident."""
    try:
        sys.exit(7)
    except:  # noqa: E722
        event("caught")
    ending()


def caught_and_raised_again():
    try:
        sys.exit(7)
    except SystemExit:
        event("caught")
        ending()
        raise


RETURN_IN_FINALLY = """
def run():
    try:
        sys.exit(7)
    finally:
        return "returned"
"""


def swallowed_by_return_in_finally():
    """return in finally drops what is on its way. (Compilers warn of it since 3.14, so it is compiled here alone.)"""
    import warnings

    names = {"sys": sys}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(RETURN_IN_FINALLY, names)
    event(names["run"]())
    ending()


def swallowed_by_with():
    """A context whose __exit__ returns true."""
    with contextlib.suppress(SystemExit):
        sys.exit(7)
    event("after")
    ending()


class Named:
    """A callable whose repr has no address in it, so that a message about it is always the same."""

    def __init__(self, name, function):
        self.name, self.function = name, function

    def __call__(self, *_):
        return self.function()

    def __repr__(self):
        return "<%s>" % self.name


class Context:
    def __init__(self, answer):
        self.answer = answer

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        event("exit:%s" % kind.__name__)
        return self.answer


def with_exit_that_returns(answer):
    """True swallows, anything false does not."""
    ending()
    with Context(answer):
        sys.exit(7)
    event("after")


def replaced_in_finally():
    """Another exception in finally takes its place."""
    try:
        sys.exit(7)
    finally:
        ending()
        raise ValueError("instead")


def replaces_an_exception():
    """And it takes the place of another: no traceback is printed."""
    try:
        raise ValueError("never told")
    except ValueError:
        ending()
        sys.exit(7)


def replaces_an_exit():
    """The later code counts."""
    try:
        sys.exit(7)
    finally:
        ending()
        sys.exit(8)


def in_generator():
    """Through a generator into its caller."""

    def numbers():
        try:
            yield 1
            sys.exit(7)
        finally:
            event("finally")

    ending()
    for number in numbers():
        event("got:%d" % number)


def in_generator_that_is_left():
    """A generator that waits at yield is closed while the frame is left."""

    def numbers():
        try:
            yield 1
        finally:
            event("closed")

    def run():
        for _ in numbers():
            sys.exit(7)

    ending()
    run()


def in_coroutine():
    import asyncio

    async def main():
        try:
            await asyncio.sleep(0)
            sys.exit(7)
        finally:
            event("finally")

    ending()
    asyncio.run(main())


def in_thread(code):
    """Only the thread ends, silently."""
    atexit.register(event, "atexit")

    def run():
        try:
            sys.exit(code)
        finally:
            event("finally")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    event("joined")
    ending()


def in_thread_not_joined():
    """The same when only the end of the interpreter waits for the thread."""
    go = threading.Event()

    def run():
        go.wait()
        event("thread")
        sys.exit(7)

    threading.Thread(target=run).start()
    ending()
    go.set()


def in_low_level_thread():
    """_thread.start_new_thread: silent as well."""
    import _thread

    done = threading.Event()

    def run():
        try:
            sys.exit(7)
        finally:
            done.set()

    _thread.start_new_thread(run, ())
    done.wait()
    event("done")
    ending()


def in_del():
    """Nobody could catch an exception from __del__: it is told and ignored."""

    def leave():
        event("del")
        sys.exit(7)

    class Last:
        __del__ = Named("del", leave)

    last = Last()
    del last
    gc.collect()
    event("after")
    ending()


def in_callback_of_weakref():
    """The same with a callback of a weak reference."""
    import weakref

    class Thing:
        pass

    def leave():
        event("callback")
        sys.exit(7)

    thing = Thing()
    reference = weakref.ref(thing, Named("callback", leave))
    del thing
    gc.collect()
    event("after" if reference() is None else "alive")
    ending()


def in_atexit_handler(before, code):
    """A handler that exits: the others run, the status is the one from before."""
    atexit.register(event, "first")

    def leave():
        event("last")
        sys.exit(code)

    atexit.register(Named("last", leave))
    ending()
    if before is not None:
        sys.exit(before)


def in_signal_handler():
    """Raised in the main thread, wherever it is."""

    def handler(*_):
        sys.exit(7)

    signal.signal(signal.SIGTERM, handler)
    try:
        ending()
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
    finally:
        event("finally")


def in_signal_handler_caught():
    """So it can be caught there."""

    def handler(*_):
        sys.exit(7)

    signal.signal(signal.SIGTERM, handler)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
    except SystemExit:
        event("caught")
    ending()


def in_excepthook():
    """The hook's own code instead of 1."""

    def hook(kind, *_):
        event(kind.__name__)
        sys.exit(9)

    sys.excepthook = hook
    ending()
    raise ValueError("told to the hook")


def excepthook_is_not_called():
    """SystemExit is not an uncaught exception to the hook."""
    sys.excepthook = lambda kind, *_: event(kind.__name__)
    ending()
    sys.exit(7)


def in_import():
    """While a module is imported."""
    with open("leaves.py", "w") as file:
        file.write("import sys\nsys.exit(7)\n")
    sys.path.insert(0, os.getcwd())
    ending()
    import leaves  # noqa: F401

    event("after")


def in_exec():
    ending()
    exec("import sys; sys.exit(7)")
    event("after")


def in_forked_child():
    """In a child it ends the child, with all that is inherited: handlers run in both."""
    atexit.register(event, "atexit")
    pid = os.fork()
    if pid == 0:
        sys.exit(7)
    event("child:" + wait(pid))
    ending()
    sys.exit(3)


def in_forked_child_behind_finally():
    """In a child that was forked inside try, the finally runs twice."""
    ending()
    try:
        pid = os.fork()
        if pid == 0:
            sys.exit(7)
        event("child:" + wait(pid))
    finally:
        event("finally")


def in_forked_child_overtaken():
    """An os._exit in a finally on the way overtakes it."""
    event("child:" + wait(child(lambda: sys.exit(7))))
    ending()


def beside_threads():
    """A thread that is no daemon is waited for after sys.exit."""
    go = threading.Event()

    def run():
        go.wait()
        event("thread")

    threading.Thread(target=run).start()
    atexit.register(event, "atexit")
    go.set()
    ending()
    sys.exit(7)


def beside_daemon():
    """A daemon is not."""
    never = threading.Event()
    threading.Thread(target=never.wait, daemon=True).start()
    atexit.register(event, "atexit")
    ending()
    sys.exit(7)


def stack_of_contexts():
    """Contexts are left in reverse order, handlers come after them."""
    atexit.register(event, "atexit")
    ending()
    with contextlib.ExitStack() as stack:
        for number in (1, 2, 3):
            stack.callback(event, "context:%d" % number)
        sys.exit(7)
