"""The program that loads no library, in a root where there is nothing else at all."""

import os
import shutil

from place import DAY, EXAMPLE, ROOT, Place, expect, run, run_in, try_register, words_of


def trial(place: Place) -> str:
    for program in [place.static, place.static.with_name("clearance-register")]:
        heard = run("ldd", program, code=1)
        expect("not a dynamic executable" in heard.stderr + heard.stdout, heard.stdout)
    root = place.folder / "empty"
    run("sh", ROOT / "packaging" / "install.sh", place.static, root)
    shutil.copy(EXAMPLE, root)
    if os.geteuid() != 0:
        return "not tried in an empty root, which only root can make one's own"
    said = run_in(root, "/bin/clearance", "assess", EXAMPLE.name, "--on", DAY).stdout
    expect(words_of(said) == words_of(place.report), "another report than the command's")
    try_register(lambda *words: run_in(root, "/bin/clearance", *words), "/customs.register")
    sizes = [(root / "bin" / name).stat().st_size for name in ["clearance", "clearance-register"]]
    told = " and ".join(f"{size / 2**20:.0f}" for size in sizes)
    return f"the same report and a register in a root without any library, {told} MiB"
