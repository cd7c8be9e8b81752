#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The one command of the portal. Any Python can read this file, so that an old one can say what is needed."""
import os
import sys

NEEDED = (3, 11)


def main():
    """Prepare what the command needs and run it; the exit status is returned."""
    if sys.version_info < NEEDED:
        text = (
            u"Нужен Python %d.%d или новее, а это Python %d.%d.\n"
            u"Запустите так: python3.11 manage.py … (или python3.12, python3.13).\n"
            u"Если такого Python нет, на Debian и Ubuntu он ставится так: sudo apt install python3\n"
        ) % (NEEDED + tuple(sys.version_info[:2]))
        os.write(2, text.encode("utf-8"))
        return 1
    from portal.launch.start import start

    return start(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
