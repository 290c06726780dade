"""threading: which threads are waited for at the end, and which are left."""

import atexit
import os
import queue
import select
import signal
import sys
import threading

from kit import ending, event, main_waits


def _late():
    main_waits()
    event("thread")


def _for_ever():
    threading.Event().wait()


def _begun(target, **how):
    """Starts a thread, and comes back when it has begun."""
    begun = threading.Event()

    def run():
        begun.set()
        target()

    thread = threading.Thread(target=run, **how)
    thread.start()
    begun.wait()
    return thread


def joined():
    """A thread that is no daemon is waited for."""
    threading.Thread(target=_late).start()
    ending()


def joined_at_sys_exit(code):
    threading.Thread(target=_late).start()
    ending()
    sys.exit(code)


def joined_at_exception():
    threading.Thread(target=_late).start()
    ending()
    raise ValueError("boom")


def not_at_os_exit(code):
    _begun(_for_ever)
    ending()
    os._exit(code)


def not_at_signal(name):
    _begun(_for_ever)
    ending()
    os.kill(os.getpid(), getattr(signal, name))
    signal.pause()


def daemon_is_left():
    _begun(_for_ever, daemon=True)
    ending()


def daemon_finally():
    """What a daemon thread had still to do is not done."""

    def work():
        try:
            _for_ever()
        finally:
            event("finally")

    _begun(work, daemon=True)
    ending()


def daemon_begets():
    """A thread started by a daemon is one as well."""
    begun = threading.Event()

    def work():
        _begun(_for_ever)
        begun.set()
        _for_ever()

    def start():
        thread = threading.Thread(target=_for_ever)
        event("daemon:%s" % thread.daemon)

    thread = threading.Thread(target=start, daemon=True)
    thread.start()
    thread.join()
    threading.Thread(target=work, daemon=True).start()
    begun.wait()
    ending()


def last_one_starts_another():
    """A thread that is waited for starts another one, which is waited for too."""

    def first():
        main_waits()
        second = threading.Thread(target=lambda: (ended.wait(), event("second")))
        try:
            second.start()
        except RuntimeError:
            event("RuntimeError")
        else:
            event("first")
            ended.set()

    ended = threading.Event()
    threading.Thread(target=first).start()
    ending()


def hangs():
    """A thread that never ends keeps the process alive."""
    threading.Thread(target=_for_ever).start()
    ending()


def hangs_at_sys_exit(code):
    threading.Thread(target=_for_ever).start()
    ending()
    sys.exit(code)


def interrupted_while_joining():
    """SIGINT comes while the main thread waits for a thread: it waits no longer."""

    def late():
        main_waits()
        os.kill(os.getpid(), signal.SIGINT)
        _for_ever()

    atexit.register(event, "atexit")
    threading.Thread(target=late).start()
    ending()


def _consumer(items):
    while True:
        item = items.get()
        if item is None:
            event("sentinel")
            return
        event("item:%s" % item)
        items.task_done()


def consumer(daemon, sentinel):
    """It takes what comes from a queue, and then waits for more."""
    items = queue.Queue()
    threading.Thread(target=_consumer, args=(items,), daemon=daemon).start()
    for item in ("a", "b"):
        items.put(item)
    items.join()
    if sentinel:
        items.put(None)
    ending()


def timer_is_joined():
    """A timer is a thread that is waited for."""
    threading.Timer(0.01, event, args=("timer",)).start()
    ending()


def timer_daemon():
    timer = threading.Timer(3600, event, args=("timer",))
    timer.daemon = True
    timer.start()
    ending()


def timer_cancelled():
    timer = threading.Timer(3600, event, args=("timer",))
    timer.start()
    timer.cancel()
    ending()


class _Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        event("del:" + self.name)


def local_of_thread():
    """What a thread had for itself is gone when the thread is."""
    local = threading.local()

    def work():
        local.value = _Told("thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    event("joined")
    ending()


def local_of_daemon():
    """A daemon thread still has it when the process ends."""
    local = threading.local()

    def work():
        local.value = _Told("daemon")

    begun = threading.Event()

    def run():
        work()
        begun.set()
        _for_ever()

    threading.Thread(target=run, daemon=True).start()
    begun.wait()
    ending()
    os._exit(0)


def register_atexit():
    """threading._register_atexit: called before threads are joined, and those before the handlers of atexit."""
    stop = threading.Event()

    def work():
        stop.wait()
        event("thread")

    def handler():
        event("register_atexit")
        stop.set()

    atexit.register(event, "atexit")
    threading._register_atexit(handler)
    threading.Thread(target=work).start()
    ending()


def register_atexit_order():
    for name in ("a", "b"):
        threading._register_atexit(event, name)
    ending()


def register_atexit_late():
    def handler():
        try:
            threading._register_atexit(event, "late")
        except RuntimeError:
            event("RuntimeError")

    atexit.register(handler)
    ending()


def handler_wants_lock():
    """A daemon thread holds a lock that a handler waits for."""
    lock, held = threading.Lock(), threading.Event()

    def work():
        with lock:
            held.set()
            _for_ever()

    threading.Thread(target=work, daemon=True).start()
    held.wait()
    atexit.register(lock.acquire)
    ending()


def daemon_holds_stdout():
    """A daemon thread is in the midst of writing to sys.stdout, and holds the lock of its buffer, when the last flush wants it."""
    # The reader stays open to the end, for without one the write would fail.
    _reader, writer = os.pipe()
    sys.stdout = os.fdopen(writer, "w")
    go = threading.Event()

    def work():
        go.wait()
        # More than any pipe holds, and nobody reads.
        sys.stdout.buffer.write(b"x" * (1 << 21))

    def handler():
        go.set()
        _until_full(writer)
        event("full")

    threading.Thread(target=work, daemon=True).start()
    atexit.register(handler)
    ending()


def _until_full(writer):
    """Comes back when the pipe takes no more: the thread has begun to write, and waits."""
    poll = select.poll()
    poll.register(writer, select.POLLOUT)
    while poll.poll(0):
        os.sched_yield()


def daemon_prints_on():
    """A daemon thread prints as long as it lives."""
    begun = threading.Event()

    def work():
        while True:
            print("text")
            begun.set()

    threading.Thread(target=work, daemon=True).start()
    begun.wait()
    ending()
