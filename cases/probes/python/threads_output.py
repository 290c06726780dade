"""What threads have printed, and what becomes of it by ending and sink."""

import os
import signal
import sys
import threading

from kit import ending, event, main_waits


def _in_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def _printed():
    """A thread has printed a line, and has not flushed."""
    _in_thread(lambda: print("by the thread"))


def at_return():
    _printed()
    ending()


def at_sys_exit(code):
    _printed()
    ending()
    sys.exit(code)


def at_exception():
    _printed()
    ending()
    raise ValueError("boom")


def at_os_exit(code):
    _printed()
    ending()
    os._exit(code)


def at_os_exit_in_thread(code):
    """The thread that printed ends the process."""

    def work():
        print("by the thread")
        ending()
        os._exit(code)

    _in_thread(work)


def at_signal(name):
    _printed()
    ending()
    os.kill(os.getpid(), getattr(signal, name))
    signal.pause()


def flushed_at_os_exit(code):
    _in_thread(lambda: print("by the thread", flush=True))
    ending()
    os._exit(code)


def daemon_alive():
    """The thread that printed lives on as a daemon."""
    printed = threading.Event()

    def work():
        print("by the thread")
        printed.set()
        threading.Event().wait()

    threading.Thread(target=work, daemon=True).start()
    printed.wait()
    ending()


def exception_in_thread():
    """The thread ends by an exception after it printed."""

    def work():
        print("by the thread")
        raise ValueError("boom")

    _in_thread(work)
    ending()


def after_main():
    """The thread prints when the main module has ended."""

    def work():
        main_waits()
        print("by the thread")

    threading.Thread(target=work).start()
    print("by the main module")
    ending()


def after_main_os_exit(code):
    """The thread ends the process when the main module has ended: what had been printed until then."""

    def work():
        main_waits()
        event("main-has-ended")
        os._exit(code)

    threading.Thread(target=work).start()
    print("by the main module")
    ending()


def _together(work, number=4):
    threads = [threading.Thread(target=work) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def under_lock():
    """Each thread prints its line in two parts, and holds a lock meanwhile."""
    lock = threading.Lock()

    def work():
        for _ in range(100):
            with lock:
                print("left ", end="")
                print("right")

    _together(work)
    ending()


def without_lock():
    """The same without a lock, and another thread comes in between."""
    first, second = threading.Event(), threading.Event()

    def one():
        print("left ", end="")
        first.set()
        second.wait()
        print("right")

    def other():
        first.wait()
        print("between ", end="")
        second.set()

    threads = [threading.Thread(target=work) for work in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ending()


def under_lock_os_exit(code):
    """Printed under a lock, in order, and lost all the same."""
    lock = threading.Lock()

    def work():
        for _ in range(3):
            with lock:
                print("left ", end="")
                print("right")

    _together(work, 2)
    ending()
    os._exit(code)
