"""The interpreter's command line: how it is told what to run, and what becomes of that."""

import os

from kit import ending, program


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


def script_of_bytes(text):
    """A file that is no text."""
    with open("script.py", "wb") as stream:
        stream.write(text)
    ending()
    program("script.py")


def circle():
    """A file that is no file: it can be opened by nobody, not even by root."""
    os.symlink("script.py", "script.py")
    ending()
    program("script.py")


def module(text, name="module", options=()):
    """-m, and the module is in this folder."""
    file("module.py", text)
    ending()
    program("-m", name, options=options)


def package(text, name="package"):
    """-m with a package: its __main__."""
    os.mkdir("package")
    file("package/__init__.py", "")
    if text is not None:
        file("package/__main__.py", text)
    ending()
    program("-m", name)


def folder(text):
    """A folder as a script: its __main__.py."""
    os.mkdir("folder")
    if text is not None:
        file("folder/__main__.py", text)
    ending()
    program("folder")


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
