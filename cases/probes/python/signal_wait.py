"""Signals that are blocked, waited for, or come from a timer."""

import os
import signal
import threading

from kit import ending, event
from processes import raised, signal_name


def blocked(unblock):
    """A signal that is blocked does nothing until it is let through."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    os.kill(os.getpid(), signal.SIGTERM)
    event("pending:%s" % ",".join(signal_name(number) for number in signal.sigpending()))
    ending()
    if unblock:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
        event("goes-on")


def sigwait():
    """signal.sigwait takes a signal that is blocked: neither handler nor default see it."""
    signal.signal(signal.SIGTERM, lambda number, frame: event("handler"))
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    os.kill(os.getpid(), signal.SIGTERM)
    event("took:%s" % signal_name(signal.sigwait([signal.SIGTERM])))
    event("pending:%d" % len(signal.sigpending()))


def sigwaitinfo():
    """signal.sigwaitinfo tells more."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    os.kill(os.getpid(), signal.SIGTERM)
    info = signal.sigwaitinfo([signal.SIGTERM])
    event("si_signo:%s" % signal_name(info.si_signo))
    event("si_pid:%s" % ("self" if info.si_pid == os.getpid() else "other"))


def sigtimedwait():
    """signal.sigtimedwait gives up."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    event("took:%s" % signal.sigtimedwait([signal.SIGTERM], 0))


def pause(caught):
    """signal.pause, and a timer whose signal comes again and again: the first may come too early to end it."""
    runs = []
    if caught:
        signal.signal(signal.SIGALRM, lambda number, frame: runs.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    ending()
    signal.pause()
    signal.setitimer(signal.ITIMER_REAL, 0)
    event("handler-has-run:%s" % (len(runs) > 0))
    event("goes-on")


def alarm(seconds):
    """signal.alarm: nobody has asked for a handler."""
    ending()
    event("was:%d" % signal.alarm(seconds))
    while True:
        signal.pause()


def alarm_dropped():
    """An alarm that is dropped, and one that is still to come when the program ends."""
    signal.alarm(1000)
    event("was:%s" % (signal.alarm(0) > 0))
    event("was:%d" % signal.alarm(1000))
    ending()


def timer(which, name):
    """A timer of each kind, and a loop that uses up time."""
    signal.setitimer(getattr(signal, which), 0.01)
    ending()
    while True:
        pass


def timer_raises():
    """A timer whose handler raises ends a loop."""

    class Stop(Exception):
        pass

    def handler(number, frame):
        raise Stop()

    signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        while True:
            pass
    except Stop:
        event("Stop")


def thread_blocks_for_itself():
    """A mask is a thread's own: a signal for the process goes to the thread that lets it through."""
    ready, done = threading.Event(), threading.Event()

    def body():
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
        ready.set()
        done.wait()

    signal.signal(signal.SIGUSR1, lambda number, frame: event("handler"))
    thread = threading.Thread(target=body)
    thread.start()
    ready.wait()
    os.kill(os.getpid(), signal.SIGUSR1)
    done.set()
    thread.join()
    event("pending:%d" % len(signal.sigpending()))


def pthread_kill(way):
    """A signal for one thread ends the whole process, if it ends anything."""
    number = signal.SIGTERM
    if way == "handler":
        signal.signal(number, lambda number, frame: event("handler"))
    ending()
    signal.pthread_kill(threading.get_ident(), number)
    event("goes-on")


def pthread_kill_another(name):
    """A signal for a thread that waits ends the process."""
    stays = threading.Event()
    thread = threading.Thread(target=stays.wait, daemon=True)
    thread.start()
    ending()
    signal.pthread_kill(thread.ident, getattr(signal, name))
    thread.join()


def nothing():
    """Signal 0 only asks."""
    os.kill(os.getpid(), 0)
    signal.pthread_kill(threading.get_ident(), 0)
    event("goes-on")


def to_nobody():
    """A signal for a process that is not there."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    raised(os.kill, pid, 0)
    raised(os.kill, pid, signal.SIGTERM)


def group(call):
    """A signal for the group that the process leads."""
    ending()
    if call == "killpg":
        os.killpg(0, signal.SIGTERM)
    else:
        os.kill(0, signal.SIGTERM)
    event("goes-on")
