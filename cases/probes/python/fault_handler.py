"""os.abort, faults, and the module faulthandler: deaths that Python has no say in."""

import atexit
import faulthandler
import os
import signal
import sys
import tempfile

from kit import again, child, ending, event
from processes import await_child


def abort():
    """os.abort, with all that an ending could take care of."""
    atexit.register(event, "atexit")
    print("printed")
    ending()
    try:
        os.abort()
    finally:
        event("finally")


def abort_plain():
    """os.abort and nothing else."""
    ending()
    os.abort()


def abort_with(what):
    """os.abort where SIGABRT is caught, ignored or blocked."""
    if what == "handler":
        signal.signal(signal.SIGABRT, lambda number, frame: event("handler"))
    elif what == "ignored":
        signal.signal(signal.SIGABRT, signal.SIG_IGN)
    else:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGABRT])
    ending()
    os.abort()


def sigabrt_with_a_handler():
    """The signal alone is caught like others."""
    signal.signal(signal.SIGABRT, lambda number, frame: event("handler"))
    os.kill(os.getpid(), signal.SIGABRT)
    event("goes-on")


def abort_in_a_child():
    """The parent of a process that aborts."""
    await_child(child(os.abort))


def enabled(name):
    """A signal that faulthandler looks after: it tells where the program was, and lets it die."""
    faulthandler.enable()
    atexit.register(event, "atexit")
    number = getattr(signal, name)
    ending()
    os.kill(os.getpid(), number)
    event("goes-on")


def enabled_and_abort():
    """os.abort with faulthandler."""
    faulthandler.enable()
    ending()
    os.abort()


def disabled(name):
    """After faulthandler.disable all is as before."""
    faulthandler.enable()
    faulthandler.disable()
    ending()
    os.kill(os.getpid(), getattr(signal, name))


def into_a_file(name):
    """What faulthandler tells goes where it is told to."""
    file = tempfile.TemporaryFile()
    pid = os.fork()
    if pid == 0:
        faulthandler.enable(file)
        os.kill(os.getpid(), getattr(signal, name))
    await_child(pid)
    file.seek(0)
    event("told:%s" % (b"Fatal Python error" in file.read()))


def caught_after_enabling(name):
    """A handler of the program's own, set later, takes the place of faulthandler's."""
    faulthandler.enable()
    signal.signal(getattr(signal, name), lambda number, frame: event("handler"))
    os.kill(os.getpid(), getattr(signal, name))
    event("goes-on")


def _read_from_nowhere():
    import ctypes

    ctypes.string_at(1)


def read_from_nowhere(enable):
    """A fault that is none of Python's: an address that is not there is read."""
    if enable:
        faulthandler.enable()
    atexit.register(event, "atexit")
    ending()
    _read_from_nowhere()


def fault_in_a_child():
    """The parent of a process that reads from nowhere."""
    await_child(child(_read_from_nowhere))


def _is_enabled():
    event("enabled:%s" % faulthandler.is_enabled())


def at_start(*options, **environment):
    """Who has it enabled from the start."""
    again("_is_enabled()", *options, env=environment)


def told_by_option(name):
    """The option is all that is needed."""
    again('kill("%s")' % name, "-X", "faulthandler")


def kill(name):
    """The process sends itself a signal."""
    ending()
    os.kill(os.getpid(), getattr(signal, name))


def _wait_for_ever():
    here, _ = os.pipe()
    os.read(here, 1)


def later_and_exit():
    """A program that hangs, and a time after which it is to be told where, and to be ended."""
    atexit.register(event, "atexit")
    print("printed")
    faulthandler.dump_traceback_later(0.05, exit=True)
    ending()
    try:
        _wait_for_ever()
    finally:
        event("finally")


def later_and_go_on():
    """The same without the end: the program goes on."""
    here, there = os.pipe()
    faulthandler.dump_traceback_later(0.05, file=there)
    event("told:%s" % (b"Timeout" in os.read(here, 1000)))


def later_cancelled():
    """What was to happen later does not."""
    faulthandler.dump_traceback_later(1000, exit=True)
    faulthandler.cancel_dump_traceback_later()
    event("goes-on")


def later_and_earlier_end():
    """A program that ends before the time is over."""
    faulthandler.dump_traceback_later(1000, exit=True)
    ending()
    sys.exit(7)


def registered(chain):
    """A signal that makes the program tell where it is; with chain it does what it did before as well."""
    faulthandler.register(signal.SIGUSR1, chain=chain)
    ending()
    os.kill(os.getpid(), signal.SIGUSR1)
    event("goes-on")


def unregistered():
    """A signal that does so no longer."""
    faulthandler.register(signal.SIGUSR1)
    event("was-registered:%s" % faulthandler.unregister(signal.SIGUSR1))
    event("was-registered:%s" % faulthandler.unregister(signal.SIGUSR1))
    ending()
    os.kill(os.getpid(), signal.SIGUSR1)


def kept_by_fork(name):
    """A forked child has it enabled as well."""
    file = tempfile.TemporaryFile()
    faulthandler.enable(file)
    await_child(child(lambda: os.kill(os.getpid(), getattr(signal, name))))
    file.seek(0)
    event("told:%s" % (b"Fatal Python error: Segmentation fault" in file.read()))


def dropped_by_exec(name):
    """A program that is executed has not."""
    faulthandler.enable()
    ending()
    os.execvp("sh", ["sh", "-c", "kill -%s $$" % name[3:]])
