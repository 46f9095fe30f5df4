"""Tries every way in which people install and call the command, as they would.

Usage: python conformance/integrations COMMAND DEB WHEEL STATIC [TRIAL …]

COMMAND is the command as `make build` makes it, DEB and WHEEL the packages, STATIC the program that
loads no library. A trial is a line; what went wrong stands below it. Ends with 1 where a trial failed.
"""

import pathlib
import sys
import tempfile
import time

import action
import comment
import completions
import debian
import gitlab
import manual
import precommit
import static
import wheel
from place import Mistake, Place

TRIALS = {
    "manual pages": manual.trial,
    "completions": completions.trial,
    "program without libraries": static.trial,
    "package of Debian": debian.trial,
    "wheel": wheel.trial,
    "action of GitHub": action.trial,
    "comment of GitHub": comment.trial,
    "component of GitLab": gitlab.trial,
    "hooks of pre-commit": precommit.trial,
}


def main() -> int:
    built, deb, whl, alone, *chosen = sys.argv[1:]
    failed = 0
    tried = {name: trial for name, trial in TRIALS.items() if not chosen or name in chosen}
    with tempfile.TemporaryDirectory(prefix="clearance-") as folder:
        place = Place(*(pathlib.Path(each).resolve() for each in (built, deb, whl, alone, folder)))
        for name, trial in tried.items():
            start = time.monotonic()
            try:
                said = trial(place)
            except Mistake as mistake:
                failed += 1
                print(f"FAILED {name}\n{mistake}")
            else:
                print(f"{name}: {said} ({time.monotonic() - start:.0f} s)", flush=True)
    print(f"{len(tried) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
