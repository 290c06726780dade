"""os.fork where there are several threads: one of them is there in the child."""

import atexit
import os
import threading
import warnings

from kit import ending, event
from processes import Gate, await_child, end


def _in_thread(body):
    thread = threading.Thread(target=body)
    thread.start()
    thread.join()


def in_a_thread():
    """Only the thread that forks is there in the child, where it is the main thread."""
    gate = Gate()
    other = threading.Thread(target=gate.wait_beside)
    other.start()

    def body():
        pid = os.fork()
        if pid == 0:
            event("threads:%d" % threading.active_count())
            event("is-main:%s" % (threading.main_thread() is threading.current_thread()))
            os._exit(0)
        await_child(pid)

    _in_thread(body)
    event("threads-of-parent:%d" % threading.active_count())
    gate.open()
    other.join()


def warning_in_a_thread():
    """What the interpreter thinks of a fork where there are several threads."""

    def body():
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            pid = os.fork()
            if pid == 0:
                os._exit(0)
            os.waitpid(pid, 0)
        event("warnings:%s" % (",".join(warning.category.__name__ for warning in caught) or "none"))

    _in_thread(body)


def thread_ends(way):
    """The thread that has forked ends in the child, where it is all there is."""
    who = ["parent"]
    atexit.register(lambda: event("atexit:" + who[0]))

    def body():
        pid = os.fork()
        if pid == 0:
            who[0] = "child"
            print("printed in the child")
            end(way)
        else:
            await_child(pid)

    _in_thread(body)
    ending()
