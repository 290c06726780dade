"""What ends in a thread, and what ends with it: exceptions, sys.exit, os._exit, signals, and threads of _thread."""

import _thread
import atexit
import os
import signal
import sys
import threading

from kit import ending, event, main_waits


def _for_ever():
    threading.Event().wait()


def _boom():
    raise ValueError("boom")


def exception():
    """It ends the thread, and nothing else."""
    thread = threading.Thread(target=_boom, name="worker")
    thread.start()
    thread.join()
    event("main")
    ending()


def exception_late():
    """The same while the main thread waits for it at the end."""

    def late():
        main_waits()
        _boom()

    threading.Thread(target=late, name="worker").start()
    ending()


def excepthook():
    threading.excepthook = lambda args: event("hook:" + args.exc_type.__name__)
    thread = threading.Thread(target=_boom)
    thread.start()
    thread.join()
    ending()


def sys_exit(argument):
    """It ends the thread, silently."""

    def work():
        sys.exit(argument)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    event("main")
    ending()


def keyboard_interrupt():
    """Raised in a thread it ends that thread only."""

    def work():
        raise KeyboardInterrupt

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join()
    event("main")
    ending()


def os_exit(code):
    """It ends the process."""
    ending()
    threading.Thread(target=os._exit, args=(code,)).start()
    _for_ever()


def os_exit_late(code):
    """The same while the main thread waits for it at the end."""

    def late():
        main_waits()
        os._exit(code)

    threading.Thread(target=late).start()
    ending()
    sys.exit(3)


def abort():
    ending()
    threading.Thread(target=os.abort).start()
    _for_ever()


def signal_to_main():
    """A handler runs on the main thread, whichever thread sends the signal."""

    def handler(number, frame):
        event("main:%s" % (threading.current_thread() is threading.main_thread()))
        sys.exit(3)

    signal.signal(signal.SIGTERM, handler)
    ending()
    threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGTERM)).start()
    while True:
        signal.pause()


def interrupt_main():
    def work():
        _thread.interrupt_main()

    ending()
    threading.Thread(target=work).start()
    _for_ever()


def low_level_dies():
    """A thread of _thread is not waited for."""
    begun = threading.Event()

    def work():
        begun.set()
        try:
            _for_ever()
        finally:
            event("finally")

    _thread.start_new_thread(work, ())
    begun.wait()
    ending()


def _low_level(work):
    """Does this in a thread of _thread, and waits until it is done with it."""
    done = threading.Event()

    def run():
        try:
            work()
        finally:
            done.set()

    _thread.start_new_thread(run, ())
    done.wait()


def low_level_exit():
    _low_level(_thread.exit)
    event("main")
    ending()


def low_level_sys_exit(code):
    _low_level(lambda: sys.exit(code))
    event("main")
    ending()


def low_level_exception():
    raised = threading.Event()

    def hook(unraisable):
        event("hook:" + unraisable.exc_type.__name__)
        raised.set()

    sys.unraisablehook = hook
    _thread.start_new_thread(_boom, ())
    raised.wait()
    ending()


def exit_in_main():
    """On the main thread _thread.exit is sys.exit without a code."""
    atexit.register(event, "atexit")
    ending()
    _thread.exit()
