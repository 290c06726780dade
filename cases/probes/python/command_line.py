"""The interpreter's command line: how it is told what to run, and what becomes of that."""

import os
import subprocess
import sys

from kit import ending, event, program


def file(name, text):
    with open(name, "w") as stream:
        stream.write(text)


def given_as_text(text, *options):
    """-c."""
    ending()
    program("-c", text, options=options)


def script(text, *options):
    """A file."""
    file("script.py", text)
    ending()
    program("script.py", options=options)


def module(text, name="module", options=()):
    """-m, and the module is in this folder."""
    file("module.py", text)
    ending()
    program("-m", name, options=options)


def package(text):
    """-m with a package: its __main__."""
    os.mkdir("package")
    file("package/__init__.py", "")
    file("package/__main__.py", text)
    ending()
    program("-m", "package")


def folder(text):
    """A folder as a script: its __main__.py."""
    os.mkdir("folder")
    file("folder/__main__.py", text)
    ending()
    program("folder")


def told(*arguments, folder=False):
    """What has the names of the interpreter and of this folder in its message: as a child, and what it tells without them."""
    if folder:
        os.mkdir("folder")
        file("folder/__init__.py", "")
    ended = subprocess.run([sys.executable, *arguments], stderr=subprocess.PIPE, universal_newlines=True)
    text = ended.stderr.replace(sys.executable, "python").replace(os.getcwd() + "/", "")
    os.write(2, text.encode())
    ending()
    os._exit(ended.returncode)


def version():
    """-V, as a child: what it prints is another text with every version."""
    ended = subprocess.run([sys.executable, "-V"], stdout=subprocess.PIPE, universal_newlines=True)
    own = "Python " + sys.version.split()[0]
    event("own-version:%s" % (ended.stdout.split(" (")[0].rstrip("\n") == own))
    ending()
    os._exit(ended.returncode)


def from_stdin(text, *arguments, options=()):
    """Nothing, or -: the program is read from stdin."""
    file("stdin", text)
    os.dup2(os.open("stdin", os.O_RDONLY), 0)
    ending()
    program(*arguments, options=options)


def with_stdin_closed(*arguments):
    os.close(0)
    ending()
    program(*arguments)


def plain(*arguments):
    """Whatever the arguments say."""
    ending()
    program(*arguments)


def with_environment(name, value, *arguments):
    ending()
    program(*arguments, env={name: value})


# For -c: an object that tells on stdout when it is deleted.
UNCLOSED = "open('/dev/null', 'rb')\nprint('end')"
