"""KeyboardInterrupt: an exception that says by which signal the process ends."""

import atexit
import os
import signal
import sys
import threading

from kit import ending, event, program
from processes import Named, await_child, raised


class _Interrupt(KeyboardInterrupt):
    """One of the program's own."""


def _interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    event("goes-on")


def raised_by_hand(text=None):
    """Nobody has sent a signal: the exception alone is enough."""
    atexit.register(event, "atexit")
    print("printed")
    ending()
    try:
        raise KeyboardInterrupt(*([text] if text else []))
    finally:
        event("finally")


def default_int_handler():
    """What Python sets for SIGINT, called by hand."""
    try:
        signal.default_int_handler(signal.SIGINT, None)
    except KeyboardInterrupt:
        event("KeyboardInterrupt")


def subclass():
    """An exception that is one kind of KeyboardInterrupt."""
    ending()
    raise _Interrupt()


def caught(how):
    """Somebody catches it."""
    ending()
    try:
        _interrupt()
    except KeyboardInterrupt:
        event("caught")
        if how == "exit":
            sys.exit(130)
        if how == "again":
            raise
        if how == "other":
            raise ValueError("boom")
        if how == "exit from":
            raise SystemExit(3)


def not_an_exception():
    """`except Exception` is not meant for it."""
    ending()
    try:
        _interrupt()
    except Exception:
        event("caught")


def twice():
    """The second one comes while the first is dealt with."""
    ending()
    try:
        _interrupt()
    except KeyboardInterrupt:
        event("caught")
        _interrupt()
    finally:
        event("finally")


def in_a_thread():
    """One that is raised in another thread ends that thread."""
    thread = threading.Thread(target=_raise)
    thread.start()
    thread.join()
    event("goes-on")


def _raise():
    raise KeyboardInterrupt()


def sent_by_a_thread():
    """A thread sends the signal: the exception is the main thread's."""
    told = threading.Event()

    def body():
        os.kill(os.getpid(), signal.SIGINT)
        told.wait()
        event("thread-goes-on")

    thread = threading.Thread(target=body)
    ending()
    try:
        thread.start()
        while True:
            os.sched_yield()
    except KeyboardInterrupt:
        event("main")
    told.set()
    thread.join()


def in_an_exit_handler(by_signal):
    """It comes while exit handlers run."""
    atexit.register(event, "atexit:1")

    def second():
        event("atexit:2")
        if by_signal:
            _interrupt()
        else:
            _raise()

    atexit.register(Named(second))
    ending()


def in_a_child():
    """A forked child that nobody catches it in."""
    pid = os.fork()
    if pid == 0:
        _interrupt()
    await_child(pid)


def with_the_signal(what):
    """What SIGINT is set to when an exception ends the program."""
    if what == "ignored":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    elif what == "caught":
        signal.signal(signal.SIGINT, lambda number, frame: event("handler"))
    else:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    ending()
    raise KeyboardInterrupt()


def default_restored():
    """Without Python's handler SIGINT is a signal like others: nothing is cleaned up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    atexit.register(event, "atexit")
    ending()
    try:
        _interrupt()
    finally:
        event("finally")


def hook():
    """Somebody has replaced what tells of exceptions."""
    sys.excepthook = lambda kind, value, trace: event("hook:%s" % kind.__name__)
    ending()
    raise KeyboardInterrupt()


def in_a_generator():
    """It comes out of a generator like any other exception."""

    def numbers():
        try:
            yield 1
            _interrupt()
        finally:
            event("generator-closed")

    ending()
    for number in numbers():
        event("got:%d" % number)


def last_flush_fails():
    """What was printed cannot be written at the end."""
    print("printed")
    ending()
    raise KeyboardInterrupt()


_SCRIPT = "import os, signal; os.kill(os.getpid(), signal.SIGINT)\nwhile True: pass\n"


def started(how, options=()):
    """Programs that Python is given in other ways than as a file."""
    if how == "command":
        program("-c", _SCRIPT, options=options)
    if how == "input":
        here, there = os.pipe()
        os.write(there, _SCRIPT.encode())
        os.close(there)
        os.dup2(here, 0)
        program("-")
    with open("interrupted.py", "w") as file:
        file.write(_SCRIPT)
    if how == "module":
        program("-m", "interrupted")
    program("interrupted.py")


def as_an_import():
    """It comes while a module is imported."""
    with open("interrupted.py", "w") as file:
        file.write(_SCRIPT)
    sys.path.insert(0, ".")
    ending()
    import interrupted

    event(interrupted.__name__)


def invalid_argument():
    """signal.default_int_handler is to be called by Python only."""
    raised(signal.default_int_handler)
