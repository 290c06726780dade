"""os._exit: the process ends at once, wherever it is called."""

import asyncio
import atexit
import contextlib
import os
import signal
import sys
import threading
import weakref

from kit import child, ending, event, wait


def code(number):
    """What becomes of the number."""
    ending()
    os._exit(number)


class Index:
    """What stands for a number, and for an index."""

    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


def no_code():
    """A status is not optional."""
    ending()
    os._exit()


def refused_and_caught(number):
    """An argument that is none raises; the process goes on."""
    try:
        os._exit(number)
    except (TypeError, OverflowError) as error:
        event(type(error).__name__)
    ending()


class Witness:
    """Tells that it was left, or that it was deleted."""

    def __enter__(self):
        event("enter")
        return self

    def __exit__(self, *_):
        event("exit")

    def __del__(self):
        event("del")


def handler_is_skipped():
    """Nothing that was registered for the end is called."""
    atexit.register(event, "atexit")
    ending()
    os._exit(7)


def finalizers_are_skipped():
    """Neither __del__ of what is alive, nor a finalizer of weakref."""
    witness = Witness()
    weakref.finalize(witness, event, "finalize")
    ending()
    os._exit(7)


def in_try():
    """finally, code after the call, and any except."""
    try:
        ending()
        os._exit(7)
        event("after")
    except BaseException:
        event("caught")
    else:
        event("else")
    finally:
        event("finally")
    event("behind")


def in_except():
    """While an exception is handled."""
    try:
        raise ValueError("first")
    except ValueError:
        ending()
        os._exit(7)
    finally:
        event("finally")


def in_finally():
    """While an exception is on its way out: it is never heard of."""
    try:
        raise ValueError("never told")
    finally:
        ending()
        os._exit(7)


def in_with():
    """Inside a context."""
    with Witness():
        ending()
        os._exit(7)


def in_exit_of_with():
    """From __exit__ itself, after an exception."""
    with contextlib.ExitStack() as stack:
        stack.callback(event, "outer")
        stack.callback(os._exit, 7)
        ending()
        raise ValueError("never told")


def in_generator():
    """From a generator that is cleaned up otherwise."""

    def numbers():
        try:
            yield 1
            ending()
            os._exit(7)
        finally:
            event("finally")

    for number in numbers():
        event("got:%d" % number)


def in_coroutine():
    """From a coroutine; the loop is not closed, the other task is not cancelled."""

    async def other():
        try:
            await asyncio.sleep(3600)
        finally:
            event("cancelled")

    async def main():
        asyncio.ensure_future(other())
        await asyncio.sleep(0)
        try:
            ending()
            os._exit(7)
        finally:
            event("finally")

    asyncio.run(main())


def in_nested_functions():
    """Through several callers that would like to know."""

    def level(depth):
        try:
            if depth == 0:
                ending()
                os._exit(7)
            level(depth - 1)
        finally:
            event("finally:%d" % depth)

    level(5)


def in_atexit_handler():
    """A handler cuts short those that were registered before it, and changes the status."""
    atexit.register(event, "first")

    def last():
        event("last")
        os._exit(9)

    atexit.register(last)
    ending()
    sys.exit(3)


def in_del():
    """From a destructor that runs now."""

    class Last:
        def __del__(self):
            event("del")
            os._exit(7)

    last = Last()
    ending()
    del last
    import gc

    gc.collect()
    event("after")


def in_excepthook():
    """The hook for an exception that nobody caught."""

    def hook(kind, *_):
        event(kind.__name__)
        os._exit(9)

    sys.excepthook = hook
    ending()
    raise ValueError("never told")


def in_handler_of(name):
    """A signal's handler: an exit with a code, no end by the signal."""
    number = getattr(signal, name)

    def handler(caught, _):
        event(signal.Signals(caught).name)
        os._exit(1)

    signal.signal(number, handler)
    try:
        ending()
        os.kill(os.getpid(), number)
        signal.pause()
    finally:
        event("finally")


def in_handler_during_lock():
    """The handler interrupts a thread that holds a lock of Python's own; nobody waits for it."""
    lock = threading.Lock()
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1))
    with lock:
        ending()
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()


def in_handler_during_print():
    """The handler interrupts the main thread between two texts; both are lost."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(1))
    sys.stdout.write("one\n")
    ending()
    os.kill(os.getpid(), signal.SIGTERM)
    signal.pause()


def in_thread():
    """A thread ends the whole process, whatever the main thread does."""
    atexit.register(event, "atexit")

    def run():
        ending()
        os._exit(7)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        thread.join()
    finally:
        event("main")


def beside_threads():
    """Threads that never end, daemon or not, are not waited for."""
    never = threading.Event()
    for daemon in (True, False):
        threading.Thread(target=never.wait, daemon=daemon).start()
    ending()
    os._exit(7)


def in_forked_child():
    """Only the child ends; handlers run once, in the parent."""
    atexit.register(event, "atexit")
    ended = wait(child(lambda: os._exit(7)))
    event("child:" + ended)
    ending()
    sys.exit(3)


def in_forked_child_of_with():
    """The parent's contexts are left once."""
    with Witness():
        ended = wait(child(lambda: os._exit(7)))
        event("child:" + ended)
        ending()
