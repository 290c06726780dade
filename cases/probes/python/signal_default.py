"""What a signal does to a Python program that has said nothing about it."""

import os
import resource
import signal

from kit import again, ending, event
from processes import signal_name


def kill(name, offset=0):
    """The process sends itself a signal."""
    number = getattr(signal, name) + offset
    ending()
    os.kill(os.getpid(), number)
    event("still-running")


def raise_signal(name):
    """The same by signal.raise_signal."""
    number = getattr(signal, name)
    ending()
    signal.raise_signal(number)
    event("still-running")


def _word(handler):
    if handler is signal.default_int_handler:
        return "default_int_handler"
    return handler.name if isinstance(handler, signal.Handlers) else str(handler)


def at_start():
    """Every signal that is not left at its default when the program begins."""
    for number in sorted(signal.valid_signals()):
        try:
            word = _word(signal.getsignal(number))
        except ValueError:
            continue
        if word not in ("SIG_DFL", "None"):
            event("%s:%s" % (signal_name(number), word))


def disposition(name):
    """What one signal is set to."""
    event(_word(signal.getsignal(getattr(signal, name))))


def ignored_from_before(name):
    """The program is begun anew by a process that ignores the signal."""
    signal.signal(getattr(signal, name), signal.SIG_IGN)
    again('disposition("%s")' % name)


def ignored_and_killed(name):
    """The program is begun anew by a process that ignores the signal, and gets it."""
    signal.signal(getattr(signal, name), signal.SIG_IGN)
    again('kill("%s")' % name)


def caught_before(name):
    """The program is begun anew by a process that has a handler, which no program inherits."""
    signal.signal(getattr(signal, name), lambda number, frame: event("handler"))
    again('kill("%s")' % name)


def blocked_from_before(name):
    """The program is begun anew by a process that blocks the signal."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name)])
    again('kill("%s")' % name)


def _pipe_without_a_reader():
    here, there = os.pipe()
    os.close(here)
    return there


def write_to_nobody(default=False):
    """A write where nobody reads: an exception, as long as SIGPIPE is ignored."""
    there = _pipe_without_a_reader()
    if default:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    ending()
    try:
        os.write(there, b"x")
    except OSError as error:
        event(type(error).__name__)


def file_too_large(default=False):
    """A write past the limit of the size of files: an exception, as long as SIGXFSZ is ignored."""
    descriptor = os.open("file", os.O_CREAT | os.O_WRONLY)
    os.lseek(descriptor, 4096, os.SEEK_SET)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    if default:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    ending()
    try:
        os.write(descriptor, b"x")
    except OSError as error:
        event(type(error).__name__)


def invalid(call, number):
    """Numbers that are no signals, and signals that nobody may catch."""
    try:
        if call == "kill":
            os.kill(os.getpid(), number)
        else:
            getattr(signal, call)(number, *([signal.SIG_IGN] if call == "signal" else []))
    except (OSError, ValueError) as error:
        event(type(error).__name__)
    else:
        event("no-exception")
