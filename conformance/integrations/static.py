"""The program that loads no library, in a root where there is nothing else at all."""

import os
import shutil

from place import DAY, EXAMPLE, ROOT, Place, expect, run, run_in, words_of


def trial(place: Place) -> str:
    heard = run("ldd", place.static, code=1)
    expect("not a dynamic executable" in heard.stderr + heard.stdout, heard.stdout)
    root = place.folder / "empty"
    run("sh", ROOT / "packaging" / "install.sh", place.static, root)
    shutil.copy(EXAMPLE, root)
    if os.geteuid() != 0:
        return "not tried in an empty root, which only root can make one's own"
    said = run_in(root, "/bin/clearance", "assess", EXAMPLE.name, "--on", DAY).stdout
    expect(words_of(said) == words_of(place.report), "another report than the command's")
    size = (root / "bin" / "clearance").stat().st_size
    return f"the same report in a root without any library, {size / 2**20:.0f} MiB"
