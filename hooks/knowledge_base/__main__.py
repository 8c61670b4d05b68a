"""``python -m knowledge_base``: see :mod:`knowledge_base.commands`."""

import sys

from knowledge_base.commands import main

if __name__ == "__main__":
    sys.exit(main())
