"""signal.signal with a function: what runs when, and how the process ends."""

import atexit
import os
import queue
import signal
import sys
import threading

from kit import child, ending, event
from processes import Gate, Insisting, await_child, end, raised, signal_name


def _handler(name, way):
    def handler(number, frame):
        event("handler:%s" % signal_name(number))
        end(way)

    signal.signal(getattr(signal, name), handler)
    return getattr(signal, name)


def ends(name, way):
    """The handler ends the process, or tries to; around it are a try statement, an exit handler and a text in the buffer."""
    number = _handler(name, way)
    atexit.register(event, "atexit")
    print("printed")
    ending()
    try:
        os.kill(os.getpid(), number)
        event("goes-on")
    finally:
        event("finally")


def system_exit(name, code):
    """The handler raises SystemExit with something."""

    def handler(number, frame):
        raise SystemExit(code)

    signal.signal(getattr(signal, name), handler)
    ending()
    os.kill(os.getpid(), getattr(signal, name))
    event("goes-on")


def without_a_handler(name):
    """The same where there is none."""
    atexit.register(event, "atexit")
    print("printed")
    ending()
    try:
        os.kill(os.getpid(), getattr(signal, name))
        event("goes-on")
    finally:
        event("finally")


def caught_by_the_program():
    """What the handler raises can be caught like anything else."""

    class Stop(Exception):
        pass

    def handler(number, frame):
        raise Stop()

    signal.signal(signal.SIGTERM, handler)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        event("goes-on")
    except Stop:
        event("Stop")


def exit_is_caught_by_the_program():
    """sys.exit in a handler, while code runs that catches everything."""
    _handler("SIGTERM", "sys_exit")
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        event("goes-on")
    except BaseException as error:
        event(type(error).__name__)


def restores_the_default_and_kills(name):
    """A handler that cleans up and lets the signal do what it would have done."""

    def handler(number, frame):
        event("handler")
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    signal.signal(getattr(signal, name), handler)
    ending()
    os.kill(os.getpid(), getattr(signal, name))
    event("goes-on")


def stays(name):
    """A handler is there until another takes its place."""
    number = _handler(name, "returns")
    for _ in range(3):
        os.kill(os.getpid(), number)
    event("goes-on")


def previous():
    """signal.signal gives what was there before."""
    first = _handler("SIGTERM", "returns")
    before = signal.signal(first, signal.SIG_DFL)
    event("was-a-function:%s" % callable(before))
    event("was:%s" % signal.signal(first, signal.SIG_IGN).name)
    os.kill(os.getpid(), first)
    event("goes-on")


def in_the_main_thread():
    """Whichever thread a signal is for, the handler runs in the main one."""
    runs = []
    held = Gate()
    # What wakes the main thread: while it computes, it may be long in noticing what came for another thread.
    here, there = os.pipe()
    os.set_blocking(there, False)
    signal.set_wakeup_fd(there)
    signal.signal(signal.SIGUSR1, lambda number, frame: runs.append(threading.current_thread()))
    thread = threading.Thread(target=held.wait_beside)
    thread.start()
    signal.pthread_kill(thread.ident, signal.SIGUSR1)
    os.read(here, 1)
    while not runs:
        os.sched_yield()
    event("in-main:%s" % (runs == [threading.main_thread()]))
    held.open()
    thread.join()


def set_in_another_thread():
    """Only the main thread may set one."""
    thread = threading.Thread(target=raised, args=(signal.signal, signal.SIGUSR1, signal.SIG_IGN))
    thread.start()
    thread.join()


def exit_in_the_main_thread(way):
    """A thread sends a signal; the handler ends the main thread, which waits for another thread."""
    insisting = Insisting(signal.SIGTERM)

    def action():
        event("handler")
        end(way)

    insisting.call_once(action)
    main = threading.main_thread().ident
    held = Gate()
    waiter = threading.Thread(target=held.wait_beside, daemon=True)
    waiter.start()
    sender = threading.Thread(target=insisting.until_done, args=(lambda: signal.pthread_kill(main, signal.SIGTERM),))
    ending()
    sender.start()
    waiter.join()
    event("goes-on")


def while_reading(way):
    """A signal comes while os.read waits; there is something to read when the handler has returned."""
    here, there = os.pipe()
    insisting = Insisting(signal.SIGUSR1)

    def action():
        event("handler")
        if way == "returns":
            os.write(there, b"x")
        else:
            end(way)

    insisting.call_once(action)
    try:
        insisting.by_a_child()
        event("read:%s" % os.read(here, 1).decode())
    except ValueError:
        event("ValueError")
    insisting.stop()


def while_waiting(what):
    """A signal comes while the main thread waits in one of the ways there are; the handler's exception ends that."""

    class Stop(Exception):
        pass

    def action():
        raise Stop()

    insisting = Insisting(signal.SIGUSR1)
    insisting.call_once(action)
    lock = threading.Lock()
    lock.acquire()
    wait = {
        "lock": lock.acquire,
        "queue": queue.Queue().get,
        "event": threading.Event().wait,
        "pause": signal.pause,
    }[what]
    try:
        insisting.by_a_child()
        wait()
    except Stop:
        event("Stop")
    insisting.stop()


def in_an_exit_handler(way):
    """A signal while exit handlers run."""
    number = _handler("SIGTERM", way)
    atexit.register(event, "atexit:1")

    def second():
        event("atexit:2")
        os.kill(os.getpid(), number)
        event("goes-on")

    atexit.register(second)
    ending()


def inherited_by_a_child():
    """A forked child has its parent's handlers."""
    number = _handler("SIGTERM", "_exit")
    await_child(child(lambda: os.kill(os.getpid(), number)))


def dropped_by_exec(name):
    """A program that is executed has no handlers; what was ignored stays ignored."""
    number = getattr(signal, name)
    signal.signal(number, lambda *_: event("handler"))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    ending()
    os.execvp("sh", ["sh", "-c", "kill -HUP $$; kill -%s $$" % name[3:]])


def nested():
    """A handler is interrupted by another signal's, and by its own."""
    depth = []

    def handler(number, frame):
        depth.append(signal_name(number))
        event("begin:%s" % depth[-1])
        if len(depth) == 1:
            os.kill(os.getpid(), signal.SIGUSR2)
            event("between")
            os.kill(os.getpid(), signal.SIGUSR1)
        event("end:%s" % signal_name(number))

    signal.signal(signal.SIGUSR1, handler)
    signal.signal(signal.SIGUSR2, handler)
    os.kill(os.getpid(), signal.SIGUSR1)
    event("goes-on")


def system_exit_in_a_thread_does_not_help():
    """Why the handler has to end the main thread: sys.exit elsewhere ends that thread only."""
    thread = threading.Thread(target=sys.exit, args=(7,))
    thread.start()
    thread.join()
    event("goes-on")
