"""What can go wrong with a register, and how it is told.

RegisterError(Exception)      the message is one sentence for a person
├── NotARegister              the file is something else, or not there
├── NewerRegister             a later version of the program made or migrated it
├── Busy                      another process is writing and did not finish in time
├── DiskFull                  no space: what was stored before is safe, the last step was taken back
├── Damaged                   SQLite finds the file corrupt
├── ReadOnly                  the file, or its folder, cannot be written
└── Overtaken                 somebody else ruled on the same record meanwhile
"""

from __future__ import annotations


class RegisterError(Exception):
    """Something that a person has to know or to put right."""


class NotARegister(RegisterError):
    """There is no such file, or it is no register."""


class NewerRegister(RegisterError):
    """The file has a form that this version of the program does not know."""


class Busy(RegisterError):
    """Another process held the file for longer than we wait."""


class DiskFull(RegisterError):
    """The disk, or the size allowed to the file, is used up."""


class Damaged(RegisterError):
    """The file is corrupt."""


class ReadOnly(RegisterError):
    """The file may be read but not written."""


class Overtaken(RegisterError):
    """A ruling was made on what its maker had seen, and others were added since."""
