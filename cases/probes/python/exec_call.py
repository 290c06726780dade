"""os.exec*: another program in this process, or an exception."""

import atexit
import os
import signal
import stat
import sys
import threading

from kit import ending, event, program
from processes import Gate


def _prepared(text="printed\n"):
    """What an ending takes care of, and an exec does not."""
    atexit.register(event, "atexit")
    sys.stdout.write(text)


def does_not_come_back(way):
    """All the ways to spell it."""
    _prepared()
    ending()
    path = "/bin/sh"
    arguments = ["sh", "-c", "exit 7"]
    try:
        if way in ("execl", "execlp"):
            getattr(os, way)(path if way == "execl" else "sh", *arguments)
        elif way in ("execle", "execlpe"):
            getattr(os, way)(path if way == "execle" else "sh", *arguments, dict(os.environ))
        elif way in ("execv", "execvp"):
            getattr(os, way)(path if way == "execv" else "sh", arguments)
        else:
            getattr(os, way)(path if way == "execve" else "sh", arguments, dict(os.environ))
        event("came-back")
    finally:
        event("finally")


def flushed_first():
    """What is flushed before is there before what the program writes."""
    _prepared()
    sys.stdout.flush()
    ending()
    os.execlp("echo", "echo", "program")


def missing(way):
    """A program that is not there: an exception, and everything is as it was."""
    _prepared()
    ending()
    try:
        if way == "path":
            os.execv("./missing", ["missing"])
        else:
            os.execlp("exitspec-missing", "exitspec-missing")
    except OSError as error:
        event(type(error).__name__)


def missing_and_not_caught():
    """The exception ends the program like any other."""
    _prepared()
    ending()
    os.execlp("exitspec-missing", "exitspec-missing")


def not_executable(what):
    """Files that are there, and are no programs."""
    with open("file", "w") as file:
        file.write("exit 7\n")
    if what != "no permission":
        os.chmod("file", stat.S_IRWXU)
    if what == "folder":
        os.remove("file")
        os.mkdir("file")
    try:
        os.execv("./file", ["file"])
    except OSError as error:
        event(type(error).__name__)


def no_arguments():
    """A program has to have a name at least."""
    try:
        os.execv("/bin/sh", [])
    except ValueError:
        event("ValueError")


def code_of_the_program(number):
    """The process's code is the program's."""
    ending()
    os.execlp("sh", "sh", "-c", "exit %d" % number)


def signal_of_the_program(name):
    """The process dies by what the program dies by."""
    ending()
    os.execlp("sh", "sh", "-c", "kill -%s $$" % name)


def same_process():
    """No other process: the same id."""
    ending()
    os.execlp("sh", "sh", "-c", "test $$ -eq %d" % os.getpid())


def descriptors(inheritable):
    """A descriptor of Python's own is not there in the program, unless it was said to be."""
    _, there = os.pipe()
    os.set_inheritable(there, inheritable)
    ending()
    program("-c", "import os\ntry: os.fstat(%d)\nexcept OSError: os._exit(3)\nos._exit(7)" % there)


def ignored_sigpipe():
    """What Python ignores is ignored in the program, which os.exec* does not change back."""
    ending()
    os.execlp("sh", "sh", "-c", "kill -PIPE $$; exit 7")


def restored_sigpipe():
    """Unless the program is given its default."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    ending()
    os.execlp("sh", "sh", "-c", "kill -PIPE $$; exit 7")


def other_threads():
    """Other threads end when the program begins."""
    held = Gate()
    threading.Thread(target=held.wait_beside).start()
    ending()
    os.execlp("sh", "sh", "-c", "exit 7")


def in_another_thread():
    """A thread that executes a program takes the whole process with it."""
    _prepared()
    thread = threading.Thread(target=os.execlp, args=("sh", "sh", "-c", "exit 7"))
    ending()
    thread.start()
    thread.join()
    event("came-back")


def in_an_exit_handler():
    """An exit handler that prints, and executes a program: the program's code is the process's."""
    atexit.register(event, "atexit:1")
    atexit.register(os.execlp, "sh", "sh", "-c", "exit 7")
    atexit.register(print, "handler")
    print("main")
    ending()
    sys.exit(3)


def environment():
    """What the program is given as its environment."""
    ending()
    os.execlpe("sh", "sh", "-c", 'test "$word" = given', {"word": "given", "PATH": os.environ["PATH"]})
